#include "native/http/problem.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "native/http/problem_rules.hpp"
#include "native/http/status.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::http {
namespace {

void put(Problem& problem, std::string_view name, std::string_view value) {
  problem.fields.emplace_back(std::string(name), JsonValue(value));
}

// "name: rule". A context without a rule names the place alone.
void put_place_and_rule(Problem& problem, std::string_view member, std::string_view context) {
  const auto colon = context.find(": ");
  put(problem, member, context.substr(0, colon));
  if (colon != std::string_view::npos) problem.detail = std::string(context.substr(colon + 2)) + ".";
}

// "byte 17 at /a/b"; the pointer is absent where it says nothing.
void put_json_place(Problem& problem, std::string_view context) {
  constexpr std::string_view kByte = "byte ", kAt = " at ";
  if (!context.starts_with(kByte)) return;
  std::int64_t offset = 0;
  std::from_chars(context.data() + kByte.size(), context.data() + context.size(), offset);
  problem.fields.emplace_back("offset", offset);
  const auto at = context.find(kAt);
  if (at != std::string_view::npos) put(problem, "pointer", context.substr(at + kAt.size()));
}

void explain_context(Problem& problem, ContextMeans means, std::string_view context) {
  switch (means) {
    case ContextMeans::nothing:
      return;
    case ContextMeans::field_and_rule:
      return put_place_and_rule(problem, "pointer", context);
    case ContextMeans::field:
      return put(problem, "pointer", context);
    case ContextMeans::parameter_and_rule:
      return put_place_and_rule(problem, "parameter", context);
    case ContextMeans::parameter:
      return put(problem, "parameter", context);
    case ContextMeans::json_place:
      return put_json_place(problem, context);
    case ContextMeans::allowed_methods:
      problem.headers.push_back({"Allow", std::string(context)});
      return;
    case ContextMeans::capability:
      return put(problem, "capability", context);
    case ContextMeans::known_logs:
      return put(problem, "known_logs", context);
    case ContextMeans::retry_after:
      problem.headers.push_back({"Retry-After", std::string(context)});
      return;
    case ContextMeans::requirement:
      return put(problem, "requirement", context);
    case ContextMeans::reason:
      return put(problem, "reason", context);
    case ContextMeans::price:
      return put(problem, "price", context);
    case ContextMeans::flaw_and_rule:
      put_place_and_rule(problem, "reason", context);
      problem.detail = "The password " + problem.detail;
      return;
  }
}

// RFC 9110 section 11.6.1 wants a challenge in every 401; RFC 6750 section 3.1 adds the error once a token was sent.
Header challenge(const Problem& problem) {
  std::string value = R"(Bearer realm="ratestack")";
  if (problem.code != "missing_credentials") value += R"(, error="invalid_token")";
  return {"WWW-Authenticate", value};
}

Problem apply(const ProblemRule& rule, const Error& error) {
  Problem problem{rule.status, std::string(rule.code), std::string(rule.detail), {}, {}};
  explain_context(problem, rule.context, error.context);
  if (rule.limit != 0) problem.fields.emplace_back("limit", rule.limit);
  if (rule.retry_after_seconds != 0)
    problem.headers.push_back({"Retry-After", std::to_string(rule.retry_after_seconds)});
  if (rule.status == 401) problem.headers.push_back(challenge(problem));
  return problem;
}

}  // namespace

Problem problem_of(const Error& error) {
  const auto rules = problem_rules();
  const auto rule =
      std::find_if(rules.begin(), rules.end(), [&](const ProblemRule& r) { return r.error == error.code; });
  if (rule != rules.end()) return apply(*rule, error);
  return {500, "internal_error", "Something failed on our side. The correlation id finds it in our logs.", {}, {}};
}

Answer to_answer(Problem problem, std::string_view correlation_id) {
  JsonObject body;
  body["type"] = "about:blank";  // RFC 9457 section 4.2.1: `code` says what `type` would
  body["title"] = reason_phrase(problem.status);
  body["status"] = problem.status;
  body["code"] = problem.code;
  body["detail"] = problem.detail;
  body["correlation_id"] = correlation_id;
  for (auto& [name, value] : problem.fields) body.emplace(name, std::move(value));
  auto text = CanonicalJson::from_value(body);
  return {problem.status, text ? text->text() : "{}", "application/problem+json", std::move(problem.headers)};
}

}  // namespace ratestack::http
