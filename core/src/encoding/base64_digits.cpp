#include "encoding/base64_digits.hpp"

namespace ratestack::base64 {
namespace {

// The first digit that is none.
Fault bad_character(std::string_view digits, const Alphabet& alphabet) noexcept {
  std::size_t at = 0;
  while (at < digits.size() && alphabet.value(digits[at]) >= 0) ++at;
  return {BinaryTextError::bad_character, at};
}

/// What is left of a text behind its groups of four digits: two or three, or none.
std::optional<Fault> decode_tail(std::string_view digits, const Alphabet& alphabet, MutableByteSpan out) noexcept {
  std::int32_t bits = 0;
  for (const char c : digits) bits = bits << 6 | alphabet.value(c);
  if (bits < 0) return Fault{BinaryTextError::bad_character};
  const int spare = static_cast<int>(digits.size() * 6 % 8);
  // RFC 4648 section 3.5: bits after the last byte are zero, or one byte string would have several texts.
  if ((bits & ((1 << spare) - 1)) != 0) return Fault{BinaryTextError::nonzero_tail};
  bits >>= spare;
  for (std::size_t i = out.size(); i > 0; bits >>= 8) out[--i] = static_cast<std::uint8_t>(bits);
  return std::nullopt;
}

}  // namespace

Error Fault::as_error() const {
  return {error, error == BinaryTextError::bad_character ? "byte " + std::to_string(at) : std::string()};
}

std::string encode(ByteSpan bytes, const Alphabet& alphabet) {
  std::string text((bytes.size() * 4 + 2) / 3, '\0');
  std::size_t at = 0;
  for (; bytes.size() >= 3; bytes = bytes.subspan(3), at += 4) {
    const std::uint32_t bits = std::uint32_t{bytes[0]} << 16U | std::uint32_t{bytes[1]} << 8U | bytes[2];
    text[at] = alphabet.digit(bits >> 18U);
    text[at + 1] = alphabet.digit(bits >> 12U);
    text[at + 2] = alphabet.digit(bits >> 6U);
    text[at + 3] = alphabet.digit(bits);
  }
  if (bytes.empty()) return text;
  const std::uint32_t bits = std::uint32_t{bytes[0]} << 16U | (bytes.size() == 2 ? std::uint32_t{bytes[1]} << 8U : 0U);
  for (std::uint32_t shift = 18; at < text.size(); shift -= 6) text[at++] = alphabet.digit(bits >> shift);
  return text;
}

std::optional<std::size_t> decoded_size(std::size_t digits) noexcept {
  if (digits % 4 == 1) return std::nullopt;
  return digits / 4 * 3 + digits % 4 * 3 / 4;
}

std::optional<Fault> decode(std::string_view digits, const Alphabet& alphabet, MutableByteSpan out) noexcept {
  const std::size_t groups = digits.size() / 4;
  for (std::size_t group = 0; group < groups; ++group) {
    const char* const in = digits.data() + 4 * group;
    // One digit that is none makes all of it negative.
    const std::int32_t bits =
        alphabet.value(in[0]) << 18 | alphabet.value(in[1]) << 12 | alphabet.value(in[2]) << 6 | alphabet.value(in[3]);
    if (bits < 0) return bad_character(digits, alphabet);
    std::uint8_t* const bytes = out.data() + 3 * group;
    bytes[0] = static_cast<std::uint8_t>(bits >> 16);
    bytes[1] = static_cast<std::uint8_t>(bits >> 8);
    bytes[2] = static_cast<std::uint8_t>(bits);
  }
  const auto fault = decode_tail(digits.substr(4 * groups), alphabet, out.subspan(3 * groups));
  if (fault && fault->error == BinaryTextError::bad_character) return bad_character(digits, alphabet);
  return fault;
}

}  // namespace ratestack::base64
