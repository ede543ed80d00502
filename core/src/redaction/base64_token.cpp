#include "redaction/base64_token.hpp"

#include <algorithm>

#include "ratestack/encoding/utf8.hpp"

namespace ratestack::redaction_detail {
namespace {

bool is_control(unsigned byte) noexcept {
  return (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') || byte == 0x7F;
}

// Continuation bytes that a byte asks for (RFC 3629), or 4 if text has no such byte there.
unsigned continuations(unsigned byte) noexcept {
  if (byte < 0x80) return is_control(byte) ? 4 : 0;
  if (byte < 0xC2 || byte > 0xF4) return 4;
  return byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
}

constexpr std::size_t kLooked = 8;

// Whether eight characters are of the alphabet, and the six bytes that they stand for begin and continue as UTF-8 does.
// All at once: a branch on each byte of a random word would be mispredicted once a word, which costs more than this.
bool may_be_utf8(const char* eight) noexcept {
  constexpr std::uint64_t kHighs = 0x808080808080;
  std::uint64_t bits = 0;
  unsigned seen = 0;
  for (std::size_t i = 0; i < kLooked; ++i) {
    const std::uint8_t value = sextet(eight[i]);
    seen |= value;
    bits = bits << 6 | value;
  }
  const std::uint64_t high = bits & kHighs;
  const std::uint64_t leads = high & bits << 1;
  const std::uint64_t continued = high & ~leads;
  const std::uint64_t wrong = (continued & ~(high >> 8)) | (leads >> 8 & ~continued) | (seen & 0xC0U);
  return wrong == 0;
}

bool is_text(std::string_view bytes) noexcept {
  for (const char c : bytes) {
    if (is_control(static_cast<unsigned char>(c))) return false;
  }
  return find_invalid_utf8(bytes) == bytes.size();
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
  if (at + kLooked > text.size() || !may_be_utf8(text.data() + at)) return false;
  std::uint32_t bits = sextet(text[at]);
  unsigned wanted = 0;
  for (std::size_t i = 1; i < kLooked; ++i) {
    bits = bits << 6 | sextet(text[at + i]);
    if (i % 4 == 0) continue;
    const unsigned byte = bits >> (6 - 2 * (i % 4)) & 0xFF;
    if (wanted > 0 && (byte & 0xC0) != 0x80) return false;
    wanted = wanted > 0 ? wanted - 1 : continuations(byte);
    if (wanted > 3) return false;
  }
  return true;
}

std::size_t token_end(std::string_view text, std::size_t at, std::size_t longest) noexcept {
  const std::size_t latest = std::min(text.size(), at + longest + 1);
  while (at < latest && sextet(text[at]) != kNoSextet) ++at;
  return at;
}

std::optional<Token> decode_token(std::string_view text, Span word) {
  const std::size_t size = word.end - word.begin;
  if (size < kMinTokenBytes || size > kMaxTokenBytes) return std::nullopt;
  std::string decoded = decode(text.substr(word.begin, size));
  if (!is_text(decoded)) return std::nullopt;
  std::size_t end = word.end;
  for (int padding = 0; padding < 2 && end < text.size() && text[end] == '='; ++padding) ++end;
  return Token{{word.begin, end}, std::move(decoded)};
}

}  // namespace ratestack::redaction_detail
