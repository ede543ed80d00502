// The query of what answers page by page.
#pragma once

#include "native/http/route.hpp"

namespace ratestack::http {

inline constexpr QueryParameter kLimitParameter{"limit", "Limit", "Items a page"};
inline constexpr QueryParameter kCursorParameter{"cursor", "Cursor", "next_cursor of the page before"};
inline constexpr QueryParameter kPageQuery[] = {kLimitParameter, kCursorParameter};

}  // namespace ratestack::http
