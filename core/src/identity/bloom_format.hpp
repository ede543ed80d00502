// Where things stand in the file of a BreachedFilter, for who reads and who writes it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "ratestack/crypto/sha256.hpp"
#include "ratestack/identity/breached_filter.hpp"

namespace ratestack::bloom {

inline constexpr std::string_view kMagic = "RSBLOOM";
inline constexpr std::uint8_t kVersion = 1;
inline constexpr std::size_t kVersionAt = 7, kHashesAt = 8, kReservedAt = 12, kBitsAt = 16, kItemsAt = 24;
inline constexpr std::size_t kDigestAt = 32;

template <typename Number>
[[nodiscard]] Number read_number(ByteSpan bytes, std::size_t at) noexcept {
  Number value = 0;
  for (std::size_t i = sizeof(Number); i-- > 0;) value = static_cast<Number>(value << 8U | bytes[at + i]);
  return value;
}

template <typename Number>
void write_number(MutableByteSpan bytes, std::size_t at, Number value) noexcept {
  for (std::size_t i = 0; i < sizeof(Number); ++i) bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
}

/// What stands at kDigestAt.
[[nodiscard]] inline Digest digest_of(ByteSpan file) noexcept {
  Sha256 hash;
  hash.update(file.first(kDigestAt));
  hash.update(file.subspan(kBreachedFilterHeaderSize));
  return hash.digest();
}

/// The bits of one password.
class Positions {
 public:
  Positions(const PasswordFingerprint& password, std::uint64_t bits) noexcept
      : at_(read_number<std::uint64_t>(password.bytes, 0)),
        step_(read_number<std::uint64_t>(password.bytes, 8)),
        bits_(bits) {}

  [[nodiscard]] std::uint64_t next() noexcept {
    __extension__ using Wide = unsigned __int128;
    const auto position = static_cast<std::uint64_t>(static_cast<Wide>(mix(at_)) * bits_ >> 64U);
    at_ += step_;
    return position;
  }

 private:
  // SplitMix64's finaliser: sums of two hashes alone are not independent enough for one in a million.
  static constexpr std::uint64_t mix(std::uint64_t x) noexcept {
    x = (x ^ x >> 30U) * 0xBF58476D1CE4E5B9U;
    x = (x ^ x >> 27U) * 0x94D049BB133111EBU;
    return x ^ x >> 31U;
  }

  std::uint64_t at_, step_, bits_;
};

[[nodiscard]] constexpr std::size_t byte_of(std::uint64_t position) noexcept {
  return kBreachedFilterHeaderSize + static_cast<std::size_t>(position / 8);
}
[[nodiscard]] constexpr std::uint8_t mask_of(std::uint64_t position) noexcept {
  return static_cast<std::uint8_t>(1U << position % 8);
}

}  // namespace ratestack::bloom
