#include "ratestack/crypto/ecdsa_der.hpp"

#include <algorithm>

namespace ratestack {
namespace {

constexpr std::uint8_t kSequence = 0x30;
constexpr std::uint8_t kInteger = 0x02;
constexpr std::uint8_t kSignBit = 0x80;

/// Takes the contents of one element off the front; nothing where none stands there. Lengths of more than 127, which
/// would have another form, do not occur.
std::optional<ByteSpan> take_element(ByteSpan& rest, std::uint8_t tag) noexcept {
  constexpr std::size_t kHeader = 2;
  if (rest.size() < kHeader || rest[0] != tag || rest[1] >= kSignBit || rest[1] > rest.size() - kHeader) {
    return std::nullopt;
  }
  const ByteSpan contents = rest.subspan(kHeader, rest[1]);
  rest = rest.subspan(kHeader + contents.size());
  return contents;
}

// X.690 section 8.3.2: the first nine bits of an integer are not all equal.
bool is_shortest_and_positive(ByteSpan integer) noexcept {
  if (integer.empty() || (integer[0] & kSignBit) != 0) return false;
  return integer.size() == 1 || integer[0] != 0 || (integer[1] & kSignBit) != 0;
}

bool take_number(ByteSpan& rest, std::span<std::uint8_t, kP256Bytes> out) noexcept {
  const auto contents = take_element(rest, kInteger);
  if (!contents || !is_shortest_and_positive(*contents)) return false;
  const ByteSpan number = contents->front() == 0 ? contents->subspan(1) : *contents;
  if (number.size() > out.size()) return false;
  std::copy(number.begin(), number.end(), out.end() - static_cast<std::ptrdiff_t>(number.size()));
  return true;
}

}  // namespace

std::optional<Es256Signature> es256_from_der(ByteSpan der) noexcept {
  auto numbers = take_element(der, kSequence);
  if (!numbers || !der.empty()) return std::nullopt;
  Es256Signature signature{};
  const std::span<std::uint8_t, kEs256Bytes> out(signature);
  const bool read = take_number(*numbers, out.first<kP256Bytes>()) && take_number(*numbers, out.last<kP256Bytes>());
  if (!read || !numbers->empty()) return std::nullopt;
  return signature;
}

}  // namespace ratestack
