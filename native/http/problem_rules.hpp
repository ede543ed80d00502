// Which error becomes which answer, as a table. Read by problem.cpp alone.
#pragma once

#include <span>
#include <string_view>

#include "ratestack/base/result.hpp"

namespace ratestack::http {

/// What an Error's context holds, and so which members of the problem it fills.
enum class ContextMeans {
  nothing,         // not shown
  field_and_rule,  // "/events/3/action: rule" -> pointer, and the rule as detail
  field,           // "/events/3/colour" -> pointer
  parameter_and_rule,
  parameter,
  json_place,  // "byte 17 at /a/b" -> offset, pointer
  allowed_methods,
  capability,
  known_logs,
  retry_after,  // seconds -> Retry-After
  requirement,
  reason,
  price,
  flaw_and_rule,  // "too_short: is too short" -> reason, and the rule as detail
};

struct ProblemRule {
  boost::system::error_code error;
  int status;
  std::string_view code;
  std::string_view detail;
  ContextMeans context = ContextMeans::nothing;
  int retry_after_seconds = 0;  // 0: no Retry-After
  std::int64_t limit = 0;       // 0: no `limit` member
};

[[nodiscard]] std::span<const ProblemRule> problem_rules();

}  // namespace ratestack::http
