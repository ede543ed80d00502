// The one place that turns errors of any module into HTTP answers: RFC 9457 problem details (contract 3.1).
//
// `detail` is written here or is an Error's context, which by its contract repeats no input, secret, SQL or personal
// data. An error that carries more than text can say, such as a list of faults, fails through
// Exchange::fail(error, extra); what `extra` holds is shown as it is, so the same holds for it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "native/http/answer.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/encoding/json.hpp"

namespace ratestack::http {

struct Problem {
  int status = 500;
  std::string code;                                       // stable, snake_case
  std::string detail;                                     // one sentence
  std::vector<std::pair<std::string, JsonValue>> fields;  // members beside the standard ones: pointer, limit ...
  std::vector<Header> headers;                            // Allow, Retry-After, WWW-Authenticate
};

/// Total: an error that no rule names is a defect of ours and becomes 500 `internal_error` without its text.
[[nodiscard]] Problem problem_of(const Error& error);

/// A field named like a standard member, or like a field before it, is dropped.
[[nodiscard]] Answer to_answer(Problem problem, std::string_view correlation_id);

}  // namespace ratestack::http
