// E-mail addresses: RFC 5322 addr-spec with dot-atom or quoted local part, RFC 6531 UTF-8 on both sides, RFC 5321
// address literals. Accepts more than the RFCs where leaving it would leak: dots at the ends of a local part, hyphens
// at the ends of a label, underscores in a domain.
#include <algorithm>

#include "redaction/characters.hpp"
#include "redaction/fold_lead.hpp"
#include "redaction/recognizers.hpp"

namespace ratestack::redaction_detail {
namespace {

constexpr std::size_t kMaxLocal = 64;    // RFC 5321 section 4.5.3.1.1
constexpr std::size_t kMaxLabel = 63;    // RFC 1035 section 2.3.4
constexpr std::size_t kMaxDomain = 255;  // RFC 5321 section 4.5.3.1.2
// UTF-8 counts more bytes than the limits above count characters of, and a key may stand before the address ("user=").
constexpr std::size_t kLocalReach = 240;
constexpr std::size_t kMaxU8Label = 4 * kMaxLabel;

constexpr Match kNeedsFold{Verdict::needs_fold, PiiKind::email, {}, {}};

bool is_continuation(char c) noexcept { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Octets of a character count once: what is not ASCII would be longer in UTF-8 than it is on paper.
std::size_t characters_in(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

struct Domain {
  Verdict verdict = Verdict::none;
  std::size_t end = 0;
};

bool is_ipv6_char(char c) noexcept { return is_hex(c) || c == ':' || c == '.'; }

// RFC 5321 section 4.1.3: [192.0.2.1], [IPv6:2001:db8::1].
Domain literal_behind(const Subject& s, std::size_t i) noexcept {
  const bool v6 = s.text.substr(i + 1, 5) == "IPv6:";
  std::size_t at = i + (v6 ? 6 : 1);
  const std::size_t first = at;
  std::size_t dots = 0;
  for (; at < first + 45 && (v6 ? is_ipv6_char(s.at(at)) : is_digit(s.at(at)) || s.at(at) == '.'); ++at) {
    dots += s.at(at) == '.' ? 1U : 0U;
  }
  if (begins_folded_form(s, at)) return {Verdict::needs_fold, 0};
  if (s.at(at) != ']' || at - first < 2 || (!v6 && dots != 3)) return {};
  return {Verdict::match, at + 1};
}

// A last label has a letter and more than one character: a version number behind an '@' is no domain.
bool is_top_level(std::string_view label) noexcept {
  return label.size() >= 2 &&
         std::any_of(label.begin(), label.end(), [](char c) { return is_any(c, kLetter | kNonAscii); });
}

// Passes one label from `i`; where it ends: between characters. Hyphens at the end are left to the text. Or what stops
// it has to be folded.
Domain label_at(const Subject& s, std::size_t i) noexcept {
  const std::size_t begin = i;
  while (i - begin <= kMaxU8Label && is_any(s.at(i), kDomain)) {
    if (begins_folded_form(s, i)) break;
    ++i;
  }
  if (begins_folded_form(s, i) || begins_bracketed_word(s, i)) return {Verdict::needs_fold, 0};
  while (i > begin && is_continuation(s.at(i))) --i;
  while (i > begin && s.text[i - 1] == '-') --i;
  return {Verdict::match, i};
}

Domain name_behind(const Subject& s, std::size_t i) noexcept {
  const std::size_t begin = i;
  Domain found;
  for (bool first = true; i - begin <= kMaxDomain; first = false) {
    const auto [verdict, end] = label_at(s, i);
    if (verdict == Verdict::needs_fold) return {Verdict::needs_fold, 0};
    if (first && s.at(end) != '.') break;
    if (end == i || (first && characters_in(s.text.substr(i, end - i)) > kMaxLabel)) break;
    // Any longer label is taken as well: were the address left, a number found in the label would leave a short one.
    if (!first && is_top_level(s.text.substr(i, end - i))) found = {Verdict::match, end};
    if (s.at(end) != '.') break;
    i = end + 1;
    if (begins_folded_form(s, i)) return {Verdict::needs_fold, 0};
  }
  return found;
}

Domain domain_behind(const Subject& s, std::size_t i) noexcept {
  if (s.at(i) == '[') {
    const Domain literal = literal_behind(s, i);
    if (literal.verdict != Verdict::none) return literal;
  }
  if (begins_folded_form(s, i) || begins_bracketed_word(s, i)) return {Verdict::needs_fold, 0};
  return name_behind(s, i);
}

bool is_key_char(char c) noexcept { return is_alnum(c) || c == '_' || c == '-' || c == '.'; }

// "user=bob", "?email=bob", "a=1&email=bob": where the value begins. Only a plain name before '=' is a key, so that the
// '=' of a bounce address (bob+ann=example.com) stays inside.
std::size_t behind_key(std::string_view local) noexcept {
  const std::size_t query = local.find_last_of("?&");
  const std::size_t name = query == std::string_view::npos ? 0 : query + 1;
  const std::size_t equals = local.find('=', name);
  if (equals == std::string_view::npos || equals == name || equals + 1 == local.size()) return 0;
  return std::all_of(local.begin() + static_cast<std::ptrdiff_t>(name),
                     local.begin() + static_cast<std::ptrdiff_t>(equals), is_key_char)
             ? equals + 1
             : 0;
}

// "/users/bob": a path goes on to its last slash.
std::size_t behind_path(std::string_view local) noexcept {
  if (local.empty() || local.front() != '/') return 0;
  const std::size_t slash = local.rfind('/');
  return slash + 1 == local.size() ? 0 : slash + 1;
}

// "'bob", "{bob", "`bob": quotation around an address, all of which RFC 5322 would allow within it.
std::size_t behind_quotation(std::string_view local) noexcept {
  const std::size_t first = local.find_first_not_of("'`{|*!/.");
  if (first == std::string_view::npos || !is_any(local[first], kLetter | kDigit | kNonAscii)) return 0;
  return first;
}

std::size_t address_begin(std::string_view local) noexcept {
  std::size_t begin = 0;
  for (int layers = 0; layers < 4; ++layers) {
    const std::string_view rest = local.substr(begin);
    std::size_t skipped = behind_key(rest);
    if (skipped == 0) skipped = behind_path(rest);
    if (skipped == 0) skipped = behind_quotation(rest);
    if (skipped == 0) break;
    begin += skipped;
  }
  return begin;
}

struct Local {
  Verdict verdict = Verdict::none;
  std::size_t begin = 0;
};

// Nothing in it could be a key, a path or quotation.
bool is_plain_local(std::string_view local) noexcept {
  return !local.empty() && local.front() != '.' &&
         std::all_of(local.begin(), local.end(), [](char c) { return is_key_char(c) || c == '+' || is_non_ascii(c); });
}

Local dot_atom_before(const Subject& s, std::size_t at) noexcept {
  std::size_t i = at;
  while (i > s.floor && at - i < kLocalReach && is_any(s.text[i - 1], kLocal)) {
    --i;
    if (begins_folded_form(s, i)) return {Verdict::needs_fold, 0};
  }
  if (follows_hidden_word(s, i)) return {Verdict::needs_fold, 0};
  // The letter of `\n` belongs to the escape, not to the address: JSON stays JSON.
  if (s.form == Form::raw && i < at && s.previous(i) == '\\') return {Verdict::needs_fold, 0};
  const std::string_view local = s.text.substr(i, at - i);
  const std::size_t begin = is_plain_local(local) ? 0 : address_begin(local);
  if (begin == local.size() || characters_in(local.substr(begin)) > kMaxLocal) return {};
  return {Verdict::match, i + begin};
}

// Quotes are escaped once more for each text that holds the one they stand in: the more backslashes, the deeper within.
std::size_t backslashes_before(const Subject& s, std::size_t i) noexcept {
  std::size_t count = 0;
  while (count < kMaxLocal && i > s.floor + count && s.text[i - count - 1] == '\\') ++count;
  return count;
}

struct Quote {
  std::size_t begin;  // of its backslashes
  std::size_t depth;
};

// Another quote as deep, or deeper, stands before it; a text may begin with one.
bool follows_quote(const Subject& s, Quote open) noexcept {
  if (s.previous(open.begin) != '"') return false;
  return open.depth == 0 || (open.begin > s.floor && backslashes_before(s, open.begin - 1) >= open.depth);
}

// What would be quoted between two quoted words of JSON is not a local part. Brackets are left out of what RFC 5322
// allows, so that a label is never part of one.
bool is_quoted_local(const Subject& s, Quote open, std::string_view content) noexcept {
  if (content.empty() || content.size() > kMaxLocal ||
      std::string_view(":,]}").find(content.front()) != std::string_view::npos) {
    return false;
  }
  if (is_alnum(s.previous(open.begin)) || follows_quote(s, open)) return false;
  return std::any_of(content.begin(), content.end(), [](char c) { return is_any(c, kLetter | kDigit | kNonAscii); });
}

// Whether folding would change what stands at `i`, between quotes: of the escapes, all but that of a quote.
bool hides_quoted(const Subject& s, std::size_t i) noexcept {
  return begins_folded_form(s, i) || (s.form == Form::raw && s.text[i] == '\\' && s.at(i + 1) != '"');
}

// Whether the character before `i` may be the end of an escape or a foreign form.
bool may_follow_hidden(const Subject& s, std::size_t i) noexcept {
  constexpr std::size_t kLongestForm = 12;  // a surrogate pair
  if (s.form == Form::folded) return false;
  if (follows_hidden_word(s, i)) return true;
  for (std::size_t k = i; k > s.floor && i - k < kLongestForm && s.text[k - 1] != '\n'; --k) {
    if (begins_folded_form(s, k - 1) || s.text[k - 1] == '\\') return true;
  }
  return false;
}

Local quoted_before(const Subject& s, std::size_t at) noexcept {
  const std::size_t depth = backslashes_before(s, at - 1);
  const std::size_t end = at - 1 - depth;
  if (begins_folded_form(s, end)) return {Verdict::needs_fold, 0};
  for (std::size_t i = end; i > s.floor && end - i <= kMaxLocal; --i) {
    const char c = s.text[i - 1];
    if (c == '\n') return {};
    if (hides_quoted(s, i - 1) || follows_hidden_word(s, i)) return {Verdict::needs_fold, 0};
    if (c == '[' || c == ']') return {};
    if (c != '"') continue;
    const std::size_t open_depth = backslashes_before(s, i - 1);
    if (open_depth > depth) continue;
    const Quote open{i - 1 - open_depth, open_depth};
    // What the character before folds to decides whether the quote opens here.
    if ((s.form == Form::raw && open.depth > 1) || may_follow_hidden(s, open.begin)) return {Verdict::needs_fold, 0};
    return is_quoted_local(s, open, s.text.substr(i, end - i)) ? Local{Verdict::match, open.begin} : Local{};
  }
  return {};
}

}  // namespace

Match find_email(const Subject& s, std::size_t at) noexcept {
  const char before = s.previous(at);
  if (at <= s.floor || !(is_any(before, kLocal) || before == '"' || follows_hidden_word(s, at))) return {};
  const Domain domain = domain_behind(s, at + 1);
  if (domain.verdict == Verdict::none) return {};
  const Local local = before == '"' ? quoted_before(s, at) : dot_atom_before(s, at);
  if (local.verdict == Verdict::none) return {};
  if (domain.verdict == Verdict::needs_fold || local.verdict == Verdict::needs_fold) return kNeedsFold;
  const Span span{local.begin, domain.end};
  return {Verdict::match, PiiKind::email, span, span};
}

}  // namespace ratestack::redaction_detail
