// Windows drive letters in file URLs (URL Standard section 4.3).
#pragma once

#include <string_view>

#include "url/parser/byte_class.hpp"

namespace ratestack::url_detail {

/// "C:" or "C|", and nothing else.
[[nodiscard]] constexpr bool is_drive_letter(std::string_view text) noexcept {
  return text.size() == 2 && is_ascii_alpha(text[0]) && (text[1] == ':' || text[1] == '|');
}

[[nodiscard]] constexpr bool is_normalized_drive_letter(std::string_view text) noexcept {
  return is_drive_letter(text) && text[1] == ':';
}

/// A drive letter that ends here or before a path, query or fragment.
[[nodiscard]] constexpr bool starts_with_drive_letter(std::string_view text) noexcept {
  return is_drive_letter(text.substr(0, 2)) &&
         (text.size() == 2 || text[2] == '/' || text[2] == '\\' || text[2] == '?' || text[2] == '#');
}

}  // namespace ratestack::url_detail
