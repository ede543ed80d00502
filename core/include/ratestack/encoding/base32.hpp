// Base32 without padding (RFC 4648 section 6): how authenticator apps write a shared secret.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/base/bytes.hpp"
#include "ratestack/encoding/binary_text.hpp"

namespace ratestack {

[[nodiscard]] std::string base32_encode(ByteSpan bytes);

/// Strict, so that each byte string has one text: padding, lower case, white space and non-zero trailing bits (RFC 4648
/// section 3.5) are refused. Errors: bad_length, bad_character, nonzero_tail. Not constant in time.
[[nodiscard]] Result<std::vector<std::uint8_t>> base32_decode(std::string_view text);

/// How many bytes so many digits hold; nothing where none does.
[[nodiscard]] std::optional<std::size_t> base32_decoded_size(std::size_t digits) noexcept;

/// Fills `out` from a text of exactly that many bytes; false, with `out` unspecified, for anything else. Allocates
/// nothing: the text may be a secret.
[[nodiscard]] bool base32_decode_into(std::string_view text, MutableByteSpan out) noexcept;

}  // namespace ratestack
