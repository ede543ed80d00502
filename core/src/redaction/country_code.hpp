// E.164 country codes (ITU-T list of 2016 with its amendments), by their zones: which prefixes are codes of two digits
// and which begin codes of three. A zone of three is taken whole: single codes in it come and go.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace ratestack::redaction_detail {

inline constexpr std::array<unsigned char, 100> kCodeLengths = [] {
  std::array<unsigned char, 100> lengths{};
  for (unsigned i = 10; i < 20; ++i) lengths[i] = 1;
  for (unsigned i = 70; i < 80; ++i) lengths[i] = 1;
  for (const unsigned i :
       {20U, 27U, 30U, 31U, 32U, 33U, 34U, 36U, 39U, 40U, 41U, 43U, 44U, 45U, 46U, 47U, 48U, 49U, 51U, 52U, 53U, 54U,
        55U, 56U, 57U, 58U, 60U, 61U, 62U, 63U, 64U, 65U, 66U, 81U, 82U, 84U, 86U, 90U, 91U, 92U, 93U, 94U, 95U, 98U}) {
    lengths[i] = 2;
  }
  for (const unsigned i : {21U, 22U, 23U, 24U, 25U, 26U, 29U, 35U, 37U, 38U, 42U, 50U,
                           59U, 67U, 68U, 69U, 80U, 85U, 87U, 88U, 96U, 97U, 99U}) {
    lengths[i] = 3;
  }
  return lengths;
}();

/// Digits of the country code that `digits` begin with; 0 if there is none.
[[nodiscard]] constexpr std::size_t country_code_length(std::string_view digits) noexcept {
  if (digits.size() < 2) return 0;
  return kCodeLengths[static_cast<unsigned>(digits[0] - '0') * 10U + static_cast<unsigned>(digits[1] - '0')];
}

}  // namespace ratestack::redaction_detail
