#include "native/service/lending/pricer.hpp"

#include <algorithm>
#include <vector>

#include "native/service/lending/lending_conflict.hpp"

namespace ratestack::service {
namespace {

/// The place of a product in its sheet.
std::optional<std::uint16_t> place_of(const RateSheet& sheet, std::string_view product) {
  const auto products = sheet.products();
  const auto found = std::lower_bound(products.begin(), products.end(), product,
                                      [](const SheetProduct& p, std::string_view code) { return p.code < code; });
  if (found == products.end() || found->code != product) return std::nullopt;
  return static_cast<std::uint16_t>(found - products.begin());
}

/// A sheet with those of its products that are in force.
struct PricedBy {
  SheetId id;
  std::shared_ptr<const RateSheet> sheet;
  std::vector<std::uint16_t> products;  // ascending, as rows and sheets both are by the product's code
};

Result<std::vector<PricedBy>> read_sheets(SheetCache& cache, const std::vector<ProductInForce>& rows) {
  std::vector<PricedBy> sheets;
  for (const ProductInForce& row : rows) {
    if (sheets.empty() || sheets.back().id != row.sheet_id) {
      auto sheet = cache.find(row.sheet_id);
      if (!sheet) return sheet.error();
      sheets.push_back({row.sheet_id, std::move(sheet.value()), {}});
    }
    const auto place = place_of(*sheets.back().sheet, row.product);
    if (!place) return Error(StoreError::corrupt, "products_in_force");
    sheets.back().products.push_back(*place);
  }
  return sheets;
}

JsonObject adjustment_json(const Adjustment& adjustment) {
  return {{"table", adjustment.table},
          {"row", adjustment.row},
          {"column", adjustment.column.empty() ? JsonValue() : JsonValue(adjustment.column)},
          {"points", adjustment.points.to_text()}};
}

std::string why_not(const Pricing& pricing) {
  if (pricing.ineligible.empty() || pricing.ineligible.front().reasons.empty()) return "no_price";
  return std::string(to_string(pricing.ineligible.front().reasons.front().code));
}

/// Of one product of one sheet.
Pricing price_choice(const RateSheet& sheet, std::uint16_t product, const Loan& loan, const OfferChoice& choice) {
  const std::vector<std::uint16_t> alone{product};
  const SheetInForce in_force{choice.sheet.view(), &sheet, &alone};
  return price_loan(loan, {.lock = choice.days, .rate = choice.rate, .max_offers = 1}, {&in_force, 1});
}

}  // namespace

JsonObject offer_json(const Offer& offer) {
  JsonArray adjustments;
  adjustments.reserve(offer.adjustments.size());
  for (const Adjustment& each : offer.adjustments) adjustments.push_back(adjustment_json(each));
  return {{"sheet_id", offer.sheet_id},         {"product", offer.product},
          {"rate", offer.rate.to_text()},       {"lock_days", offer.lock.units()},
          {"base_price", offer.base.to_text()}, {"adjustments", std::move(adjustments)},
          {"price", offer.price.to_text()}};
}

Result<PricedLoan> Pricer::price(const OrgId& org, const Loan& loan, const PricingRequest& request) const {
  const auto rows = store_.lending().products_in_force(org);
  if (!rows) return rows.error();
  const auto sheets = read_sheets(sheets_, rows.value());
  if (!sheets) return sheets.error();
  std::vector<SheetInForce> in_force;
  in_force.reserve(sheets.value().size());
  for (const PricedBy& by : sheets.value()) in_force.push_back({by.id.view(), by.sheet.get(), &by.products});
  PricedLoan priced{price_loan(loan, request, in_force), {}};
  for (const ProductInForce& row : rows.value()) {
    priced.lenders.emplace(row.sheet_id.text(), Lender{row.org_id, row.lender_name});
  }
  return priced;
}

Result<Pricer::LockableOffer> Pricer::offer(const OrgId& org, const Loan& loan, const OfferChoice& choice) const {
  const auto rows = store_.lending().products_in_force(org);
  if (!rows) return rows.error();
  const auto row = std::find_if(rows.value().begin(), rows.value().end(), [&](const ProductInForce& each) {
    return each.sheet_id == choice.sheet && each.product == choice.product;
  });
  if (row == rows.value().end()) return Error(LendingConflict::no_such_offer, "not_in_force");
  const auto sheet = sheets_.find(choice.sheet);
  if (!sheet) return sheet.error();
  const auto product = place_of(*sheet.value(), choice.product);
  if (!product) return Error(StoreError::corrupt, "products_in_force");
  Pricing pricing = price_choice(*sheet.value(), *product, loan, choice);
  if (pricing.offers.empty()) return Error(LendingConflict::no_such_offer, why_not(pricing));
  return LockableOffer{std::move(pricing.offers.front()), row->org_id};
}

Result<std::optional<Offer>> Pricer::offer_of_sheet(const Loan& loan, const OfferChoice& choice) const {
  const auto sheet = sheets_.find(choice.sheet);
  if (!sheet) return sheet.error();
  const auto product = place_of(*sheet.value(), choice.product);
  if (!product) return std::optional<Offer>();
  Pricing pricing = price_choice(*sheet.value(), *product, loan, choice);
  if (pricing.offers.empty()) return std::optional<Offer>();
  return std::optional<Offer>(std::move(pricing.offers.front()));
}

}  // namespace ratestack::service
