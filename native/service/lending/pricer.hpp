// Prices loans by the rate sheets that are in force for an organisation: its own, and those offered to it.
#pragma once

#include <map>

#include "native/service/lending/sheet_cache.hpp"
#include "ratestack/encoding/json.hpp"
#include "ratestack/lending/pricing.hpp"

namespace ratestack::service {

struct Lender {
  OrgId id;
  std::string name;
};

struct PricedLoan {
  Pricing pricing;
  std::map<std::string, Lender, std::less<>> lenders;  // of the sheets that were priced by, by their ids
};

/// An offer that somebody wants to lock.
struct OfferChoice {
  SheetId sheet;
  std::string product;
  Rate rate;
  LockDays days;  // at least: the sheet's shortest period that suffices is taken
};

/// Thread safe. Reads the store: never on a reactor thread.
class Pricer {
 public:
  Pricer(Store& store, SheetCache& sheets) : store_(store), sheets_(sheets) {}

  /// No sheets in force: no offers.
  [[nodiscard]] Result<PricedLoan> price(const OrgId& org, const Loan& loan, const PricingRequest& request) const;

  struct LockableOffer {
    Offer offer;
    OrgId lender;
  };
  /// What that choice is worth now. LendingConflict::no_such_offer, with the reason.
  [[nodiscard]] Result<LockableOffer> offer(const OrgId& org, const Loan& loan, const OfferChoice& choice) const;
  /// What a sheet said, in force or not; absent where it does not offer that. For the price of a lock that is lapsed.
  [[nodiscard]] Result<std::optional<Offer>> offer_of_sheet(const Loan& loan, const OfferChoice& choice) const;

 private:
  Store& store_;
  SheetCache& sheets_;
};

/// {"sheet_id","product","rate","lock_days","base_price","adjustments":[{"table","row","column"|null,"points"}],"price"}
[[nodiscard]] JsonObject offer_json(const Offer& offer);

}  // namespace ratestack::service
