// What holds for every sheet and every loan, shown on many random ones, always the same.
#include <gtest/gtest.h>

#include <algorithm>

#include "random_sheet.hpp"
#include "sheets.hpp"

namespace ratestack {
namespace {

using namespace lending_test;

constexpr int kSheets = 400;
constexpr int kLoansEach = 10;

RateSheet json_sheet(const std::string& json) {
  SheetReading reading = RateSheet::from_json(json);
  EXPECT_TRUE(reading.sheet.has_value()) << json;
  return std::move(reading.sheet).value();
}

PricingRequest random_request(Dice& dice, const PlainSheet& sheet) {
  PricingRequest request;
  request.lock = LockDays::from_units(dice.between(1, sheet.locks.back())).value();
  request.target = Price::from_units(dice.between(95'000'000, 104'000'000)).value();
  return request;
}

std::size_t lock_index(const PlainSheet& sheet, LockDays asked) {
  std::size_t i = 0;
  while (sheet.locks[i] < asked.units()) ++i;
  return i;
}

const Offer* find(const Pricing& pricing, const std::string& product, std::int64_t rate) {
  for (const Offer& offer : pricing.offers) {
    if (offer.product == product && offer.rate.units() == rate) return &offer;
  }
  return nullptr;
}

/// Runs `check(dice, sheet, loan, request)` on each.
template <typename Check>
void on_many(const Check& check) {
  for (int seed = 0; seed < kSheets && !testing::Test::HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Dice dice(seed);
    const PlainSheet sheet = random_sheet(dice);
    for (int i = 0; i < kLoansEach; ++i) check(dice, sheet, random_loan(dice, sheet), random_request(dice, sheet));
  }
}

// Against the definition: each cell has the price worked out by hand, or no offer.
TEST(PricingProperty, OffersExactlyWhatTheDefinitionGives) {
  std::size_t offered = 0, refused = 0;
  on_many([&](Dice& dice, const PlainSheet& plain, const Loan& loan, const PricingRequest& request) {
    const Pricing pricing = price_with(loan, request, sheet_of(csv_of(plain, dice)));
    const std::size_t lock = lock_index(plain, request.lock);
    for (std::size_t p = 0; p < plain.products.size(); ++p) {
      for (std::size_t r = 0; r < plain.products[p].rates.size(); ++r) {
        const MaybeUnits expected = expected_price(plain, loan, p, r, lock);
        const Offer* const offer = find(pricing, plain.products[p].code, plain.products[p].rates[r]);
        ASSERT_EQ(offer != nullptr, expected.has_value());
        if (offer != nullptr) {
          ASSERT_EQ(offer->price.units(), *expected);
        }
        ++(expected ? offered : refused);
      }
    }
  });
  EXPECT_GT(offered, 5000U);  // both happen, so that both have been compared
  EXPECT_GT(refused, 5000U);
}

TEST(PricingProperty, IsTheSameWhateverTheOrderAndTheFormat) {
  on_many([](Dice& dice, const PlainSheet& plain, const Loan& loan, const PricingRequest& request) {
    const RateSheet one = sheet_of(csv_of(plain, dice)), other = sheet_of(csv_of(plain, dice));
    ASSERT_EQ(one, other);
    ASSERT_EQ(one, json_sheet(json_of(plain, dice)));
    ASSERT_EQ(one, sheet_of(one.to_csv()));
    ASSERT_EQ(price_with(loan, request, one), price_with(loan, request, other));
  });
}

TEST(PricingProperty, IsTheSameWhateverTheOrderOfSheets) {
  on_many([](Dice& dice, const PlainSheet& plain, const Loan& loan, const PricingRequest& request) {
    const RateSheet one = sheet_of(csv_of(plain, dice)), two = sheet_of(csv_of(random_sheet(dice), dice));
    std::vector<SheetInForce> sheets{{"a", &one}, {"b", &two}, {"c", &one}};
    const Pricing pricing = price_loan(loan, request, sheets);
    dice.shuffle(sheets);
    ASSERT_EQ(price_loan(loan, request, sheets), pricing);
  });
}

TEST(PricingProperty, SumsItsItemsToThePrice) {
  on_many([](Dice& dice, const PlainSheet& plain, const Loan& loan, const PricingRequest& request) {
    for (const Offer& offer : price_with(loan, request, sheet_of(csv_of(plain, dice))).offers) {
      Price sum = offer.base;
      for (const Adjustment& item : offer.adjustments) sum = checked_add(sum, item.points).value();
      ASSERT_EQ(sum, offer.price);
    }
  });
}

TEST(PricingProperty, PutsTheBestFirst) {
  on_many([](Dice& dice, const PlainSheet& plain, const Loan& loan, const PricingRequest& request) {
    const Pricing pricing = price_with(loan, request, sheet_of(csv_of(plain, dice)));
    for (std::size_t i = 1; i < pricing.offers.size(); ++i) {
      const Offer &before = pricing.offers[i - 1], &after = pricing.offers[i];
      if (after.price >= request.target) {
        ASSERT_GE(before.price, request.target);
        ASSERT_LE(before.rate, after.rate);
      } else if (before.price < request.target) {
        ASSERT_GE(before.price, after.price);
      }
    }
  });
}

TEST(PricingProperty, AnswersTheHeadOfTheWholeList) {
  on_many([](Dice& dice, const PlainSheet& plain, const Loan& loan, PricingRequest request) {
    const RateSheet sheet = sheet_of(csv_of(plain, dice));
    const Pricing all = price_with(loan, request, sheet);
    request.max_offers = static_cast<std::size_t>(dice.between(0, 6));
    const Pricing head = price_with(loan, request, sheet);
    ASSERT_EQ(head.considered, all.offers.size());
    ASSERT_EQ(head.offers.size(), std::min(request.max_offers, all.offers.size()));
    ASSERT_TRUE(std::equal(head.offers.begin(), head.offers.end(), all.offers.begin()));
  });
}

// One cell made better: that offer has a better price and no later place, and no other offer has another price.
TEST(PricingProperty, NeverPunishesABetterPrice) {
  std::size_t compared = 0;
  on_many([&](Dice& dice, const PlainSheet& plain, const Loan& loan, const PricingRequest& request) {
    const auto p = static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(plain.products.size()) - 1));
    const PlainProduct& product = plain.products[p];
    const auto r = static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(product.rates.size()) - 1));
    PlainSheet improved = plain;
    MaybeUnits& cell = improved.products[p].prices[r][lock_index(plain, request.lock)];
    if (!cell) return;
    *cell += dice.between(1, 3'000'000);
    const Pricing before = price_with(loan, request, sheet_of(csv_of(plain, dice)));
    const Pricing after = price_with(loan, request, sheet_of(csv_of(improved, dice)));
    ASSERT_EQ(before.offers.size(), after.offers.size());
    for (const Offer& offer : before.offers) {
      const Offer* const now = find(after, offer.product, offer.rate.units());
      ASSERT_NE(now, nullptr);
      if (offer.product != product.code || offer.rate.units() != product.rates[r]) {
        ASSERT_EQ(*now, offer);
        continue;
      }
      ASSERT_GT(now->price, offer.price);
      ASSERT_LE(now - after.offers.data(), &offer - before.offers.data());
      ++compared;
    }
  });
  EXPECT_GT(compared, 500U);
}

}  // namespace
}  // namespace ratestack
