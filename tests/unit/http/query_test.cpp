#include "native/http/query.hpp"

#include <gtest/gtest.h>

namespace ratestack::http {
namespace {

TEST(Query, DecodesEscapesAndKeepsPlus) {
  const auto query = Query::parse("/x?from=2026-11-23T12:00:00+01:00&actor=a%2Fb");
  ASSERT_TRUE(query);
  EXPECT_EQ(query->text("from"), "2026-11-23T12:00:00+01:00");
  EXPECT_EQ(query->text("actor"), "a/b");
  EXPECT_FALSE(query->text("absent"));
}

TEST(Query, IsEmptyWithoutAQuestionMark) { EXPECT_TRUE(Query::parse("/x").value().all().empty()); }

class QueryRefuses : public ::testing::TestWithParam<const char*> {};
TEST_P(QueryRefuses, Target) { EXPECT_FALSE(Query::parse(GetParam())) << GetParam(); }
INSTANTIATE_TEST_SUITE_P(Rules, QueryRefuses,
                         ::testing::Values("/x?a=1&a=2", "/x?a=1&%61=2", "/x?a=%4", "/x?a=%zz", "/x?a=%00",
                                           "/x?a=%c3%a9", "/x?%0a=1"));

TEST(Query, RefusesMoreParametersThanAnyRouteHas) {
  std::string target = "/x?";
  for (std::size_t i = 0; i <= kMaxQueryParameters; ++i) target += "p" + std::to_string(i) + "=1&";
  EXPECT_FALSE(Query::parse(target));
}

class QueryInteger : public ::testing::TestWithParam<const char*> {};
TEST_P(QueryInteger, IsRefused) {
  const auto query = Query::parse(std::string("/x?limit=") + GetParam());
  ASSERT_TRUE(query);
  EXPECT_FALSE(query->integer("limit", 1, 500)) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(Rules, QueryInteger,
                         ::testing::Values("", "0", "501", "-1", "+1", "1.0", "1e2", "007", " 1",
                                           "99999999999999999999", "x"));

TEST(Query, ReadsIntegersInRange) {
  const auto query = Query::parse("/x?limit=500").value();
  EXPECT_EQ(query.integer("limit", 1, 500).value(), 500U);
  EXPECT_FALSE(query.integer("absent", 1, 500).value());
}

TEST(Query, ReadsTimesAndOrganisationsStrictly) {
  const auto query = Query::parse("/x?t=2026-11-23&o=usr_01J0000000000000000000000A").value();
  EXPECT_FALSE(query.time("t"));
  EXPECT_FALSE(query.org("o"));
}

}  // namespace
}  // namespace ratestack::http
