#include "redaction/base64_token.hpp"

#include <array>

#include "ratestack/encoding/utf8.hpp"

namespace ratestack::redaction_detail {
namespace {

constexpr std::uint8_t kNoSextet = 0xFF;

constexpr std::array<std::uint8_t, 256> kSextets = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::uint8_t& sextet : table) sextet = kNoSextet;
  for (unsigned i = 0; i < 26; ++i) {
    table['A' + i] = static_cast<std::uint8_t>(i);
    table['a' + i] = static_cast<std::uint8_t>(26 + i);
  }
  for (unsigned i = 0; i < 10; ++i) table['0' + i] = static_cast<std::uint8_t>(52 + i);
  for (const char c : {'+', '-'}) table[static_cast<unsigned char>(c)] = 62;
  for (const char c : {'/', '_'}) table[static_cast<unsigned char>(c)] = 63;
  return table;
}();

std::uint8_t sextet(char c) noexcept { return kSextets[static_cast<unsigned char>(c)]; }

// Three bytes of 20 to 7E, in the bits where that shows.
bool is_printable_quad(std::string_view text, std::size_t at) noexcept {
  const unsigned first = sextet(text[at]);
  const unsigned second = sextet(text[at + 1]) & 15U;
  const unsigned third = sextet(text[at + 2]) & 3U;
  return first >= 8 && first < 32 && second >= 2 && second < 8 && third < 2;
}

bool is_text(std::string_view bytes) noexcept {
  std::size_t other = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') return false;
    other += byte >= 0x7F ? 1U : 0U;
  }
  return other * 2 <= bytes.size() && find_invalid_utf8(bytes) == bytes.size();
}

std::string decode(std::string_view token) {
  std::string bytes;
  bytes.reserve(token.size() * 3 / 4);
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char c : token) {
    bits = (bits << 6 | sextet(c)) & 0xFFFF;
    held += 6;
    if (held >= 8) bytes.push_back(static_cast<char>(bits >> (held -= 8)));
  }
  return bytes;
}

}  // namespace

bool may_be_base64_text(std::string_view text, std::size_t at) noexcept {
  return at + 8 <= text.size() && is_printable_quad(text, at) && is_printable_quad(text, at + 4);
}

std::optional<Token> decode_token(std::string_view text, std::size_t at, std::size_t longest) {
  std::size_t end = at;
  while (end < text.size() && end - at <= longest && sextet(text[end]) != kNoSextet) ++end;
  if (end - at < kMinTokenBytes || end - at > longest) return std::nullopt;
  std::string decoded = decode(text.substr(at, end - at));
  if (!is_text(decoded)) return std::nullopt;
  for (int padding = 0; padding < 2 && end < text.size() && text[end] == '='; ++padding) ++end;
  return Token{{at, end}, std::move(decoded)};
}

}  // namespace ratestack::redaction_detail
