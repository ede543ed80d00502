// The limits of contract 3.1 that more than one module obeys. A module's own limits stand in its own header.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ratestack::limits {

inline constexpr std::size_t kMaxBodyBytes = std::size_t{1} << 20;  // request bodies: 413 above
inline constexpr std::size_t kMaxJsonDepth = 32;                    // nesting of arrays and objects in requests
inline constexpr std::int64_t kMaxSafeInteger = 9007199254740991;   // 2^53 - 1: exact in an IEEE 754 double
inline constexpr std::size_t kMaxEventsPerRequest = 1000;
inline constexpr std::size_t kDefaultPageSize = 50;
inline constexpr std::size_t kMaxPageSize = 500;

}  // namespace ratestack::limits
