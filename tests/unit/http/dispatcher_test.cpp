// The middleware over real parts: a SQLite file, the group-commit writer, the authenticator.
#include "native/http/dispatcher.hpp"

#include <gtest/gtest.h>

#include <latch>

#include "native/http/handlers.hpp"
#include "native/http/routes.hpp"
#include "native/service/new_id.hpp"
#include "tests/unit/http/api_parts.hpp"
#include "tests/unit/http/bare_route.hpp"
#include "tests/unit/http/principals.hpp"
#include "tests/unit/http/recorded.hpp"

namespace ratestack::http {
namespace {

using testing::Recorded;
using testing::RecordingReply;

void answer_at_once(Api&, const ExchangePtr& exchange) { exchange->answer(json_answer(200, "{}")); }

std::latch* in_the_queue = nullptr;  // of the test that runs

void answer_in_turn(Api& api, const ExchangePtr& exchange) {
  run_in(api.sweeps, exchange, [exchange] { exchange->answer(json_answer(200, "{}")); });
  in_the_queue->count_down();
}

// One route with everything that can be refused.
constexpr QueryParameter kQuery[] = {{"limit", "Limit", ""}};
constexpr std::string_view kJsonOrCsv[] = {"application/json", "text/csv"};
constexpr Route kStrict[] = {{.method = Method::post,
                              .pattern = "/strict",
                              .id = "strict",
                              .access = Access::needs(Capability::platform_operate),
                              .summary = "",
                              .query = kQuery,
                              .request_schema = "NewEvents",
                              .success_status = 200,
                              .response_schema = "",
                              .response_type = "",
                              .handler = answer_at_once},
                             bare_route(Method::post, "/internal/v1/call", Access::service(), answer_at_once),
                             {.method = Method::post,
                              .pattern = "/sheet",
                              .id = "sheet",
                              .access = Access::service(),
                              .summary = "",
                              .query = {},
                              .request_schema = "NewEvents",
                              .success_status = 200,
                              .response_schema = "",
                              .response_type = "",
                              .handler = answer_at_once,
                              .request_types = kJsonOrCsv},
                             bare_route(Method::post, "/turn", Access::needs(Capability::audit_read), answer_in_turn),
                             bare_route(Method::post, "/person", Access::person(), answer_at_once)};

struct Recordings {
  testing::RecordingLog log;
  Recorded recorded;
};

class DispatcherTest : public ::testing::Test, protected Recordings, protected ApiParts {
 protected:
  DispatcherTest() : ApiParts(kStrict, log) {}

  std::string add_key(OrgType type, CapabilitySet capabilities) {
    service::SystemEntropy entropy;
    std::array<std::uint8_t, kUlidEntropyBytes> random{};
    entropy.fill(random);
    const OrgId org = OrgId::make(clock.now(), random);
    NewApiKey key = make_api_key("dev", KeyId::make(clock.now(), random), entropy);
    const auto added = store->transact([&](service::WriteTransaction& write) -> Result<void> {
      if (const auto ok = write.insert_org({org, type, "test", clock.now()}); !ok) return ok.error();
      return write.insert_api_key({key.key_id, org, "test", key.secret_hash, capabilities, clock.now(), {}, {}});
    });
    EXPECT_TRUE(added);
    return key.text;
  }

  // The answer's status and, for a problem, its code.
  std::string last_answer() {
    const Answer& answer = recorded.answers.back();
    const JsonObject body = parse_json(answer.body).value().as_object();
    const auto* code = body.if_contains("code");
    return std::to_string(answer.status) + (code != nullptr ? " " + std::string(code->as_string()) : "");
  }

  std::string ask(Request request) {
    dispatcher.handle(std::move(request), std::make_unique<RecordingReply>(recorded));
    reads.stop();  // what went to the lane has been answered when this returns
    return last_answer();
  }

  static Request internal(const std::string& token) {
    Request request;
    request.method = Method::post;
    request.target = "/internal/v1/call";
    if (!token.empty()) request.headers.push_back({"X-Internal-Token", token});
    return request;
  }

