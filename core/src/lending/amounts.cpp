#include "ratestack/lending/amounts.hpp"

namespace ratestack {
namespace {

constexpr std::int64_t kHundredthsOfPercentInOne = 10'000;
constexpr std::int64_t kPointUnitsInOne = 100'000'000;  // millionths of a percent

template <typename T>
Result<T> sum(std::int64_t a, std::int64_t b) {
  std::int64_t units = 0;
  if (__builtin_add_overflow(a, b, &units)) return LendingError::overflow;
  Result<T> result = T::from_units(units);
  if (!result) return LendingError::overflow;
  return result;
}

}  // namespace

Result<Money> checked_add(Money a, Money b) { return sum<Money>(a.units(), b.units()); }
// Money's range is the same on both sides of zero, so that the other's opposite always exists.
Result<Money> checked_subtract(Money a, Money b) { return sum<Money>(a.units(), -b.units()); }
Result<Points> checked_add(Points a, Points b) { return sum<Points>(a.units(), b.units()); }
Result<Price> checked_add(Price price, Points points) { return sum<Price>(price.units(), points.units()); }

Result<Ltv> loan_to_value(Money amount, Money value) {
  if (amount.units() < 0 || value.units() <= 0) return LendingError::out_of_range;
  const auto units = multiply_divide(amount.units(), kHundredthsOfPercentInOne, value.units(), Rounding::toward_zero);
  if (!units) return LendingError::out_of_range;
  return Ltv::from_units(units.value());
}

Result<Money> in_money(Points points, Money amount) {
  const auto cents = multiply_divide(points.units(), amount.units(), kPointUnitsInOne, Rounding::half_even);
  if (!cents) return cents.error();
  Result<Money> money = Money::from_units(cents.value());
  if (!money) return LendingError::overflow;
  return money;
}

}  // namespace ratestack
