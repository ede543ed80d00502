#include "ratestack/audit/row.hpp"

#include <gtest/gtest.h>

#include "ratestack/audit/row_facts.hpp"
#include "tests/support/log_builder.hpp"

namespace ratestack {
namespace {

using testing::LogBuilder;
using testing::test_event;
using testing::test_org;

RowFacts examine(std::string_view text) {
  const StoredRow row{{}, {}, text};
  RowFacts facts;
  examine_rows({&row, 1}, {&facts, 1});
  return facts;
}

std::string a_row() { return LogBuilder().add_many(1).rows[0].text; }

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(AuditRow, WritesExactlyTheContractsMembersInCanonicalOrder) {
  EXPECT_EQ(
      a_row(),
      R"({"acting_as_org_id":"org_00000000000000000000000000","action":"LOAN_CREATED","actor":{"id":)"
      R"("usr_00000000000000000000000001","key_id":null,"org_id":"org_00000000000000000000000000","type":"user"},)"
      R"("correlation_id":"corr-1","id":1,"occurred_at":"2026-11-23T12:00:00.000000Z","org_previous_hash":)"
      R"("0000000000000000000000000000000000000000000000000000000000000000","org_seq":1,"outcome":"success",)"
      R"("payload":{"note":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},"request":{"ip":"203.0.113.7","method":)"
      R"("POST","uri":"/v1/loans"},"resource":{"id":"loan_00000000000000000000000001","owner_org_id":)"
      R"("org_00000000000000000000000000","type":"loan"},"schema":1})");
}

TEST(AuditRow, IsItsOwnCanonicalForm) {
  AuditEvent event = test_event(test_org(0));
  event.correlation_id = "quote \" slash \\ control \x01 emoji \xF0\x9F\x98\x80";
  event.request.reset();
  event.resource.reset();
  const std::string text = canonical_row(event, {1, 1, {}});
  EXPECT_EQ(CanonicalJson::from_text(text).value().view(), text);
  EXPECT_EQ(examine(text).fault, RowFault::none);
}

TEST(RowFacts, ReadWhatTheWriterWrote) {
  const RowFacts facts = examine(a_row());
  EXPECT_EQ(facts.fault, RowFault::none);
  EXPECT_EQ(facts.id, 1U);
  EXPECT_EQ(facts.org_seq, 1U);
  EXPECT_EQ(facts.org_id(), test_org(0).view());
}

class NotARow : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(NotARow, IsReported) {
  const auto [from, to] = GetParam();
  EXPECT_EQ(examine(replaced(a_row(), from, to)).fault, RowFault::not_a_row);
}

INSTANTIATE_TEST_SUITE_P(
    Edits, NotARow,
    ::testing::Values(std::pair{R"("schema":1)", R"("schema":2)"}, std::pair{R"("schema":1})", R"("schema":1} )"},
                      std::pair{R"("id":1)", R"("id":0)"}, std::pair{R"("id":1)", R"("id":01)"},
                      std::pair{R"("id":1)", R"("id":1.0)"}, std::pair{R"("id":1)", R"("id":"1")"},
                      std::pair{R"("org_seq":1)", R"("org_seq":0)"}, std::pair{"LOAN_CREATED", "loan created"},
                      std::pair{R"("type":"user")", R"("type":"robot")"}, std::pair{"2026-11-23", "2026-02-30"},
                      std::pair{R"("payload":{)", R"("payload":{ )"}, std::pair{R"({"note":)", R"([{"note":)"},
                      std::pair{R"("outcome":"success",)", ""}, std::pair{R"("schema":1)", R"("schema":1,"z":1)"},
                      std::pair{"org_00000000000000000000000000", ""}, std::pair{"xxxx", "xx\xFFx"},
                      std::pair{"0000000000000000000000000000000000000000000000000000000000000000",
                                "000000000000000000000000000000000000000000000000000000000000000A"}));

TEST(RowFacts, RefuseAPayloadThatIsNoObject) {
  std::string row = a_row();
  const std::size_t from = row.find("\"payload\":") + 10, to = row.find(",\"request\"");
  EXPECT_EQ(examine(row.replace(from, to - from, "[]")).fault, RowFault::not_a_row);
}

TEST(RowFacts, NameTheIdOfARowThatCannotBeRead) {
  const RowFacts facts = examine(replaced(a_row(), R"("schema":1})", R"("schema":1)"));
  EXPECT_EQ(facts.fault, RowFault::not_a_row);
  EXPECT_EQ(facts.id, 1U);
}

TEST(RowFacts, DoNotReadPastTheEndOfARowCutAnywhere) {
  const std::string row = a_row();
  for (std::size_t size = 0; size < row.size(); ++size) {
    const std::vector<char> exact(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(size));  // for the sanitizers
    EXPECT_EQ(examine({exact.data(), exact.size()}).fault, RowFault::not_a_row) << size;
  }
}

}  // namespace
}  // namespace ratestack
