// A route with nothing to it but where it is, who may call it and what answers.
#pragma once

#include "native/http/route.hpp"

namespace ratestack::http {

constexpr Route bare_route(Method method, std::string_view pattern, Access access, Handler handler) {
  return {.method = method,
          .pattern = pattern,
          .id = pattern,
          .access = access,
          .summary = "",
          .query = {},
          .request_schema = "",
          .success_status = 200,
          .response_schema = "",
          .response_type = "",
          .handler = handler};
}

}  // namespace ratestack::http
