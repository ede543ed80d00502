// Prices a loan from rate sheets: which product at which rate is worth what, and why. A pure function of what goes in.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/lending/loan.hpp"
#include "ratestack/lending/rate_sheet.hpp"

namespace ratestack {

struct PricingRequest {
  static constexpr std::size_t kDefaultOffers = 100;
  static constexpr std::size_t kMaxOffers = 1000;

  LockDays lock;                            // at least this long: each sheet's shortest period that suffices is taken
  std::optional<Rate> rate;                 // this note rate alone; otherwise every one
  Price target = kPar;                      // what an offer should reach: see price_loan
  std::size_t max_offers = kDefaultOffers;  // more than kMaxOffers counts as kMaxOffers
};

/// A sheet to price with. Ids must differ: they decide between offers that are otherwise the same. All pointees must
/// outlive the call.
struct SheetInForce {
  std::string_view id;
  const RateSheet* sheet;
  // Places in RateSheet::products() that are priced, ascending; null: all of them. A later sheet of its lender may have
  // taken over the others.
  const std::vector<std::uint16_t>* products = nullptr;
};

struct Adjustment {
  std::string table;
  std::string row;     // "720-739", "TX"
  std::string column;  // "75.01-80.00"; empty where the table has rows alone
  Points points;

  friend bool operator==(const Adjustment&, const Adjustment&) = default;
};

/// `price` is exactly `base` plus every adjustment's points. Adjustments are by name of their table; zeros are listed.
struct Offer {
  std::string sheet_id;
  std::string product;
  Rate rate;
  LockDays lock;
  Price base;
  std::vector<Adjustment> adjustments;
  Price price;

  friend bool operator==(const Offer&, const Offer&) = default;
};

enum class RefusalCode : std::uint8_t {
  not_offered,     // the cell of the table says NA
  outside_table,   // no band of the table holds this loan
  no_lock_period,  // none of the sheet is long enough
  no_price,        // NA at every rate (at the rate asked for) for this lock period
};
[[nodiscard]] std::string_view to_string(RefusalCode code) noexcept;

struct Refusal {
  RefusalCode code{};
  std::string table;  // of the first two
  std::string row;    // of not_offered
  std::string column;

  friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// A product that this loan cannot have, and every reason for it.
struct IneligibleProduct {
  std::string sheet_id;
  std::string product;
  std::vector<Refusal> reasons;

  friend bool operator==(const IneligibleProduct&, const IneligibleProduct&) = default;
};

struct Pricing {
  std::vector<Offer> offers;                  // the best of all, best first
  std::size_t considered = 0;                 // offers there were, the ones beyond max_offers included
  std::vector<IneligibleProduct> ineligible;  // by product, then by sheet

  friend bool operator==(const Pricing&, const Pricing&) = default;
};

/// Best execution first, and a total order whatever the order of sheets, rows and tables:
///   1. offers whose price reaches the target, the lowest rate first, then the highest price;
///   2. the others, the highest price first, then the lowest rate;
///   ties: the longer lock, then the product's code, then the sheet's id (both as bytes).
/// A better price in a cell thus never moves its offer back. Nothing here can fail: the limits of a sheet
/// (SheetLimits) keep every sum within the types. Time: each table once, each price of one lock period once, and a sort
/// of what is answered.
[[nodiscard]] Pricing price_loan(const Loan& loan, const PricingRequest& request, std::span<const SheetInForce> sheets);

}  // namespace ratestack
