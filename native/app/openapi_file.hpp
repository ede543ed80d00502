// `ratestackd --print-openapi`: what GET /v1/openapi.json answers, as docs/api/openapi.json keeps it.
#pragma once

#include <string>

namespace ratestack::app {

/// The same members in the same order as the server's answer, indented so that a change of a route reads as a change of
/// a few lines; ends with a newline.
[[nodiscard]] std::string openapi_file();

}  // namespace ratestack::app
