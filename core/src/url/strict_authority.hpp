// The second reading: where a reader that follows RFC 3986 to the letter finds the host.
//
// The URL Standard forgives what RFC 3986 forbids: backslashes, tabs, missing slashes, a second "@". Whoever else
// handles the URL (a proxy, a library, a person) may read such a text otherwise, and so it is refused.
#pragma once

#include <optional>
#include <string_view>

namespace ratestack {

/// Views into the text that was read.
struct StrictReading {
  std::string_view scheme;               // empty: a relative reference
  std::optional<std::string_view> host;  // absent: no authority; IPv6 with brackets
};

/// `text` as it came, but for the control characters and spaces around it that every reader drops. Nothing where the
/// authority does not follow the grammar of RFC 3986 section 3.2 (bytes beyond ASCII pass as in RFC 3987). Path, query
/// and fragment are not looked at.
[[nodiscard]] std::optional<StrictReading> read_strictly(std::string_view text) noexcept;

/// Whether a canonical host is one for RFC 3986 too. The URL Standard lets `"` and `` ` `` be, once they were written
/// as %22.
[[nodiscard]] bool is_strict_host(std::string_view host) noexcept;

}  // namespace ratestack
