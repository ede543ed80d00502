#include "redaction/context.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "redaction/characters.hpp"
#include "redaction/fold_lead.hpp"
#include "redaction/recognizers.hpp"

namespace ratestack::redaction_detail {
namespace {

constexpr std::size_t kContextBytes = 48;
constexpr unsigned kOtherNumber = 6;  // so many digits together are another number, with words of its own

// Where a word must begin and end to count. "cell" is no word in "cancelled", nor "tel" in "telemetry".
enum class Edges : std::uint8_t { none, left, both };

struct HintWord {
  std::string_view text;  // lower case; a space stands for one of " _-." or for nothing, as in "taxid"
  Hints hints;
  Edges edges;
};

constexpr std::array kWords{
    HintWord{"phone", kPhoneHint, Edges::none},     HintWord{"mobile", kPhoneHint, Edges::none},
    HintWord{"msisdn", kPhoneHint, Edges::none},    HintWord{"whatsapp", kPhoneHint, Edges::none},
    HintWord{"fax", kPhoneHint, Edges::left},       HintWord{"cell", kPhoneHint, Edges::left},
    HintWord{"call", kPhoneHint, Edges::left},      HintWord{"dial", kPhoneHint, Edges::left},
    HintWord{"sms", kPhoneHint, Edges::left},       HintWord{"tel", kPhoneHint, Edges::both},
    HintWord{"text", kPhoneHint, Edges::both},      HintWord{"mob", kPhoneHint, Edges::both},
    HintWord{"ph", kPhoneHint, Edges::both},        HintWord{"contact", kPhoneHint, Edges::both},
    HintWord{"ssn", kSsnHint, Edges::both},         HintWord{"social sec", kSsnHint, Edges::none},
    HintWord{"soc sec", kSsnHint, Edges::none},     HintWord{"social", kSsnHint, Edges::both},
    HintWord{"itin", kSsnHint, Edges::both},        HintWord{"atin", kSsnHint, Edges::both},
    HintWord{"tin", kSsnHint, Edges::both},         HintWord{"tax id", kSsnHint, Edges::none},
    HintWord{"taxpayer", kSsnHint, Edges::none},    HintWord{"card num", kCardHint, Edges::none},
    HintWord{"card no", kCardHint, Edges::none},    HintWord{"credit card", kCardHint, Edges::none},
    HintWord{"debit card", kCardHint, Edges::none}, HintWord{"cc num", kCardHint, Edges::left},
    HintWord{"pan", kCardHint, Edges::both},        HintWord{"span id", kSpanIdHint, Edges::none},
    HintWord{"spanid", kSpanIdHint, Edges::none},   HintWord{"parent id", kSpanIdHint, Edges::none},
};

// For each letter, one bit a word that has it at `place`.
constexpr std::array<std::uint32_t, 256> words_by_letter(std::size_t place) {
  std::array<std::uint32_t, 256> table{};
  for (std::size_t i = 0; i < kWords.size(); ++i) {
    const auto letter = static_cast<unsigned char>(kWords[i].text[place]);
    table[letter] |= std::uint32_t{1} << i;
    table[letter - 0x20U] |= std::uint32_t{1} << i;
  }
  return table;
}
constexpr std::array kWordsByFirst = words_by_letter(0);
constexpr std::array kWordsBySecond = words_by_letter(1);
static_assert(kWords.size() <= 32);

// The words that the two letters begin: none, nearly always.
std::uint32_t words_at(std::string_view text, std::size_t i) noexcept {
  if (i + 1 >= text.size()) return 0;
  return kWordsByFirst[static_cast<unsigned char>(text[i])] & kWordsBySecond[static_cast<unsigned char>(text[i + 1])];
}

constexpr bool is_word_gap(char c) noexcept { return c == ' ' || c == '_' || c == '-' || c == '.'; }

// The end of `word` where it stands at the start of `text`, or npos.
std::size_t match_word(std::string_view text, std::string_view word) noexcept {
  std::size_t at = 0;
  for (const char c : word) {
    if (c == ' ') {
      if (at < text.size() && is_word_gap(text[at])) ++at;
      continue;
    }
    if (at == text.size() || lower(text[at]) != c) return std::string_view::npos;
    ++at;
  }
  return at;
}

// A capital after a small letter begins a word: "homeTel".
bool begins_word(std::string_view text, std::size_t i) noexcept {
  if (i == 0 || !is_alnum(text[i - 1])) return true;
  return lower(text[i]) != text[i] && lower(text[i - 1]) == text[i - 1];
}

// A digit ends one: "tel2"; or it is of a number, which is not there the next time.
bool ends_word(std::string_view text, std::size_t i) noexcept {
  if (i < text.size() && text[i] == 's') ++i;  // the plural
  if (i == text.size() || !is_letter(text[i])) return true;
  return lower(text[i]) != text[i] && lower(text[i - 1]) == text[i - 1];
}

bool is_word_at(std::string_view text, std::size_t i, const HintWord& word) noexcept {
  const std::size_t length = match_word(text.substr(i), word.text);
  if (length == std::string_view::npos) return false;
  if (word.edges != Edges::none && !begins_word(text, i)) return false;
  return word.edges != Edges::both || ends_word(text, i + length);
}

Hints hints_at(std::string_view text, std::size_t i) noexcept {
  Hints found = 0;
  for (std::uint32_t words = words_at(text, i); words != 0; words &= words - 1) {
    const HintWord& word = kWords[static_cast<std::size_t>(std::countr_zero(words))];
    if (is_word_at(text, i, word)) found |= word.hints;
  }
  return found;
}

// A window that is filled from its end.
struct Backwards {
  std::array<char, kContextBytes> bytes;
  std::size_t begin = kContextBytes;

