// base64url without padding (RFC 4648 section 5; the form of RFC 7515 section 2 and of every token we make).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/base/bytes.hpp"
#include "ratestack/encoding/binary_text.hpp"

namespace ratestack {

[[nodiscard]] std::string base64url_encode(ByteSpan bytes);

/// Strict, so that each byte string has one text: padding, white space, `+`, `/` and non-zero trailing bits (RFC 4648
/// section 3.5) are refused. Errors: bad_length, bad_character, nonzero_tail. Not constant in time.
[[nodiscard]] Result<std::vector<std::uint8_t>> base64url_decode(std::string_view text);

/// Fills `out` from a text of exactly that many bytes; false, with `out` unspecified, for anything else. Allocates
/// nothing.
[[nodiscard]] bool base64url_decode_into(std::string_view text, MutableByteSpan out) noexcept;

}  // namespace ratestack
