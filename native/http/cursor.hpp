// Cursors of lists: opaque to clients, base64url of a version byte and the last id that was shown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ratestack::http {

[[nodiscard]] std::string make_cursor(std::uint64_t last_id);
/// Nothing for anything that make_cursor did not make. A cursor carries no right: the list checks those each time.
[[nodiscard]] std::optional<std::uint64_t> parse_cursor(std::string_view text);

/// Cursors of lists in the order of a name: the last one that was shown, at most kMaxCursorText bytes.
inline constexpr std::size_t kMaxCursorText = 256;
[[nodiscard]] std::string make_text_cursor(std::string_view last);
[[nodiscard]] std::optional<std::string> parse_text_cursor(std::string_view text);

}  // namespace ratestack::http
