// SHA-256 reads and writes words and lengths big-endian (FIPS 180-4, 3.1). Compilers turn these into one byte swap.
#pragma once

#include <cstdint>
#include <cstring>

namespace ratestack::sha256_kernels {

inline std::uint32_t load_be32(const std::uint8_t* from) noexcept {
  std::uint32_t value;
  std::memcpy(&value, from, sizeof value);
  return __builtin_bswap32(value);
}

inline void store_be32(std::uint8_t* to, std::uint32_t value) noexcept {
  value = __builtin_bswap32(value);
  std::memcpy(to, &value, sizeof value);
}

inline void store_be64(std::uint8_t* to, std::uint64_t value) noexcept {
  value = __builtin_bswap64(value);
  std::memcpy(to, &value, sizeof value);
}

}  // namespace ratestack::sha256_kernels