  [[nodiscard]] bool full() const noexcept { return begin == 0; }
  void put(char c) noexcept { bytes[--begin] = c; }
  [[nodiscard]] std::string_view view() const noexcept { return {bytes.data() + begin, kContextBytes - begin}; }
};

constexpr bool ends_field(char c) noexcept {
  return c == '\n' || c == '{' || c == '}' || c == ';' || c == '&' || c == '|' || c == '\t';
}

// What ends the field that a number stands in, walking back from it: the comma before its own name, the value of the
// name before ("phone=x id=...").
class FieldEnd {
 public:
  [[nodiscard]] bool is_at(char c) noexcept {
    digits_ = is_digit(c) ? digits_ + 1 : 0;
    if (ends_field(c) || digits_ == kOtherNumber || (c == ',' && named_) || (c == '=' && named_)) return true;
    named_ = named_ || c == '=' || c == ':';
    return false;
  }

 private:
  bool named_ = false;
  unsigned digits_ = 0;
};

// Any backslash: a line feed may be written as one, and ends the field.
bool is_escape(const Subject& s, std::size_t i) noexcept {
  return begins_folded_form(s, i) || (s.form == Form::raw && s.text[i] == '\\');
}

Verdict gather(const Subject& s, std::size_t i, Backwards& out) noexcept {
  FieldEnd field_end;
  for (std::size_t steps = 1; !out.full(); ++steps) {
    const char c = s.previous(i, steps);
    // What a label replaced is gone: nothing may be read beyond one that would not be read the next time. Its own word
    // counts.
    if (field_end.is_at(c) || (c == '[' && is_label_text(out.view()))) break;
    if (i >= s.floor + steps && is_escape(s, i - steps)) return Verdict::needs_fold;
    out.put(c);
  }
  return Verdict::none;
}

// "123456789 (SSN)": the word must come first behind the number.
Context context_behind(const Subject& s, std::size_t end) noexcept {
  constexpr std::size_t kLongestWord = 16;
  std::size_t i = end;
  for (int skipped = 0; skipped < 3 && (s.at(i) == ' ' || s.at(i) == '(' || s.at(i) == '-'); ++skipped) ++i;
  if (begins_folded_form(s, i)) return {0, Verdict::needs_fold};
  if (i == end || !is_letter(s.at(i))) return {};
  const std::string_view word = s.text.substr(i, kLongestWord);
  for (std::size_t k = 0; k < word.size() && word[k] != '\n'; ++k) {
    if (begins_folded_form(s, i + k)) return {0, Verdict::needs_fold};
  }
  // A word that would keep a number may be gone the next time, with the address that it begins.
  return {hints_at(word, 0) & ~kSpanIdHint, Verdict::none};
}

}  // namespace

Hints hints_in(std::string_view words) noexcept {
  Hints found = 0;
  for (std::size_t i = 0; i < words.size(); ++i) found |= hints_at(words, i);
  return found;
}

Hints hints_in_name(std::string_view name) noexcept {
  Hints found = 0;
  while (!name.empty()) {
    const std::size_t label = std::min(name.find('['), name.size());
    found |= hints_in(name.substr(0, label));
    name.remove_prefix(std::min(name.size(), std::max(label, name.find(']', label))));
    if (!name.empty()) name.remove_prefix(1);
  }
  return found;
}

Context context_of(const Subject& subject, std::size_t i, std::size_t end) noexcept {
  Backwards window;
  const Context behind = context_behind(subject, end);
  if (behind.verdict != Verdict::none) return behind;
  const Verdict verdict = gather(subject, i, window);
  if (verdict != Verdict::none) return {0, verdict};
  return {subject.hints | hints_in(window.view()) | behind.hints, Verdict::none};
}

}  // namespace ratestack::redaction_detail
