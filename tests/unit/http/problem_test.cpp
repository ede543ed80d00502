#include "native/http/problem.hpp"

#include <gtest/gtest.h>

#include <set>

#include "native/http/http_error.hpp"
#include "native/http/problem_rules.hpp"
#include "native/http/status.hpp"
#include "native/service/audit_service.hpp"
#include "native/service/audit_writer.hpp"
#include "native/service/authenticator.hpp"
#include "native/service/lending/lending_conflict.hpp"
#include "native/service/store_error.hpp"
#include "ratestack/encoding/json.hpp"
#include "ratestack/lending/lending_error.hpp"
#include "ratestack/url/url_error.hpp"

namespace ratestack::http {
namespace {

using service::AuthError;
using service::StoreError;

std::string header_of(const Answer& answer, std::string_view name) {
  for (const Header& header : answer.headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

JsonObject body_of(const Answer& answer) { return parse_json(answer.body).value().as_object(); }

TEST(Problem, HasTheMembersOfTheContract) {
  const Answer answer = to_answer(problem_of(Error(HttpError::no_such_route)), "corr-9");
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.content_type, "application/problem+json");
  const JsonObject body = body_of(answer);
  EXPECT_EQ(body.at("type"), "about:blank");
  EXPECT_EQ(body.at("title"), "Not Found");
  EXPECT_EQ(body.at("status"), 404);
  EXPECT_EQ(body.at("code"), "not_found");
  EXPECT_EQ(body.at("correlation_id"), "corr-9");
  EXPECT_FALSE(body.at("detail").as_string().empty());
}

TEST(Problem, AnErrorThatNoRuleNamesShowsNothingOfItself) {
  const Answer answer = to_answer(problem_of(Error(StoreError::fault, "SELECT secret FROM users")), "c");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(body_of(answer).at("code"), "internal_error");
  EXPECT_EQ(answer.body.find("SELECT"), std::string::npos);
}

TEST(Problem, ContextOfAStoreErrorIsNotShown) {
  const Answer answer = to_answer(problem_of(Error(StoreError::unavailable, "disk I/O error in audit_rows")), "c");
  EXPECT_EQ(answer.body.find("audit_rows"), std::string::npos);
}

TEST(Problem, FieldErrorsCarryPointerAndRule) {
  const JsonObject body = body_of(to_answer(problem_of(Error(HttpError::invalid_field, "/a/b: must be blue")), "c"));
  EXPECT_EQ(body.at("pointer"), "/a/b");
  EXPECT_EQ(body.at("detail"), "must be blue.");
}

TEST(Problem, JsonErrorsCarryOffsetAndPointer) {
  const JsonObject body = body_of(to_answer(problem_of(Error(JsonError::duplicate_key, "byte 17 at /a/b")), "c"));
  EXPECT_EQ(body.at("offset"), 17);
  EXPECT_EQ(body.at("pointer"), "/a/b");
}

TEST(Problem, AFieldNeverTakesTheNameOfAStandardMember) {
  Problem problem = problem_of(Error(HttpError::invalid_field, "/a: must be blue"));
  for (const char* name : {"type", "title", "status", "code", "detail", "correlation_id", "pointer"}) {
    problem.fields.emplace_back(name, "forged");
  }
  problem.fields.emplace_back("faults", JsonArray{1, 2});
  const Answer answer = to_answer(std::move(problem), "c");
  EXPECT_EQ(answer.body.find("forged"), std::string::npos) << answer.body;
  EXPECT_EQ(body_of(answer).at("pointer"), "/a");
  EXPECT_EQ(body_of(answer).at("faults"), (JsonArray{1, 2}));
}

TEST(Problem, WrongMethodListsTheRightOnes) {
  const Answer answer = to_answer(problem_of(Error(HttpError::method_not_allowed, "GET, HEAD")), "c");
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(header_of(answer, "Allow"), "GET, HEAD");
}

TEST(Problem, EveryUnauthenticatedAnswerHasAChallenge) {
  for (const auto error : {AuthError::missing_credentials, AuthError::invalid_credentials,
                           AuthError::expired_credentials, AuthError::revoked_credentials}) {
    const Answer answer = to_answer(problem_of(Error(error)), "c");
    EXPECT_EQ(answer.status, 401);
    EXPECT_TRUE(header_of(answer, "WWW-Authenticate").starts_with("Bearer realm="));
  }
}

TEST(Problem, TheChallengeNamesATokenErrorOnlyOnceATokenWasSent) {
  const auto challenge = [](AuthError error) {
    return header_of(to_answer(problem_of(Error(error)), "c"), "WWW-Authenticate");
  };
  EXPECT_EQ(challenge(AuthError::missing_credentials).find("invalid_token"), std::string::npos);
  EXPECT_NE(challenge(AuthError::invalid_credentials).find("invalid_token"), std::string::npos);
}

TEST(Problem, WhatMaySucceedLaterSaysWhen) {
  for (const ProblemRule& rule : problem_rules()) {
    if (rule.status != 503 && rule.status != 507) continue;
    const Error error(rule.error, rule.context == ContextMeans::retry_after ? "7" : "");
    EXPECT_NE(header_of(to_answer(problem_of(error), "c"), "Retry-After"), "") << rule.code;
  }
}

TEST(Problem, NoErrorHasTwoRules) {
  std::set<std::pair<std::string, int>> seen;
  for (const ProblemRule& rule : problem_rules()) {
    EXPECT_TRUE(seen.emplace(rule.error.category().name(), rule.error.value()).second) << rule.error.message();
  }
}

TEST(Problem, EveryStatusHasItsWords) {
  for (const ProblemRule& rule : problem_rules()) EXPECT_NE(reason_phrase(rule.status), "") << rule.status;
}

// Every value of a closed enum that can reach a client has a rule. `last` is the enum's last value.
template <typename Enum>
void expect_all_mapped(Enum last, std::set<int> defects) {
  for (int value = 1; value <= static_cast<int>(last); ++value) {
    const Problem problem = problem_of(Error(static_cast<Enum>(value)));
    EXPECT_EQ(problem.status == 500, defects.contains(value)) << make_error_code(static_cast<Enum>(value)).message();
  }
}

TEST(Problem, EveryErrorOfTheModulesHasAnAnswer) {
  expect_all_mapped(HttpError::unanswered, {static_cast<int>(HttpError::unanswered)});
  expect_all_mapped(StoreError::fault, {static_cast<int>(StoreError::fault)});
  expect_all_mapped(AuthError::revoked_credentials, {});
  expect_all_mapped(service::RangeError::beyond_head, {});
  expect_all_mapped(service::AppendError::idempotency_key_reused, {});
  expect_all_mapped(JsonError::number_not_exact, {});
  expect_all_mapped(UrlError::too_many_redirects, {});
  expect_all_mapped(service::LendingConflict::too_many_readers, {});
}

std::set<int> values_of(std::initializer_list<LendingError> errors) {
  std::set<int> values;
  for (const LendingError error : errors) values.insert(static_cast<int>(error));
  return values;
}

// Those of a number or a name belong to a member, whose reader says so itself.
TEST(Problem, EveryErrorOfALockHasAnAnswer) {
  using enum LendingError;
  expect_all_mapped(unknown_status, values_of({malformed_number, too_precise, out_of_range, division_by_zero,
                                               unknown_state, unknown_occupancy, unknown_purpose, malformed_ssn,
                                               malformed_name, malformed_email, unknown_status}));
}

TEST(Problem, APriceThatHasChangedIsNamed) {
  const Error error(service::LendingConflict::price_changed, "99.750");
  EXPECT_EQ(body_of(to_answer(problem_of(error), "c")).at("price"), "99.750");
}

}  // namespace
}  // namespace ratestack::http
