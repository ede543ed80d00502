#include "ratestack/lending/loan.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "ratestack/lending/adjustment_table.hpp"

namespace ratestack {
namespace {

TEST(UsState, ReadsBackEveryCode) {
  std::set<std::string_view> codes;
  for (std::uint8_t i = 0; i < UsState::kCount; ++i) {
    const UsState state = UsState::at(i);
    EXPECT_EQ(UsState::parse(state.code()).value(), state) << state.code();
    codes.insert(state.code());
  }
  EXPECT_EQ(codes.size(), UsState::kCount);
}

TEST(UsState, RefusesEverythingElse) {
  for (const char* code : {"", "C", "ca", "CAL", "ZZ", "AE", "XX", "AA"}) {
    ASSERT_FALSE(UsState::parse(code)) << code;
    EXPECT_EQ(UsState::parse(code).error().code, LendingError::unknown_state);
  }
}

TEST(Loan, NamesReadBack) {
  for (const Occupancy o : {Occupancy::primary, Occupancy::second_home, Occupancy::investment}) {
    EXPECT_EQ(parse_occupancy(to_string(o)).value(), o);
  }
  for (const Purpose p : {Purpose::purchase, Purpose::rate_term, Purpose::cash_out}) {
    EXPECT_EQ(parse_purpose(to_string(p)).value(), p);
  }
  EXPECT_EQ(parse_occupancy("Primary").error().code, LendingError::unknown_occupancy);
  EXPECT_EQ(parse_purpose("").error().code, LendingError::unknown_purpose);
}

TEST(Band, HasOneText) {
  const auto text = [](Axis axis, const char* band) { return to_text(axis, parse_band(axis, band).value()); };
  EXPECT_EQ(text(Axis::fico, "720 - 739"), "720-739");
  EXPECT_EQ(text(Axis::fico, "720-850"), ">=720");
  EXPECT_EQ(text(Axis::fico, "300-739"), "<=739");
  EXPECT_EQ(text(Axis::fico, "740"), "740-740");
  EXPECT_EQ(text(Axis::ltv, ">= 80.5"), ">=80.50");
  EXPECT_EQ(text(Axis::amount, "0-10"), "<=10.00");
  EXPECT_EQ(text(Axis::state, "TX"), "TX");
  EXPECT_EQ(text(Axis::occupancy, "second_home"), "second_home");
  EXPECT_EQ(text(Axis::purpose, "cash_out"), "cash_out");
}

}  // namespace
}  // namespace ratestack