  static Request post(const std::string& key, std::string body, std::string target = "/strict") {
    Request request;
    request.method = Method::post;
    request.target = std::move(target);
    if (!key.empty()) request.headers.push_back({"Authorization", "Bearer " + key});
    request.headers.push_back({"Content-Type", "text/plain"});
    request.body = std::move(body);
    return request;
  }
};

const std::string kTooLarge((1 << 20) + 1, 'x');

TEST_F(DispatcherTest, AsksWhoBeforeAnythingElse) { EXPECT_EQ(ask(post("", kTooLarge)), "401 missing_credentials"); }

TEST_F(DispatcherTest, ChecksTheCapabilityBeforeTheBody) {
  const std::string key = add_key(OrgType::originator, CapabilitySet::all());  // the ceiling cuts platform.operate off
  EXPECT_EQ(ask(post(key, kTooLarge)), "403 capability_missing");
}

TEST_F(DispatcherTest, ChecksTheSizeBeforeTheType) {
  EXPECT_EQ(ask(post(add_key(OrgType::platform, CapabilitySet::all()), kTooLarge)), "413 payload_too_large");
}

TEST_F(DispatcherTest, ChecksTheTypeOfTheBody) {
  EXPECT_EQ(ask(post(add_key(OrgType::platform, CapabilitySet::all()), "{}")), "415 unsupported_media_type");
}

TEST_F(DispatcherTest, TakesABodyInEachTypeThatTheRouteNames) {
  const auto ask_typed = [&](std::string type) {
    Request request = internal(std::string(kInternalToken));
    request.target = "/sheet";
    request.headers.push_back({"Content-Type", std::move(type)});
    return ask(std::move(request));
  };
  EXPECT_EQ(ask_typed("application/json"), "200");
  EXPECT_EQ(ask_typed("Text/CSV ; charset=utf-8"), "200");
  EXPECT_EQ(ask_typed("text/plain"), "415 unsupported_media_type");
  EXPECT_EQ(ask_typed("text/csv2"), "415 unsupported_media_type");
  EXPECT_EQ(ask_typed(""), "415 unsupported_media_type");
}

TEST_F(DispatcherTest, TakesJsonAloneWhereTheRouteNamesNoType) {
  Request request = post(add_key(OrgType::platform, CapabilitySet::all()), "{}");
  request.headers.back().value = "text/csv";
  EXPECT_EQ(ask(std::move(request)), "415 unsupported_media_type");
}

TEST_F(DispatcherTest, ChecksTheQueryBeforeTheHandlerRuns) {
  Request request = post(add_key(OrgType::platform, CapabilitySet::all()), "{}", "/strict?colour=red");
  request.headers.back().value = "application/json";
  EXPECT_EQ(ask(std::move(request)), "400 unknown_field");
}

TEST_F(DispatcherTest, RunsTheHandlerOfAFitRequest) {
  Request request = post(add_key(OrgType::platform, CapabilitySet::all()), "{}", "/strict?limit=1");
  request.headers.back().value = "application/json";
  EXPECT_EQ(ask(std::move(request)), "200");
}

TEST_F(DispatcherTest, WantsTheInternalTokenOnAnInternalRoute) {
  EXPECT_EQ(ask(internal("")), "401 internal_token_required");
}

TEST_F(DispatcherTest, RefusesAnotherInternalToken) {
  EXPECT_EQ(ask(internal("an internal token of 32 characterz")), "401 invalid_internal_token");
}

TEST_F(DispatcherTest, LetsAnotherServiceIn) { EXPECT_EQ(ask(internal(std::string(kInternalToken))), "200"); }

TEST_F(DispatcherTest, TakesNoApiKeyForAPerson) {
  Request request = post(add_key(OrgType::platform, CapabilitySet::all()), "{}", "/person");
  EXPECT_EQ(ask(std::move(request)), "403 session_required");
}

TEST_F(DispatcherTest, RefusesNewWorkWhileStopping) {
  stopping = true;
  EXPECT_EQ(ask(post("anything", "{}")), "503 unavailable");
}

TEST_F(DispatcherTest, SaysBusyWhereALaneIsFull) {
  const std::string key = add_key(OrgType::platform, CapabilitySet::all());
  std::latch running(1), release(1);
  EXPECT_TRUE(reads.submit([&] {
    running.count_down();
    release.wait();
  }));
  running.wait();
  EXPECT_TRUE(reads.submit([] {}));
  dispatcher.handle(post(key, "{}"), std::make_unique<RecordingReply>(recorded));
  release.count_down();
  reads.stop();  // while the latches live
  ASSERT_EQ(recorded.answers.size(), 1U);
  EXPECT_EQ(recorded.answers[0].status, 503);
}

/// Somebody with a session, and grants to them that may end while their request waits for its turn.
class WaitingUnderAGrant : public DispatcherTest {
 protected:
  struct Person {
    OrgId org;
    UserId user;
  };

