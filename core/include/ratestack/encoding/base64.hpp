// Base64 with padding (RFC 4648 section 4): where a standard of others asks for it. What we name ourselves is
// base64url.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/base/bytes.hpp"
#include "ratestack/encoding/binary_text.hpp"

namespace ratestack {

[[nodiscard]] std::string base64_encode(ByteSpan bytes);

/// Strict, so that each byte string has one text: missing or surplus padding, white space, `-`, `_` and non-zero
/// trailing bits (RFC 4648 section 3.5) are refused. Errors: bad_length, bad_character, nonzero_tail. Not constant in
/// time.
[[nodiscard]] Result<std::vector<std::uint8_t>> base64_decode(std::string_view text);

/// How many bytes a text of this length and padding holds, if its characters are sound; nothing where none does.
[[nodiscard]] std::optional<std::size_t> base64_decoded_size(std::string_view text) noexcept;

/// Fills `out` from a text of exactly that many bytes; false, with `out` unspecified, for anything else. Allocates
/// nothing.
[[nodiscard]] bool base64_decode_into(std::string_view text, MutableByteSpan out) noexcept;

}  // namespace ratestack
