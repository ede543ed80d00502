// Domain names. For every input:
//   - what domain_to_ascii writes is lower-case ASCII without forbidden code points, and is written again as itself;
//   - verifying lengths only refuses more;
//   - NFC is idempotent, and so is the mapping of UTS 46 behind it;
//   - Punycode that decodes is encoded to the same letters, and what is encoded decodes to itself.
#include <algorithm>
#include <string>

#include "exact_copy.hpp"
#include "ratestack/encoding/utf8.hpp"
#include "ratestack/url/idna.hpp"
#include "require.hpp"
#include "url/idna/normalization.hpp"
#include "url/idna/punycode.hpp"

namespace {

using namespace ratestack;
using namespace ratestack::idna_detail;
using fuzzing::ExactCopy;
using fuzzing::require;

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_domain_byte(char c) {
  return c > 0x20 && c < 0x7F && lowered(c) == c &&
         std::string_view("#/:<>?@[\\]^|%").find(c) == std::string_view::npos;
}

void check_domain(std::string_view input) {
  const Result<std::string> ascii = domain_to_ascii(input);
  const Result<std::string> verified = domain_to_ascii(input, DnsLength::verify);
  require(!verified || (ascii && verified.value() == ascii.value()), "verifying lengths only refuses more");
  if (!ascii) return;
  const std::string& text = ascii.value();
  require(!text.empty() && std::all_of(text.begin(), text.end(), is_domain_byte), "the result is lower-case ASCII");
  const ExactCopy copy(text);
  const Result<std::string> again = domain_to_ascii(copy.view());
  require(again.has_value() && again.value() == text, "to_ascii is idempotent");
}

// Without what is malformed, so that every input says something.
std::u32string code_points_of(std::string_view text) {
  std::u32string out;
  const char* const end = text.data() + text.size();
  for (const char* p = text.data(); p != end;) {
    const std::size_t length = utf8_sequence_length(p, end);
    if (length != 0) out += decode_utf8(p, length);
    p += length == 0 ? 1 : length;
  }
  return out;
}

void check_nfc(std::u32string_view text) {
  const std::u32string once = to_nfc(text);
  require(to_nfc(once) == once, "NFC is idempotent");
}

void check_punycode(std::string_view letters) {
  const Result<std::u32string> label = decode_punycode(letters);
  if (!label) return;
  std::string again;
  require(append_punycode(again, label.value()).has_value(), "what decodes can be encoded");
  std::string expected(letters);
  // The basic code points keep their case; the digits behind them are written in lower case.
  const std::size_t digits = letters.rfind('-') == std::string_view::npos ? 0 : letters.rfind('-');
  std::transform(expected.begin() + static_cast<std::ptrdiff_t>(digits), expected.end(),
                 expected.begin() + static_cast<std::ptrdiff_t>(digits), lowered);
  require(again == expected, "Punycode has one text");
}

void check_encoding(std::u32string_view label) {
  std::string letters;
  if (!append_punycode(letters, label)) return;
  if (letters.size() > kMaxLabelCodePoints) return;
  const Result<std::u32string> decoded = decode_punycode(letters);
  require(decoded.has_value() && decoded.value() == label, "Punycode decodes to what was encoded");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ExactCopy input(data, size);
  check_domain(input.view());
  check_punycode(input.view());
  const std::u32string text = code_points_of(input.view());
  check_nfc(text);
  check_encoding(text);
  return 0;
}
