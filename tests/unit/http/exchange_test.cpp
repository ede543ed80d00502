#include "native/http/exchange.hpp"

#include <gtest/gtest.h>

#include "native/http/http_error.hpp"
#include "native/http/routes.hpp"
#include "native/service/store_error.hpp"
#include "tests/unit/http/recorded.hpp"

namespace ratestack::http {
namespace {

using testing::Recorded;
using testing::RecordingLog;
using testing::RecordingReply;

struct ExchangeTest : ::testing::Test {
  std::unique_ptr<Exchange> begin(std::string target = "/healthz") {
    Request request;
    request.target = std::move(target);
    return std::make_unique<Exchange>(std::move(request), "corr-1", std::make_unique<RecordingReply>(recorded), log);
  }

  Recorded recorded;
  RecordingLog log;
};

TEST_F(ExchangeTest, AnswersCarryTheCorrelationId) {
  begin()->answer(json_answer(200, "{}"));
  ASSERT_EQ(recorded.answers.size(), 1U);
  EXPECT_EQ(recorded.answers[0].headers.back().name, "X-Correlation-Id");
  EXPECT_EQ(recorded.answers[0].headers.back().value, "corr-1");
}

TEST_F(ExchangeTest, OnlyTheFirstAnswerIsSent) {
  const auto exchange = begin();
  exchange->answer(json_answer(200, "{}"));
  exchange->fail(Error(HttpError::overloaded));
  ASSERT_EQ(recorded.answers.size(), 1U);
  EXPECT_EQ(recorded.answers[0].status, 200);
}

TEST_F(ExchangeTest, AForgottenRequestIsAnsweredAndReported) {
  begin().reset();
  ASSERT_EQ(recorded.answers.size(), 1U);
  EXPECT_EQ(recorded.answers[0].status, 500);
  EXPECT_EQ(log.faults, std::vector<std::string>{"http: unanswered"});
}

TEST_F(ExchangeTest, TheReplyIsLetGoWithTheAnswer) {
  struct Watched final : Reply {
    explicit Watched(bool& flag) : gone(flag) {}
    ~Watched() override { gone = true; }
    void send(Answer) override {}
    bool& gone;
  };
  bool gone = false;
  Exchange exchange({}, "c", std::make_unique<Watched>(gone), log);
  exchange.answer(json_answer(200, "{}"));
  EXPECT_TRUE(gone);
}

TEST_F(ExchangeTest, LogsThePatternAndNeverTheTarget) {
  const auto exchange = begin("/healthz?email=jane@example.com");
  exchange->matched(routes().front());
  exchange->answer(json_answer(200, "{}"));
  begin("/jane@example.com")->fail(Error(HttpError::no_such_route));
  EXPECT_EQ(log.routes, (std::vector<std::string>{"/healthz", ""}));
}

TEST_F(ExchangeTest, FailsWithMembersBesideThoseOfTheError) {
  const JsonArray faults{JsonObject{{"line", 3}, {"rule", "must be a rate"}}};
  begin()->fail(Error(HttpError::invalid_field, "/a: must be b"), {{"faults", faults}, {"code", "another"}});
  ASSERT_EQ(recorded.answers.size(), 1U);
  EXPECT_EQ(recorded.answers[0].status, 400);
  const JsonValue body = parse_json(recorded.answers[0].body).value();
  EXPECT_EQ(body.at("faults"), faults);
  EXPECT_EQ(body.at("code"), "invalid_field");
  EXPECT_EQ(body.at("pointer"), "/a");
}

TEST_F(ExchangeTest, ReportsOurFaultsAndNotTheClients) {
  begin()->fail(Error(HttpError::invalid_field, "/a: must be b"));
  EXPECT_TRUE(log.faults.empty());
  begin()->fail(Error(service::StoreError::full));
  EXPECT_EQ(log.faults.size(), 1U);
}

}  // namespace
}  // namespace ratestack::http
