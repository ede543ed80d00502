// "Domain to ASCII" (URL Standard section 3.3): the processing of UTS 46 section 4, and ToASCII of section 4.2.
#include <algorithm>

#include "ratestack/encoding/utf8.hpp"
#include "ratestack/url/idna.hpp"
#include "url/idna/label.hpp"
#include "url/idna/mapping.hpp"
#include "url/idna/normalization.hpp"
#include "url/idna/punycode.hpp"
#include "url/parser/byte_class.hpp"

namespace ratestack {
namespace {

using namespace idna_detail;

constexpr std::u32string_view kAcePrefix = U"xn--";

template <typename Char>
bool is_ascii(std::basic_string_view<Char> text) noexcept {
  return std::all_of(text.begin(), text.end(),
                     [](Char c) { return static_cast<std::make_unsigned_t<Char>>(c) < 0x80; });
}

std::string narrowed(std::u32string_view ascii) {
  std::string out(ascii.size(), '\0');
  std::transform(ascii.begin(), ascii.end(), out.begin(), [](char32_t c) { return static_cast<char>(c); });
  return out;
}

// Calls `use(label)` for each label, also the empty ones, while it answers success.
template <typename Use>
Result<void> for_each_label(std::u32string_view domain, Use use) {
  for (std::size_t start = 0; start <= domain.size();) {
    const std::size_t end = std::min(domain.find(U'.', start), domain.size());
    if (Result<void> used = use(domain.substr(start, end - start)); !used) return used;
    start = end + 1;
  }
  return {};
}

Result<std::u32string> map(std::string_view domain) {
  std::u32string mapped;
  mapped.reserve(domain.size());
  const char* const end = domain.data() + domain.size();
  for (const char* p = domain.data(); p != end;) {
    const std::size_t length = utf8_sequence_length(p, end);
    if (length == 0) return IdnaError::invalid_utf8;
    append_mapped(mapped, decode_utf8(p, length));
    p += length;
  }
  return mapped;
}

// Section 4, step 4, for a label with the prefix: it must be the Punycode of a label that needed it.
Result<std::u32string> decode_label(std::u32string_view label) {
  label.remove_prefix(kAcePrefix.size());
  if (!is_ascii(label)) return IdnaError::invalid_punycode;
  Result<std::u32string> decoded = decode_punycode(narrowed(label));
  if (!decoded) return decoded;
  const std::u32string_view text = decoded.value();
  // Section 4.1, criterion 4: it is no prefixed label again.
  if (is_ascii(text) || text.starts_with(kAcePrefix)) return IdnaError::invalid_punycode;
  if (to_nfc(text) != text) return IdnaError::not_normalized;
  return decoded;
}

// The name in Unicode, each label valid by itself.
Result<std::u32string> to_valid_unicode(std::u32string_view domain) {
  std::u32string unicode;
  const auto add = [&](std::u32string_view label) -> Result<void> {
    const bool is_encoded = label.starts_with(kAcePrefix);
    const Result<std::u32string> decoded = is_encoded ? decode_label(label) : std::u32string();
    if (!decoded) return decoded.error();
    if (is_encoded) label = decoded.value();
    unicode += label;
    unicode += U'.';
    return check_label(label);
  };
  if (Result<void> valid = for_each_label(domain, add); !valid) return valid.error();
  unicode.pop_back();
  return unicode;
}

Result<void> check_bidi(std::u32string_view domain) {
  if (!has_right_to_left(domain)) return {};
  return for_each_label(domain, [](std::u32string_view label) -> Result<void> {
    if (!keeps_bidi_rule(label)) return IdnaError::invalid_bidi;
    return {};
  });
}

Result<std::string> encode(std::u32string_view domain) {
  std::string ascii;
  const auto add = [&](std::u32string_view label) -> Result<void> {
    if (is_ascii(label)) {
      ascii += narrowed(label) + '.';
      return {};
    }
    ascii += "xn--";
    Result<void> encoded = append_punycode(ascii, label);
    ascii += '.';
    return encoded;
  };
  if (Result<void> encoded = for_each_label(domain, add); !encoded) return encoded.error();
  ascii.pop_back();
  return ascii;
}

Result<std::string> process(std::string_view domain) {
  const Result<std::u32string> mapped = map(domain);
  if (!mapped) return mapped.error();
  const Result<std::u32string> unicode = to_valid_unicode(to_nfc(mapped.value()));
  if (!unicode) return unicode.error();
  if (const Result<void> bidi = check_bidi(unicode.value()); !bidi) return bidi.error();
  return encode(unicode.value());
}

std::string lowered(std::string_view domain) {
  std::string out(domain);
  std::transform(out.begin(), out.end(), out.begin(), url_detail::to_ascii_lower);
  return out;
}

// RFC 1034 section 3.1. The root's empty label may be written.
Result<void> check_lengths(std::string_view domain) {
  if (domain.ends_with('.')) domain.remove_suffix(1);
  if (domain.size() > 253) return IdnaError::domain_too_long;
  for (std::size_t start = 0; start <= domain.size();) {
    const std::size_t end = std::min(domain.find('.', start), domain.size());
    if (end == start) return IdnaError::empty_label;
    if (end - start > 63) return IdnaError::label_too_long;
    start = end + 1;
  }
  return {};
}

}  // namespace

Result<std::string> domain_to_ascii(std::string_view domain, DnsLength lengths) {
  Result<std::string> ascii = is_ascii(domain) ? lowered(domain) : process(domain);
  if (!ascii) return ascii;
  if (ascii.value().empty()) return IdnaError::empty_domain;
  const unsigned classes = url_detail::classes_in(ascii.value());
  if ((classes & url_detail::kForbiddenDomain) != 0) return IdnaError::forbidden_code_point;
  if (lengths == DnsLength::verify) {
    if (const Result<void> checked = check_lengths(ascii.value()); !checked) return checked.error();
  }
  return ascii;
}

}  // namespace ratestack
