// Sheets and loans for the tests of lending.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "ratestack/lending/pricing.hpp"

namespace ratestack::lending_test {

inline RateSheet sheet_of(std::string_view csv) {
  SheetReading reading = RateSheet::from_csv(csv);
  for (const SheetFault& fault : reading.faults.items) {
    ADD_FAILURE() << to_string(fault.code) << " at line " << fault.line << ", column " << fault.column;
  }
  return std::move(reading.sheet).value();
}

/// "code line:column" of each fault.
inline std::vector<std::string> csv_faults(std::string_view csv) {
  const SheetReading reading = RateSheet::from_csv(csv);
  EXPECT_NE(reading.sheet.has_value(), !reading.faults.items.empty()) << "a sheet or faults, never both";
  std::vector<std::string> texts;
  for (const SheetFault& fault : reading.faults.items) {
    EXPECT_EQ(fault.pointer, "");
    texts.push_back(std::string(to_string(fault.code)) + " " + std::to_string(fault.line) + ":" +
                    std::to_string(fault.column));
  }
  return texts;
}

/// "code pointer" of each fault.
inline std::vector<std::string> json_faults(std::string_view json) {
  const SheetReading reading = RateSheet::from_json(json);
  EXPECT_NE(reading.sheet.has_value(), !reading.faults.items.empty()) << "a sheet or faults, never both";
  std::vector<std::string> texts;
  for (const SheetFault& fault : reading.faults.items) {
    EXPECT_EQ(fault.line, 0U);
    texts.push_back(std::string(to_string(fault.code)) + " " + fault.pointer);
  }
  return texts;
}

/// A purchase of a home in California at 740 and 80 percent.
inline Loan ordinary_loan() {
  return {Money::parse("350000.00").value(), Ltv::parse("80.00").value(), Fico::parse("740").value(),
          UsState::parse("CA").value(),      Occupancy::primary,          Purpose::purchase};
}

inline PricingRequest lock_for(std::string_view days) {
  PricingRequest request;
  request.lock = LockDays::parse(days).value();
  return request;
}

inline Pricing price_with(const Loan& loan, const PricingRequest& request, const RateSheet& sheet) {
  const SheetInForce in_force{"sheet-1", &sheet};
  return price_loan(loan, request, {&in_force, 1});
}

}  // namespace ratestack::lending_test
