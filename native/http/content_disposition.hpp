// Content-Disposition: a download under a name that somebody else chose.
#pragma once

#include <string>
#include <string_view>

namespace ratestack::http {

/// `attachment; filename="..."; filename*=UTF-8''...` (RFC 6266 section 4.3, RFC 8187 section 3.2). `name` is UTF-8; of
/// what it holds, nothing but letters, digits, '.', '_', '-' and spaces stands in the plain form, and nothing can end
/// the header or a quoted string.
[[nodiscard]] std::string attachment_named(std::string_view name);

}  // namespace ratestack::http
