// Nothing personal reaches a hash, through whichever field and whichever appender.
#include "native/service/event_redactor.hpp"

#include <gtest/gtest.h>

#include "native/service/audit_service.hpp"
#include "tests/support/writer_fixture.hpp"

namespace ratestack::service {
namespace {

using testing::SetClock;
using testing::SqliteFile;
using testing::test_event;
using testing::test_org;

constexpr const char* kAddress = "jane.doe@corp.example";
constexpr const char* kCard = "4111 1111 1111 1111";

AuditEvent personal_event() {
  AuditEvent event = test_event(test_org(0));
  event.action = "CARD_4111111111111111";
  event.actor.type = ActorType::system;
  event.actor.id = kAddress;
  event.correlation_id = "415-555-2671";
  event.payload =
      CanonicalJson::from_text(R"({"a":[{"jane.doe@corp.example":1}],"card":4111111111111111,"ssn":123456789})")
          .value();
  event.request->uri = "/v1/loans?borrower=jane.doe%40corp.example&phone=%2B1%20415%20555%202671";
  event.resource->type = kAddress;
  event.resource->id = kCard;
  return event;
}

std::string row_text(const RedactedEvent& event) { return canonical_row(event.get(), {1, 1, {}}); }

TEST(EventRedactor, TakesPersonalDataOutOfEveryString) {
  const std::string row = row_text(EventRedactor().redact(personal_event()).value());
  for (const char* leak : {"jane", "corp.example", "4111", "1111", "123456789", "555", "2671"}) {
    EXPECT_EQ(row.find(leak), std::string::npos) << leak << " in " << row;
  }
}

TEST(EventRedactor, LeavesAnOrdinaryEventByteForByte) {
  const AuditEvent event = test_event(test_org(0));
  EXPECT_EQ(row_text(EventRedactor().redact(event).value()), canonical_row(event, {1, 1, {}}));
}

TEST(EventRedactor, WritesAPayloadWithFindingsInCanonicalFormAgain) {
  AuditEvent event = test_event(test_org(0));
  // The label sorts before "a", which the address does not.
  event.payload = CanonicalJson::from_text(R"({"a":1e21,"b@corp.example":"x","n":[4111111111111111]})").value();
  const RedactedEvent redacted = EventRedactor().redact(event).value();
  EXPECT_EQ(redacted.get().payload.view(), R"({"[REDACTED:EMAIL]":"x","a":1e+21,"n":["[REDACTED:PAN]"]})");
  EXPECT_TRUE(is_canonical_json(row_text(redacted), kMaxRowDepth));
}

TEST(EventRedactor, LeavesIdsOfOurOwnAlone) {
  AuditEvent event = test_event(test_org(0));
  event.resource->id = "loan_41111111111111110000000000";
  event.actor.id = "usr_41111111111111110000000000";
  const RedactedEvent redacted = EventRedactor().redact(event).value();
  EXPECT_EQ(redacted.get().resource->id, "loan_41111111111111110000000000");
  EXPECT_EQ(redacted.get().actor.id, "usr_41111111111111110000000000");
}

TEST(EventRedactor, WhateverTheWriterStoresIsRedactedAndVerifies) {
  SqliteFile file{{}};
  SetClock clock;
  AuditWriter writer(file.store(), clock);
  AppendJob job;
  job.events.push_back(personal_event());
  job.events.push_back(test_event(test_org(0)));
  ASSERT_TRUE(writer.submit_and_wait(std::move(job)));
  const std::string row = file.store().find_row(1).value()->text;
  EXPECT_EQ(row.find("jane"), std::string::npos) << row;
  EXPECT_NE(row.find("[REDACTED:PAN]"), std::string::npos) << row;
  const auto verdict = verify_log(file.store(), {}).value();
  EXPECT_TRUE(verdict.ok());
}

}  // namespace
}  // namespace ratestack::service
