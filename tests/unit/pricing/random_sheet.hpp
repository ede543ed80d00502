// Sheets and loans at random, always the same for a seed, and what a loan costs by them, worked out cell by cell with
// neither the reader nor the pricing under test.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "ratestack/lending/pricing.hpp"

namespace ratestack::lending_test {

class Dice {
 public:
  explicit Dice(int seed) : engine_(static_cast<std::mt19937::result_type>(seed)) {}
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(most - least + 1));
  }
  bool once_in(std::int64_t times) { return between(1, times) == 1; }
  template <typename T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) {
      std::swap(items[i - 1], items[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(i) - 1))]);
    }
  }

 private:
  std::mt19937 engine_;
};

using MaybeUnits = std::optional<std::int64_t>;  // none: NA

struct PlainProduct {
  std::string code;
  std::vector<std::int64_t> rates;              // units of Rate
  std::vector<std::vector<MaybeUnits>> prices;  // by rate, then by lock
};

struct PlainGrid {
  std::vector<std::int64_t> fico;  // the ends of the bands: band i is from fico[i] to fico[i + 1] - 1
  std::vector<std::int64_t> ltv;   // band i is from ltv[i] + 1 to ltv[i + 1]
  std::vector<std::vector<MaybeUnits>> points;
  bool only_first_product = false;
  bool only_purchases = false;
};

struct PlainStates {
  std::vector<std::pair<std::string, MaybeUnits>> points;
};

struct PlainSheet {
  std::vector<std::int64_t> locks;
  std::vector<PlainProduct> products;
  PlainGrid grid;
  PlainStates states;
};

PlainSheet random_sheet(Dice& dice);
Loan random_loan(Dice& dice, const PlainSheet& sheet);  // often at the very end of a band

/// With products, tables and rows of tables in the order that the dice give.
std::string csv_of(const PlainSheet& sheet, Dice& dice);
std::string json_of(const PlainSheet& sheet, Dice& dice);

/// The price of this cell for this loan, by definition.
MaybeUnits expected_price(const PlainSheet& sheet, const Loan& loan, std::size_t product, std::size_t rate,
                          std::size_t lock);

}  // namespace ratestack::lending_test
