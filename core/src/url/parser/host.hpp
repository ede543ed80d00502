// The host parser (URL Standard section 3.5) and serialiser, in one step.
#pragma once

#include <string>
#include <string_view>

namespace ratestack::url_detail {

enum class HostKind { domain, opaque };

/// Appends the canonical form of `input` to `out`. nullptr, or the Standard's name of the rule that refused; then `out`
/// is of no use. `input` is not empty where kind is domain.
[[nodiscard]] const char* append_host(std::string& out, std::string_view input, HostKind kind);

}  // namespace ratestack::url_detail
