// Percent-encoded bytes (URL Standard section 1.3).
#pragma once

#include <string>
#include <string_view>

#include "url/parser/byte_class.hpp"

namespace ratestack::url_detail {

/// Appends UTF-8 `text` with the bytes of `set` as %XX.
void append_encoded(std::string& out, std::string_view text, ByteClass set);

/// "%" without two hex digits after it stands for itself.
[[nodiscard]] std::string percent_decode(std::string_view text);

}  // namespace ratestack::url_detail
