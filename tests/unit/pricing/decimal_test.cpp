#include "ratestack/lending/decimal.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "ratestack/lending/amounts.hpp"

namespace ratestack {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr DecimalForm kThree{3, 1, Sign::minus_allowed, -99'999, 99'999};

TEST(Decimal, ReadsExactlyWhatIsWritten) {
  EXPECT_EQ(parse_decimal("0", kThree).value(), 0);
  EXPECT_EQ(parse_decimal("0.125", kThree).value(), 125);
  EXPECT_EQ(parse_decimal("-0.125", kThree).value(), -125);
  EXPECT_EQ(parse_decimal("10", kThree).value(), 10'000);
  EXPECT_EQ(parse_decimal("99.999", kThree).value(), 99'999);
  EXPECT_EQ(parse_decimal("-99.999", kThree).value(), -99'999);
}

TEST(Decimal, RefusesEveryOtherForm) {
  for (const char* text : {"",     "-",  ".",      "+1",    "1e3", "1E3", "NaN",          "nan",   "inf", "Infinity",
                           "0x10", " 1", "1 ",     "1,000", ".5",  "5.",  "1..2",         "1.2.3", "--1", "007",
                           "00.5", "-0", "-0.000", "1%",    "$1",  "(1)", "\xEF\xBC\x91", "1-",    "1.-5"}) {
    const auto read = parse_decimal(text, kThree);
    ASSERT_FALSE(read) << text;
    EXPECT_EQ(read.error().code, LendingError::malformed_number) << text;
  }
  EXPECT_EQ(parse_decimal(std::string_view("1\0", 2), kThree).error().code, LendingError::malformed_number);
}

TEST(Decimal, RefusesADigitTooManyEvenIfItIsZero) {
  EXPECT_EQ(parse_decimal("0.1250", kThree).error().code, LendingError::too_precise);
  EXPECT_EQ(parse_decimal("0.0001", kThree).error().code, LendingError::too_precise);
}

TEST(Decimal, RefusesWhatTheTypeCannotHold) {
  EXPECT_EQ(parse_decimal("100", kThree).error().code, LendingError::out_of_range);
  EXPECT_EQ(parse_decimal("-100", kThree).error().code, LendingError::out_of_range);
  // 2^64 and more must not come back round as something small.
  EXPECT_EQ(parse_decimal("18446744073709551617", kThree).error().code, LendingError::out_of_range);
  EXPECT_EQ(parse_decimal("18446744073709552", kThree).error().code, LendingError::out_of_range);
  EXPECT_EQ(parse_decimal(std::string(1000, '9'), kThree).error().code, LendingError::out_of_range);
}

TEST(Decimal, RefusesAMinusWhereItMakesNoSense) {
  EXPECT_EQ(Money::parse("-1.00").error().code, LendingError::malformed_number);
  EXPECT_EQ(Price::parse("-1.00").error().code, LendingError::malformed_number);
  EXPECT_EQ(Rate::parse("-1.00").error().code, LendingError::malformed_number);
  EXPECT_EQ(Points::parse("-1.00").value().units(), -1'000'000);
}

TEST(Decimal, HasOneTextForEachNumber) {
  EXPECT_EQ(print_decimal(0, kThree), "0.0");
  EXPECT_EQ(print_decimal(120, kThree), "0.12");
  EXPECT_EQ(print_decimal(-125, kThree), "-0.125");
  EXPECT_EQ(print_decimal(100'000, kThree), "100.0");
  EXPECT_EQ(print_decimal(kLeast, kThree), "-9223372036854775.808");
  EXPECT_EQ(Price::parse("101.25").value().to_text(), "101.250");
  EXPECT_EQ(Price::parse("100.03125").value().to_text(), "100.03125");
  EXPECT_EQ(Money::parse("350000").value().to_text(), "350000.00");
  EXPECT_EQ(Fico::parse("740").value().to_text(), "740");
}

TEST(Decimal, HoldsMoneyToTheLastCent) {
  EXPECT_EQ(Money::parse("92233720368547758.07").value().units(), kMost);
  EXPECT_EQ(Money::parse("92233720368547758.08").error().code, LendingError::out_of_range);
}

TEST(Decimal, KnowsTheEndsOfEachType) {
  EXPECT_FALSE(Fico::parse("299"));
  EXPECT_TRUE(Fico::parse("300"));
  EXPECT_TRUE(Fico::parse("850"));
  EXPECT_FALSE(Fico::parse("851"));
  EXPECT_FALSE(Fico::parse("740.0"));
  EXPECT_TRUE(LockDays::parse("1"));
  EXPECT_FALSE(LockDays::parse("0"));
  EXPECT_FALSE(LockDays::parse("361"));
  EXPECT_TRUE(Rate::parse("99.999"));
  EXPECT_FALSE(Rate::parse("100"));
}

TEST(MultiplyDivide, RoundsAsItIsTold) {
  struct Case {
    std::int64_t a, b, divisor, toward_zero, half_even;
  };
  for (const Case& c : {Case{5, 1, 2, 2, 2}, Case{7, 1, 2, 3, 4}, Case{-5, 1, 2, -2, -2}, Case{-7, 1, 2, -3, -4},
                        Case{7, 1, -2, -3, -4}, Case{2, 1, 3, 0, 1}, Case{1, 1, 3, 0, 0}, Case{-2, 1, 3, 0, -1},
                        Case{6, 2, 4, 3, 3}, Case{kMost, 3, 3, kMost, kMost}, Case{kLeast, 1, 1, kLeast, kLeast}}) {
    EXPECT_EQ(multiply_divide(c.a, c.b, c.divisor, Rounding::toward_zero).value(), c.toward_zero)
        << c.a << "/" << c.divisor;
    EXPECT_EQ(multiply_divide(c.a, c.b, c.divisor, Rounding::half_even).value(), c.half_even)
        << c.a << "/" << c.divisor;
  }
}

TEST(MultiplyDivide, SaysWhenThereIsNoResult) {
  EXPECT_EQ(multiply_divide(1, 1, 0, Rounding::half_even).error().code, LendingError::division_by_zero);
  EXPECT_EQ(multiply_divide(kMost, 2, 1, Rounding::half_even).error().code, LendingError::overflow);
  EXPECT_EQ(multiply_divide(kLeast, 1, -1, Rounding::toward_zero).error().code, LendingError::overflow);
  EXPECT_EQ(multiply_divide(kMost, kMost, kMost - 1, Rounding::toward_zero).error().code, LendingError::overflow);
}

TEST(Amounts, AddOnlyWhatFits) {
  const Money most = Money::most();
  const Money cent = Money::literal<1>();
  EXPECT_EQ(checked_add(most, cent).error().code, LendingError::overflow);
  EXPECT_EQ(checked_add(most, most).error().code, LendingError::overflow);  // 64 bits would wrap to -2
  EXPECT_EQ(checked_subtract(Money::least(), most).error().code, LendingError::overflow);
  EXPECT_EQ(checked_subtract(Money::least(), cent).error().code, LendingError::overflow);
  EXPECT_EQ(checked_add(checked_subtract(most, cent).value(), cent).value(), most);
  EXPECT_EQ(checked_add(Points::most(), Points::literal<1>()).error().code, LendingError::overflow);
  EXPECT_EQ(checked_add(Price::most(), Points::literal<1>()).error().code, LendingError::overflow);
  EXPECT_EQ(checked_add(kPar, Points::parse("-0.125").value()).value().to_text(), "99.875");
}

std::string ltv(const char* amount, const char* value) {
  const auto result = loan_to_value(Money::parse(amount).value(), Money::parse(value).value());
  return result ? result.value().to_text() : result.error().message();
}

TEST(LoanToValue, CutsOffAtHundredthsOfAPercent) {
  EXPECT_EQ(ltv("280000", "350000"), "80.00");
  EXPECT_EQ(ltv("280034.99", "350000"), "80.00");  // 80.00999...
  EXPECT_EQ(ltv("280035", "350000"), "80.01");
  EXPECT_EQ(ltv("0", "350000"), "0.00");
  EXPECT_EQ(ltv("1000000", "100000.01"), "999.99");
}

TEST(LoanToValue, RefusesWhatIsNoValue) {
  EXPECT_EQ(ltv("1", "0"), "lending: out_of_range");
  EXPECT_EQ(ltv("1000000", "100000"), "lending: out_of_range");
  EXPECT_EQ(ltv("92233720368547758.07", "0.01"), "lending: out_of_range");
}

TEST(Points, AreDollarsToTheNearestCentHalfToEven) {
  const auto dollars = [](const char* points, const char* amount) {
    return in_money(Points::parse(points).value(), Money::parse(amount).value()).value().to_text();
  };
  EXPECT_EQ(dollars("-0.125", "350000.00"), "-437.50");
  EXPECT_EQ(dollars("0.5", "1.00"), "0.00");  // half a cent
  EXPECT_EQ(dollars("1.5", "1.00"), "0.02");  // a cent and a half
  EXPECT_EQ(dollars("-1.5", "1.00"), "-0.02");
  EXPECT_EQ(in_money(Points::most(), Money::most()).error().code, LendingError::overflow);
}

}  // namespace
}  // namespace ratestack