  template <typename AnyId>
  AnyId make() {
    return service::new_id<AnyId>(clock.now(), sealing);
  }

  template <typename Work>
  void write(const Work& work) {
    EXPECT_TRUE(store->transact(work));
  }

  Person add_admin(const std::string& email) {
    Person made{make<OrgId>(), make<UserId>()};
    write([&](service::WriteTransaction& t) -> Result<void> {
      if (auto ok = t.insert_org({made.org, OrgType::originator, email, clock.now()}); !ok) return ok;
      if (auto ok = t.insert_user({made.user, made.org, email, "*", clock.now()}); !ok) return ok;
      return t.identity().put_member({made.org, made.user, RoleSet().with(Role::org_admin), clock.now()});
    });
    return made;
  }

  std::string sign_in(const Person& person) {
    const auto session =
        identity->sessions.prepare({person.user, person.org, "", "*", clock.now()}, AuthMethods(), {"", ""}).record;
    write([&](service::WriteTransaction& t) { return t.identity().insert_session(session, std::nullopt); });
    const auto subject = identity->sessions.use(session.id);
    return identity->tokens->mint(service::claims_of(subject.value())).value().text;
  }

  GrantId grant(std::chrono::seconds lifetime) {
    const auto expires_at = Timestamp::from_micros(clock.now().micros() + std::chrono::microseconds(lifetime).count());
    const service::DelegationGrant made{make<GrantId>(),     grantor.org,
                                        grantee.org,         std::nullopt,
                                        grantor.user.text(), CapabilitySet().with(Capability::audit_read),
                                        clock.now(),         expires_at};
    write([&](service::WriteTransaction& t) { return t.authorization().insert_grant(made); });
    return made.id;
  }

  /// What is answered when `meanwhile` happened between the queue and its turn.
  std::string ask_and(const std::function<void()>& meanwhile) {
    std::latch queued(1), running(1), release(1);
    in_the_queue = &queued;
    EXPECT_TRUE(sweeps.submit([&] {
      running.count_down();
      release.wait();
    }));
    running.wait();
    Request request = post(token, "", "/turn");
    request.headers.push_back({"X-Acting-As-Org", grantor.org.text()});
    dispatcher.handle(std::move(request), std::make_unique<RecordingReply>(recorded));
    queued.wait();
    meanwhile();
    release.count_down();
    sweeps.stop();
    return last_answer();
  }

  const Person grantor = add_admin("grantor@x.example"), grantee = add_admin("grantee@x.example");
  const std::string token = sign_in(grantee);
};

TEST_F(WaitingUnderAGrant, GoesOnWhileItLives) {
  grant(std::chrono::seconds(60));
  EXPECT_EQ(ask_and([&] { clock.advance_seconds(59); }), "200");
}

TEST_F(WaitingUnderAGrant, DoesNotBeginOnceItHasExpired) {
  grant(std::chrono::seconds(60));
  EXPECT_EQ(ask_and([&] { clock.advance_seconds(60); }), "403 no_live_grant");
}

TEST_F(WaitingUnderAGrant, DoesNotBeginWhenItExpiresWithinTheSecondOfADecision) {
  grant(std::chrono::seconds(60));
  clock.advance_millis(59'500);
  EXPECT_EQ(ask_and([&] { clock.advance_millis(500); }), "403 no_live_grant");
}

TEST_F(WaitingUnderAGrant, DoesNotBeginASecondAfterItWasRevoked) {
  const GrantId id = grant(std::chrono::seconds(60));
  const auto revoke = [&](service::WriteTransaction& t) -> Result<void> {
    const auto done = t.authorization().revoke_grant(grantor.org, id, grantor.user.view(), clock.now());
    return done ? Result<void>() : done.error();
  };
  EXPECT_EQ(ask_and([&] {
              write(revoke);
              clock.advance_seconds(1);
            }),
            "403 no_live_grant");
}

TEST_F(WaitingUnderAGrant, GoesOnUnderAnotherThatLives) {
  grant(std::chrono::seconds(60));
  grant(std::chrono::seconds(120));
  EXPECT_EQ(ask_and([&] { clock.advance_seconds(60); }), "200");
}

}  // namespace
}  // namespace ratestack::http
