// Lower-case hexadecimal (RFC 4648 section 8, narrowed to one text for each byte string: upper case is refused).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/base/bytes.hpp"
#include "ratestack/encoding/binary_text.hpp"

namespace ratestack {

[[nodiscard]] std::string hex_encode(ByteSpan bytes);

/// Errors: bad_length (an odd number of digits), bad_character. Not constant in time: not for keys.
[[nodiscard]] Result<std::vector<std::uint8_t>> hex_decode(std::string_view text);

/// Fills `out` from exactly 2 x out.size() digits; false, with `out` unspecified, for anything else. Allocates nothing.
[[nodiscard]] bool hex_decode_into(std::string_view text, MutableByteSpan out) noexcept;

}  // namespace ratestack
