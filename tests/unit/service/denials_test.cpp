#include "native/service/authorization/denials.hpp"

#include <gtest/gtest.h>

#include "native/service/audit_service.hpp"
#include "tests/support/writer_fixture.hpp"

namespace ratestack::service {
namespace {

using testing::SetClock;
using testing::SqliteFile;
using testing::test_org;

class DenialsTest : public ::testing::Test {
 protected:
  void deny(const std::string& subject, int times = 1) {
    for (int i = 0; i < times; ++i) {
      denials_.record({{ActorType::user, subject, std::nullopt, test_org(1)}, test_org(1), "c", clock_.now()},
                      "audit.read");
    }
  }
  // What the rows say that was left out before each, oldest first.
  std::vector<std::int64_t> unsaid() {
    writer_.stop();
    std::vector<std::int64_t> counts;
    const auto rows = file_.store().list_rows({}, 100).value();
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
      const auto payload = parse_json(row->text).value().as_object().at("payload").as_object();
      counts.push_back(payload.at("unsaid_before").as_int64());
    }
    return counts;
  }

  SqliteFile file_;
  SetClock clock_;
  AuditWriter writer_{file_.store(), clock_};
  Denials denials_{writer_};
};

TEST_F(DenialsTest, TellOfASubjectOnceAMinuteAndHowOftenSince) {
  deny("usr_a", 50);
  clock_.advance_seconds(59);
  deny("usr_a");
  clock_.advance_seconds(1);
  deny("usr_a", 3);
  EXPECT_EQ(unsaid(), (std::vector<std::int64_t>{0, 50}));
}

TEST_F(DenialsTest, CountSubjectsApart) {
  deny("usr_a", 2);
  deny("usr_b", 2);
  EXPECT_EQ(unsaid(), (std::vector<std::int64_t>{0, 0}));
}

TEST_F(DenialsTest, ForgetSubjectsRatherThanGrow) {
  for (std::size_t i = 0; i < Denials::kMaxSubjects; ++i) deny("usr_" + std::to_string(i));
  deny("usr_new");
  deny("usr_0");  // forgotten, and told of again
  writer_.stop();
  EXPECT_EQ(file_.store().log_head().value().last_id, Denials::kMaxSubjects + 2);
}

}  // namespace
}  // namespace ratestack::service
