// What holds for every text of a rate sheet, whichever its format: a sheet or faults, and a sheet that is written out
// reads back as itself and prices every loan without a fault of its own.
#pragma once

#include <array>

#include "ratestack/lending/pricing.hpp"
#include "require.hpp"

namespace ratestack::fuzzing {

inline Loan loan_at(std::int64_t fico, std::int64_t ltv, std::int64_t cents, std::uint8_t name) {
  return {Money::from_units(cents).value(),
          Ltv::from_units(ltv).value(),
          Fico::from_units(fico).value(),
          UsState::at(name % UsState::kCount),
          static_cast<Occupancy>(name % kOccupancies),
          static_cast<Purpose>(name % kPurposes)};
}

inline void check_pricing(const RateSheet& sheet, const Loan& loan, LockDays lock) {
  const SheetInForce in_force{"sheet", &sheet};
  PricingRequest request;
  request.lock = lock;
  const Pricing pricing = price_loan(loan, request, {&in_force, 1});
  for (const Offer& offer : pricing.offers) {
    Price sum = offer.base;
    for (const Adjustment& item : offer.adjustments) sum = checked_add(sum, item.points).value();
    require(sum == offer.price, "the items sum to the price");
  }
  require(!pricing.offers.empty() || !pricing.ineligible.empty(), "an offer, or a reason");
}

inline void check_reading(const SheetReading& reading) {
  require(reading.sheet.has_value() == reading.faults.items.empty(), "a sheet, or faults");
  require(reading.faults.items.size() <= kMaxSheetFaults, "faults are bounded");
  if (!reading.sheet) return;
  const RateSheet& sheet = *reading.sheet;
  require(!sheet.products().empty() && !sheet.lock_days().empty(), "a sheet has prices");
  const std::string text = sheet.to_csv();
  const SheetReading again = RateSheet::from_csv(text);
  require(again.sheet.has_value() && *again.sheet == sheet, "a sheet reads back");
  require(again.sheet->to_csv() == text, "a sheet has one text");
  for (const std::int64_t fico : {300, 620, 700, 740, 850}) {
    const Loan loan = loan_at(fico, fico * 10, fico * 50'000, static_cast<std::uint8_t>(fico));
    check_pricing(sheet, loan, sheet.lock_days().front());
    check_pricing(sheet, loan, sheet.lock_days().back());
  }
}

}  // namespace ratestack::fuzzing
