#include "native/http/event_body.hpp"

#include <gtest/gtest.h>

#include "native/http/problem.hpp"
#include "tests/unit/http/principals.hpp"

namespace ratestack::http {
namespace {

using testing::auditor;
using testing::other_org;

constexpr auto kNow = Timestamp::from_micros(1'795'435'200'000'000);  // 2026-11-23T12:00:00Z

Result<std::vector<AuditEvent>> parse(std::string_view body) {
  static const service::Principal kCaller = auditor();
  static const std::string kCorrelation = "corr-1";
  return parse_events(body, {kCaller, kCorrelation, kNow, {"203.0.113.7", "POST", "/v1/audit/events"}});
}

Problem refused(std::string_view body) {
  const auto events = parse(body);
  EXPECT_FALSE(events.has_value()) << body;
  return events ? Problem{} : problem_of(events.error());
}

std::string field(const Problem& problem, std::string_view name) {
  for (const auto& [key, value] : problem.fields) {
    if (key == name) return value.is_string() ? std::string(value.as_string()) : std::to_string(value.as_int64());
  }
  return "(absent)";
}

TEST(EventBody, TakesWhoAndWhereFromTheRequestNotTheBody) {
  const auto events = parse(R"({"action":"LOAN_CREATED","outcome":"success"})");
  ASSERT_TRUE(events) << events.error().message();
  const AuditEvent& event = events->front();
  EXPECT_EQ(event.actor.id, auditor().actor.id);
  EXPECT_EQ(event.acting_as_org_id, auditor().org_id);
  EXPECT_EQ(event.correlation_id, "corr-1");
  EXPECT_EQ(event.request->ip, "203.0.113.7");
  EXPECT_EQ(event.occurred_at, kNow);
  EXPECT_EQ(event.payload.view(), "{}");
  EXPECT_FALSE(event.resource);
}

TEST(EventBody, ActionsOfThePlatformAreRefused) {
  for (const std::string action : {"OWNER_OVERRIDE", "AUDIT_EXPORTED", "ORG_CREATED", "USER_CREATED", "API_KEY_CREATED",
                                   "URL_REFUSED", "SERVICE_POLICY_CHANGED"}) {
    const Problem problem = refused(R"({"action":")" + action + R"(","outcome":"success"})");
    EXPECT_EQ(problem.code, "invalid_field") << action;
    EXPECT_EQ(field(problem, "pointer"), "/action");
  }
  EXPECT_TRUE(parse(R"({"action":"OWNER_OVERRIDES","outcome":"success"})"));
}

TEST(EventBody, KeepsResourceAndCanonicalPayload) {
  const auto events = parse(R"({"action":"A","outcome":"ok","payload":{"b":1.0,"a":"x"},
      "resource":{"type":"loan","id":"loan_1","owner_org_id":"org_01J0000000000000000000000B"}})");
  ASSERT_TRUE(events) << events.error().message();
  EXPECT_EQ(events->front().payload.view(), R"({"a":"x","b":1})");
  EXPECT_EQ(events->front().resource->type, "loan");
  EXPECT_EQ(events->front().resource->owner_org_id, other_org());
}

TEST(EventBody, OwnerOfAResourceIsTheCallerWhereAbsent) {
  const auto events = parse(R"({"action":"A","outcome":"ok","resource":{"type":"loan","id":"1"}})");
  ASSERT_TRUE(events);
  EXPECT_EQ(events->front().resource->owner_org_id, auditor().org_id);
}

TEST(EventBody, NullMeansAbsentForOptionalMembers) {
  EXPECT_TRUE(parse(R"({"action":"A","outcome":"ok","resource":null,"payload":null,"occurred_at":null})"));
}

TEST(EventBody, ReadsBatchesInOrder) {
  const auto events = parse(R"({"events":[{"action":"A","outcome":"ok"},{"action":"B","outcome":"ok"}]})");
  ASSERT_TRUE(events);
  ASSERT_EQ(events->size(), 2U);
  EXPECT_EQ((*events)[1].action, "B");
}

std::string batch_of(std::size_t count) {
  std::string body = R"({"events":[)";
  for (std::size_t i = 0; i < count; ++i) body += std::string(i == 0 ? "" : ",") + R"({"action":"A","outcome":"ok"})";
  return body + "]}";
}

TEST(EventBody, TakesAThousandEventsAndNotOneMore) {
  EXPECT_EQ(parse(batch_of(1000)).value().size(), 1000U);
  EXPECT_EQ(field(refused(batch_of(1001)), "pointer"), "/events");
  EXPECT_EQ(field(refused(batch_of(0)), "pointer"), "/events");
}

TEST(EventBody, NamesThePlaceOfAWrongMemberInABatch) {
  const Problem problem = refused(R"({"events":[{"action":"A","outcome":"ok"},{"action":"lower","outcome":"ok"}]})");
  EXPECT_EQ(problem.code, "invalid_field");
  EXPECT_EQ(field(problem, "pointer"), "/events/1/action");
}

TEST(EventBody, RefusesUnknownMembersAtEveryLevel) {
  const auto pointer_of = [](std::string_view body) {
    const Problem problem = refused(body);
    EXPECT_EQ(problem.code, "unknown_field") << body;
    return field(problem, "pointer");
  };
  EXPECT_EQ(pointer_of(R"({"action":"A","outcome":"ok","actor":{}})"), "/actor");
  EXPECT_EQ(pointer_of(R"({"events":[],"extra":1})"), "/extra");
  EXPECT_EQ(pointer_of(R"({"events":[{"action":"A","outcome":"ok","x/y~":1}]})"), "/events/0/x~1y~0");
  EXPECT_EQ(pointer_of(R"({"action":"A","outcome":"ok","resource":{"type":"t","id":"1","x":1}})"), "/resource/x");
}

struct WrongMember {
  const char* body;
  const char* pointer;
};

class EventBodyWrongMember : public ::testing::TestWithParam<WrongMember> {};

TEST_P(EventBodyWrongMember, IsRefusedWithItsPointer) {
  const Problem problem = refused(GetParam().body);
  EXPECT_EQ(problem.status, 400);
  EXPECT_EQ(problem.code, "invalid_field");
  EXPECT_EQ(field(problem, "pointer"), GetParam().pointer);
}

INSTANTIATE_TEST_SUITE_P(
    Rules, EventBodyWrongMember,
    ::testing::Values(
        WrongMember{R"([])", ""}, WrongMember{R"("text")", ""}, WrongMember{R"({"outcome":"ok"})", "/action"},
        WrongMember{R"({"action":7,"outcome":"ok"})", "/action"},
        WrongMember{R"({"action":"","outcome":"ok"})", "/action"},
        WrongMember{R"({"action":"_A","outcome":"ok"})", "/action"},
        WrongMember{R"({"action":"A__B","outcome":"ok"})", "/action"},
        WrongMember{R"({"action":"A_","outcome":"ok"})", "/action"},
        WrongMember{R"({"action":"1A","outcome":"ok"})", "/action"},
        WrongMember{R"({"action":"AAAAAAAAAABBBBBBBBBBCCCCCCCCCCDDDDDDDDDDEEEEEEEEEEFFFFFFFFFFGGGGG","outcome":"ok"})",
                    "/action"},
        WrongMember{R"({"action":"A"})", "/outcome"}, WrongMember{R"({"action":"A","outcome":""})", "/outcome"},
        WrongMember{R"({"action":"A","outcome":"not ok"})", "/outcome"},
        WrongMember{R"({"action":"A","outcome":"ok","payload":[1]})", "/payload"},
        WrongMember{R"({"action":"A","outcome":"ok","payload":"x"})", "/payload"},
        WrongMember{R"({"action":"A","outcome":"ok","resource":"x"})", "/resource"},
        WrongMember{R"({"action":"A","outcome":"ok","resource":{"id":"1"}})", "/resource/type"},
        WrongMember{R"({"action":"A","outcome":"ok","resource":{"type":"a b","id":"1"}})", "/resource/type"},
        WrongMember{R"({"action":"A","outcome":"ok","resource":{"type":"t","id":""}})", "/resource/id"},
        WrongMember{R"({"action":"A","outcome":"ok","resource":{"type":"t","id":"1","owner_org_id":"usr_1"}})",
                    "/resource/owner_org_id"},
        WrongMember{R"({"action":"A","outcome":"ok","occurred_at":1})", "/occurred_at"},
        WrongMember{R"({"action":"A","outcome":"ok","occurred_at":"yesterday"})", "/occurred_at"},
        WrongMember{R"({"action":"A","outcome":"ok","occurred_at":"2026-11-23T11:00:00.0000001Z"})", "/occurred_at"},
        WrongMember{R"({"events":{}})", "/events"}, WrongMember{R"({"events":[1]})", "/events/0"}));

TEST(EventBody, TakesAnEventOfNowAndRefusesOneMicrosecondAhead) {
  EXPECT_TRUE(parse(R"({"action":"A","outcome":"ok","occurred_at":"2026-11-23T13:00:00+01:00"})"));
  const Problem ahead = refused(R"({"action":"A","outcome":"ok","occurred_at":"2026-11-23T12:00:00.000001Z"})");
  EXPECT_EQ(field(ahead, "pointer"), "/occurred_at");
}

struct WrongJson {
  const char* body;
  const char* code;
};

class EventBodyWrongJson : public ::testing::TestWithParam<WrongJson> {};

TEST_P(EventBodyWrongJson, IsRefusedWithItsCode) { EXPECT_EQ(refused(GetParam().body).code, GetParam().code); }

INSTANTIATE_TEST_SUITE_P(Rules, EventBodyWrongJson,
                         ::testing::Values(WrongJson{"", "invalid_json"}, WrongJson{"{", "invalid_json"},
                                           WrongJson{"{} x", "invalid_json"},
                                           WrongJson{"{\"a\":\"\xff\"}", "invalid_json"},
                                           WrongJson{R"({"a":"\ud800"})", "invalid_json"},
                                           WrongJson{R"({"action":"A","action":"B"})", "duplicate_key"},
                                           WrongJson{R"({"payload":{"n":9007199254740992}})", "number_not_exact"},
                                           WrongJson{R"({"payload":{"n":1e999}})", "invalid_json"}));

TEST(EventBody, RefusesNestingBeyondTheLimitAndSaysWhichLimit) {
  const std::string body =
      R"({"action":"A","outcome":"ok","payload":)" + std::string(40, '[') + std::string(40, ']') + "}";
  const Problem problem = refused(body);
  EXPECT_EQ(problem.code, "json_too_deep");
  EXPECT_EQ(field(problem, "limit"), "32");
}

TEST(EventBody, RefusesMoreMembersThanAnObjectMayHave) {
  std::string body = R"({"action":"A","outcome":"ok","payload":{)";
  for (std::size_t i = 0; i <= kMaxJsonMembers; ++i) body += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":1";
  const Problem problem = refused(body + "}}");
  EXPECT_EQ(problem.code, "too_many_members");
  EXPECT_EQ(field(problem, "limit"), "4096");
}

TEST(EventBody, AnswersWhereTheDuplicateStands) {
  const Problem problem = refused(R"({"action":"A","outcome":"ok","payload":{"a":1,"a":2}})");
  EXPECT_EQ(field(problem, "pointer"), "/payload/a");
}

}  // namespace
}  // namespace ratestack::http
