// What a handler answers, before the middleware adds what every answer carries.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "native/http/request.hpp"

namespace ratestack::http {

inline constexpr const char* kJson = "application/json";

struct Answer {
  int status = 200;
  std::string body;
  std::string content_type = kJson;
  std::vector<Header> headers;
};

inline Answer json_answer(int status, std::string body) { return Answer{status, std::move(body), kJson, {}}; }

}  // namespace ratestack::http
