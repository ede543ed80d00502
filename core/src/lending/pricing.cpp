#include "ratestack/lending/pricing.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <tuple>

namespace ratestack {
namespace {

// No table of a sheet can carry a price out of its type: every sum below is within 64 bits and within Price.
static_assert(SheetLimits::kMaxPriceUnits +
                  static_cast<std::int64_t>(SheetLimits::kMaxTables) * SheetLimits::kMaxPointsUnits <=
              PriceTag::kForm.most);
static_assert(-static_cast<std::int64_t>(SheetLimits::kMaxTables) * SheetLimits::kMaxPointsUnits >=
              PriceTag::kForm.least);

/// A sheet with what its tables say of the loan, which is the same for each of its products.
struct PricedSheet {
  SheetInForce in_force;
  std::optional<std::size_t> lock;  // which period
  std::vector<TableVerdict> verdicts;
  std::vector<Adjustment> items;  // one a table, blank where it does not adjust

  [[nodiscard]] std::span<const SheetProduct> products() const { return in_force.sheet->products(); }
};

/// An offer before it is written out: a sheet has many, and few are answered.
struct Candidate {
  std::uint64_t rank;  // the lower the better
  const PricedSheet* sheet;
  std::uint32_t rate;  // its place
  std::uint16_t product;

  [[nodiscard]] LockDays lock() const { return sheet->in_force.sheet->lock_days()[sheet->lock.value_or(0)]; }
  [[nodiscard]] const SheetProduct& of() const { return sheet->products()[product]; }
};

// Rules 1 and 2 of price_loan as one number: sheets have tens of thousands of offers, and a comparison of numbers is
// what makes sorting them cheap. From the top: whether the target is missed, then rate and price in that order, or
// price and rate; the price counts downwards.
constexpr int kRateBits = 17;
constexpr int kPriceBits = 35;
static_assert(RateTag::kForm.most < std::int64_t{1} << kRateBits);
static_assert(PriceTag::kForm.most - PriceTag::kForm.least < std::int64_t{1} << kPriceBits);

std::uint64_t rank_of(std::int64_t price_units, Rate rate_of, Price target) noexcept {
  const auto price = static_cast<std::uint64_t>(PriceTag::kForm.most - price_units);
  const auto rate = static_cast<std::uint64_t>(rate_of.units());
  if (price_units >= target.units()) return rate << kPriceBits | price;
  return std::uint64_t{1} << (kRateBits + kPriceBits) | price << kRateBits | rate;
}

bool is_better(const Candidate& a, const Candidate& b) {
  if (a.rank != b.rank) return a.rank < b.rank;
  if (a.lock() != b.lock()) return a.lock() > b.lock();
  if (const int order = a.of().code.compare(b.of().code); order != 0) return order < 0;
  return a.sheet->in_force.id < b.sheet->in_force.id;
}

struct CellNames {
  std::string row;
  std::string column;
};

CellNames names_of(const AdjustmentTable& table, const TableVerdict& verdict) {
  const auto columns = column_axis(table.kind);
  return {to_text(row_axis(table.kind), table.rows[verdict.row]),
          columns ? to_text(*columns, table.columns[verdict.column]) : std::string()};
}

Adjustment item_of(const AdjustmentTable& table, const TableVerdict& verdict) {
  if (verdict.kind != TableVerdict::Kind::adjusted) return {};
  CellNames names = names_of(table, verdict);
  return {table.name, std::move(names.row), std::move(names.column), Points::from_units(verdict.units).value()};
}

PricedSheet look_at(const SheetInForce& in_force, const Loan& loan, LockDays asked) {
  PricedSheet priced{in_force, std::nullopt, {}, {}};
  const auto periods = in_force.sheet->lock_days();
  const auto found = std::lower_bound(periods.begin(), periods.end(), asked);
  if (found != periods.end()) priced.lock = static_cast<std::size_t>(found - periods.begin());
  const auto tables = in_force.sheet->tables();
  priced.verdicts.reserve(tables.size());
  priced.items.reserve(tables.size());
  for (const AdjustmentTable& table : tables) {
    priced.verdicts.push_back(look_up(table, loan));
    priced.items.push_back(item_of(table, priced.verdicts.back()));
  }
  return priced;
}

/// For each table that concerns the product: visit(table, verdict).
template <typename Visit>
void each_table(const PricedSheet& sheet, std::uint16_t product, const Visit& visit) {
  const auto tables = sheet.in_force.sheet->tables();
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (tables[i].concerns(product)) visit(tables[i], sheet.verdicts[i]);
  }
}

std::vector<Refusal> refusals(const PricedSheet& sheet, std::uint16_t product) {
  std::vector<Refusal> reasons;
  if (!sheet.lock) reasons.push_back({RefusalCode::no_lock_period, {}, {}, {}});
  each_table(sheet, product, [&](const AdjustmentTable& table, const TableVerdict& verdict) {
    if (verdict.kind == TableVerdict::Kind::outside) {
      reasons.push_back({RefusalCode::outside_table, table.name, {}, {}});
    } else if (verdict.kind == TableVerdict::Kind::not_offered) {
      CellNames names = names_of(table, verdict);
      reasons.push_back({RefusalCode::not_offered, table.name, std::move(names.row), std::move(names.column)});
    }
  });
  return reasons;
}

std::int64_t adjustment(const PricedSheet& sheet, std::uint16_t product) {
  std::int64_t sum = 0;
  each_table(sheet, product, [&](const AdjustmentTable&, const TableVerdict& verdict) { sum += verdict.units; });
  return sum;
}

/// Candidates of one product; how many.
std::size_t add_candidates(const PricedSheet& sheet, std::uint16_t index, const PricingRequest& request,
                           std::vector<Candidate>& out) {
  const SheetProduct& product = sheet.products()[index];
  const std::size_t rates = product.rates.size(), before = out.size();
  const std::int64_t points = adjustment(sheet, index);
  for (std::size_t i = 0; i < rates; ++i) {
    const GridCell<Price> cell = product.prices[*sheet.lock * rates + i];
    if (!cell.offered() || (request.rate && product.rates[i] != *request.rate)) continue;
    out.push_back({rank_of(cell.units() + points, product.rates[i], request.target), &sheet,
                   static_cast<std::uint32_t>(i), index});
  }
  return out.size() - before;
}

bool is_in_force(const SheetInForce& sheet, std::uint16_t product) {
  return sheet.products == nullptr || std::binary_search(sheet.products->begin(), sheet.products->end(), product);
}

void price_sheet(const PricedSheet& sheet, const PricingRequest& request, std::vector<Candidate>& candidates,
                 std::vector<IneligibleProduct>& ineligible) {
  for (std::uint16_t i = 0; i < sheet.products().size(); ++i) {
    if (!is_in_force(sheet.in_force, i)) continue;
    std::vector<Refusal> reasons = refusals(sheet, i);
    if (reasons.empty() && add_candidates(sheet, i, request, candidates) == 0) {
      reasons.push_back({RefusalCode::no_price, {}, {}, {}});
    }
    if (reasons.empty()) continue;
    ineligible.push_back({std::string(sheet.in_force.id), sheet.products()[i].code, std::move(reasons)});
  }
}

Offer write_out(const Candidate& candidate) {
  const PricedSheet& sheet = *candidate.sheet;
  const SheetProduct& product = candidate.of();
  const std::int64_t base = product.prices[*sheet.lock * product.rates.size() + candidate.rate].units();
  Offer offer{std::string(sheet.in_force.id),
              product.code,
              product.rates[candidate.rate],
              candidate.lock(),
              Price::from_units(base).value(),
              {},
              Price::from_units(base + adjustment(sheet, candidate.product)).value()};
  offer.adjustments.reserve(sheet.items.size());
  const auto tables = sheet.in_force.sheet->tables();
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const bool adjusts = sheet.verdicts[i].kind == TableVerdict::Kind::adjusted;
    if (adjusts && tables[i].concerns(candidate.product)) offer.adjustments.push_back(sheet.items[i]);
  }
  return offer;
}

