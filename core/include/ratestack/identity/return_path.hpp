// Where a browser may be sent after a sign-in: a place on this site, whatever the query string asked for.
#pragma once

#include <cstddef>
#include <string_view>

namespace ratestack {

inline constexpr std::size_t kMaxReturnPathBytes = 2048;

/// Whether a `Location` of this text stays on the site that sends it, in every browser: it begins with one "/", holds
/// visible ASCII alone (URL parsers drop tabs and line ends, so "/<tab>/evil.example" is "//evil.example" to them), no
/// "\", which they read as "/", and no "//" within the path, which a script that hands the path on would make a host
/// of. Query and fragment may hold the rest. Does not check that there is such a page, or that it may be seen.
[[nodiscard]] bool is_local_return_path(std::string_view text) noexcept;

}  // namespace ratestack
