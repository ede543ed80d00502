// The numbers of a loan and of its price, each a type of its own: a Rate can never be passed where a Price is meant.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "ratestack/lending/decimal.hpp"

namespace ratestack {

/// A whole number of units within the form of `Tag`, which supplies `static constexpr DecimalForm kForm`. Starts as the
/// number nearest to zero that the form allows.
template <typename Tag>
class Fixed {
 public:
  static constexpr DecimalForm kForm = Tag::kForm;

  constexpr Fixed() = default;
  /// Errors: those of parse_decimal.
  static Result<Fixed> parse(std::string_view text) {
    const Result<std::int64_t> units = parse_decimal(text, kForm);
    if (!units) return units.error();
    return Fixed(units.value());
  }
  /// Error: out_of_range.
  static Result<Fixed> from_units(std::int64_t units) {
    if (units < kForm.least || units > kForm.most) return LendingError::out_of_range;
    return Fixed(units);
  }
  static constexpr Fixed least() noexcept { return Fixed(kForm.least); }
  static constexpr Fixed most() noexcept { return Fixed(kForm.most); }
  /// A number written in our own source: one out of range does not compile.
  template <std::int64_t kUnits>
  requires(kUnits >= kForm.least && kUnits <= kForm.most) static constexpr Fixed literal() noexcept {
    return Fixed(kUnits);
  }

  [[nodiscard]] std::string to_text() const { return print_decimal(units_, kForm); }
  [[nodiscard]] constexpr std::int64_t units() const noexcept { return units_; }
  friend constexpr auto operator<=>(Fixed, Fixed) = default;

 private:
  explicit constexpr Fixed(std::int64_t units) noexcept : units_(units) {}
  std::int64_t units_ = kForm.least > 0 ? kForm.least : 0;
};

struct MoneyTag {
  static constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  static constexpr DecimalForm kForm{2, 2, Sign::never, -kMost, kMost};
};
struct PriceTag {
  static constexpr DecimalForm kForm{6, 3, Sign::never, -10'000'000'000, 10'000'000'000};
};
struct PointsTag {
  static constexpr DecimalForm kForm{6, 3, Sign::minus_allowed, -10'000'000'000, 10'000'000'000};
};
struct RateTag {
  static constexpr DecimalForm kForm{3, 3, Sign::never, 0, 99'999};
};
struct LtvTag {
  static constexpr DecimalForm kForm{2, 2, Sign::never, 0, 99'999};
};
struct FicoTag {
  static constexpr DecimalForm kForm{0, 0, Sign::never, 300, 850};
};
struct LockDaysTag {
  static constexpr DecimalForm kForm{0, 0, Sign::never, 1, 360};
};

using Money = Fixed<MoneyTag>;        // US dollars, in cents; "350000.00"
using Price = Fixed<PriceTag>;        // percent of par, in millionths (1/64 is exact); "101.250"
using Points = Fixed<PointsTag>;      // a difference of prices; below zero it costs the borrower; "-0.125"
using Rate = Fixed<RateTag>;          // note rate in percent a year, in thousandths; "6.125"
using Ltv = Fixed<LtvTag>;            // loan to value in percent, in hundredths; "80.00"
using Fico = Fixed<FicoTag>;          // a credit score, 300 to 850
using LockDays = Fixed<LockDaysTag>;  // calendar days that a price holds, 1 to 360

inline constexpr Price kPar = Price::literal<100'000'000>();

/// Error of these four: overflow.
[[nodiscard]] Result<Money> checked_add(Money a, Money b);
[[nodiscard]] Result<Money> checked_subtract(Money a, Money b);
[[nodiscard]] Result<Points> checked_add(Points a, Points b);
[[nodiscard]] Result<Price> checked_add(Price price, Points points);

/// Amount over value, cut off (not rounded) at hundredths of a percent, the first step of Fannie Mae's Selling Guide
/// B2-1.2-01. Its second step, up to the next whole percent, is what bands that end at whole percents do: 80.001 counts
/// as 80.00, and 80.01 lies in the band above. Which value counts (the lower of price and appraisal) is the caller's
/// knowledge. Errors: out_of_range (an amount below zero, a value of zero or less, or 1000 percent and more).
[[nodiscard]] Result<Ltv> loan_to_value(Money amount, Money value);

/// What the points are in dollars on a loan of this amount, to the nearest cent, half to the even one. Error: overflow.
[[nodiscard]] Result<Money> in_money(Points points, Money amount);

}  // namespace ratestack