std::size_t most_candidates(std::span<const SheetInForce> sheets) {
  std::size_t count = 0;
  for (const SheetInForce& sheet : sheets) {
    for (const SheetProduct& product : sheet.sheet->products()) count += product.rates.size();
  }
  return count;
}

void keep_best(std::vector<Candidate>& candidates, const PricingRequest& request) {
  const std::size_t most = std::min(request.max_offers, PricingRequest::kMaxOffers);
  if (candidates.size() > most) {
    const auto end = candidates.begin() + static_cast<std::ptrdiff_t>(most);
    std::nth_element(candidates.begin(), end, candidates.end(), is_better);
    candidates.erase(end, candidates.end());
  }
  std::sort(candidates.begin(), candidates.end(), is_better);
}

}  // namespace

std::string_view to_string(RefusalCode code) noexcept {
  constexpr std::array<std::string_view, 4> kNames{"not_offered", "outside_table", "no_lock_period", "no_price"};
  return kNames[static_cast<std::size_t>(code)];
}

Pricing price_loan(const Loan& loan, const PricingRequest& request, std::span<const SheetInForce> sheets) {
  std::vector<PricedSheet> priced;  // candidates point into it: it does not grow once there are any
  priced.reserve(sheets.size());
  for (const SheetInForce& sheet : sheets) priced.push_back(look_at(sheet, loan, request.lock));
  Pricing pricing;
  std::vector<Candidate> candidates;
  candidates.reserve(most_candidates(sheets));
  for (const PricedSheet& sheet : priced) price_sheet(sheet, request, candidates, pricing.ineligible);
  pricing.considered = candidates.size();
  keep_best(candidates, request);
  pricing.offers.reserve(candidates.size());
  for (const Candidate& candidate : candidates) pricing.offers.push_back(write_out(candidate));
  std::sort(pricing.ineligible.begin(), pricing.ineligible.end(), [](const auto& a, const auto& b) {
    return std::tie(a.product, a.sheet_id) < std::tie(b.product, b.sheet_id);
  });
  return pricing;
}

}  // namespace ratestack
