#include "ratestack/lending/pricing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sheets.hpp"

namespace ratestack {
namespace {

using lending_test::lock_for;
using lending_test::ordinary_loan;
using lending_test::price_with;
using lending_test::sheet_of;
using testing::ElementsAre;

constexpr std::string_view kSheet =
    "ratesheet,1,Test\n"
    "product,rate,15,30,60\n"
    "CONF30,6.000,99.250,99.125,98.750\n"
    "CONF30,6.125,100.500,100.375,NA\n"
    "CONF30,6.250,101.000,100.875,100.500\n"
    "table,fico_ltv,LLPA\n"
    "fico,<=75.00,75.01-80.00,80.01-95.00\n"
    "740-850,0.000,-0.250,-0.500\n"
    "620-739,-0.375,-0.750,NA\n"
    "table,state,State\n"
    "TX,-0.125\n"
    "NY,NA\n"
    "table,amount,Amount\n"
    "<=99999.99,-0.500\n"
    "100000-500000.00,0.050\n";

std::vector<std::string> summary(const Pricing& pricing) {
  std::vector<std::string> lines;
  for (const Offer& offer : pricing.offers) {
    lines.push_back(offer.product + " " + offer.rate.to_text() + " " + offer.price.to_text());
  }
  return lines;
}

std::vector<std::string> reasons(const Pricing& pricing) {
  std::vector<std::string> lines;
  for (const auto& product : pricing.ineligible) {
    for (const Refusal& reason : product.reasons) {
      std::string line = product.product + " " + std::string(to_string(reason.code));
      if (!reason.table.empty()) line += " " + reason.table;
      if (!reason.row.empty()) line += " " + reason.row + "/" + reason.column;
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

TEST(PriceLoan, ItemisesEachAdjustment) {
  Loan loan = ordinary_loan();
  loan.state = UsState::parse("TX").value();
  const Pricing pricing = price_with(loan, lock_for("30"), sheet_of(kSheet));
  ASSERT_EQ(pricing.offers.size(), 3U);
  const Offer& best = pricing.offers.front();
  EXPECT_EQ(best.sheet_id, "sheet-1");
  EXPECT_EQ(best.rate.to_text(), "6.125");
  EXPECT_EQ(best.lock.to_text(), "30");
  EXPECT_EQ(best.base.to_text(), "100.375");
  const auto points = [](const char* text) { return Points::parse(text).value(); };
  EXPECT_THAT(best.adjustments, ElementsAre(Adjustment{"Amount", "100000.00-500000.00", "", points("0.050")},
                                            Adjustment{"LLPA", ">=740", "75.01-80.00", points("-0.250")},
                                            Adjustment{"State", "TX", "", points("-0.125")}));
  EXPECT_EQ(best.price.to_text(), "100.050");
}

TEST(PriceLoan, PutsTheLowestRateThatReachesTheTargetFirst) {
  const RateSheet sheet = sheet_of(kSheet);
  PricingRequest request = lock_for("30");
  EXPECT_THAT(summary(price_with(ordinary_loan(), request, sheet)),
              ElementsAre("CONF30 6.125 100.175", "CONF30 6.250 100.675", "CONF30 6.000 98.925"));
  request.target = Price::parse("100.676").value();  // out of reach: the highest price first
  EXPECT_THAT(summary(price_with(ordinary_loan(), request, sheet)),
              ElementsAre("CONF30 6.250 100.675", "CONF30 6.125 100.175", "CONF30 6.000 98.925"));
  request.target = Price::parse("100.675").value();  // reached exactly
  EXPECT_EQ(summary(price_with(ordinary_loan(), request, sheet)).front(), "CONF30 6.250 100.675");
  request.target = Price::parse("98.925").value();
  EXPECT_EQ(summary(price_with(ordinary_loan(), request, sheet)).front(), "CONF30 6.000 98.925");
}

TEST(PriceLoan, TakesTheShortestLockPeriodThatSuffices) {
  const RateSheet sheet = sheet_of(kSheet);
  const auto lock = [&](const char* days) {
    return price_with(ordinary_loan(), lock_for(days), sheet).offers.at(0).lock.to_text();
  };
  EXPECT_EQ(lock("1"), "15");
  EXPECT_EQ(lock("15"), "15");
  EXPECT_EQ(lock("16"), "30");
  EXPECT_EQ(lock("60"), "60");
  EXPECT_THAT(reasons(price_with(ordinary_loan(), lock_for("61"), sheet)), ElementsAre("CONF30 no_lock_period"));
}

TEST(PriceLoan, LeavesOutARateThatIsNotOffered) {
  const RateSheet sheet = sheet_of(kSheet);
  PricingRequest request = lock_for("60");
  EXPECT_THAT(summary(price_with(ordinary_loan(), request, sheet)),
              ElementsAre("CONF30 6.250 100.300", "CONF30 6.000 98.550"));
  request.rate = Rate::parse("6.125").value();
  const Pricing pricing = price_with(ordinary_loan(), request, sheet);
  EXPECT_TRUE(pricing.offers.empty());
  EXPECT_THAT(reasons(pricing), ElementsAre("CONF30 no_price"));
}

TEST(PriceLoan, LeavesOutProductsThatAreNotInForce) {
  const RateSheet sheet =
      sheet_of("ratesheet,1,Test\nproduct,rate,30\nA,6.000,100.000\nB,6.000,100.000\nC,6.000,NA\nC,6.125,NA\n");
  const auto priced = [&](const std::vector<std::uint16_t>& products) {
    const SheetInForce in_force{"sheet-1", &sheet, &products};
    return price_loan(ordinary_loan(), lock_for("30"), {&in_force, 1});
  };
  EXPECT_THAT(summary(priced({1})), ElementsAre("B 6.000 100.000"));
  EXPECT_THAT(reasons(priced({1})), ElementsAre());
  EXPECT_THAT(summary(priced({0, 2})), ElementsAre("A 6.000 100.000"));
  EXPECT_THAT(reasons(priced({0, 2})), ElementsAre("C no_price"));
  EXPECT_EQ(priced({}), Pricing());
}

TEST(PriceLoan, AnswersOneRateWhereItIsAsked) {
  PricingRequest request = lock_for("30");
  request.rate = Rate::parse("6.250").value();
  EXPECT_THAT(summary(price_with(ordinary_loan(), request, sheet_of(kSheet))), ElementsAre("CONF30 6.250 100.675"));
}

TEST(PriceLoan, SaysWhyAProductIsNotOffered) {
  Loan loan = ordinary_loan();
  loan.fico = Fico::parse("700").value();
  loan.ltv = Ltv::parse("90.00").value();
  loan.state = UsState::parse("NY").value();
  loan.amount = Money::parse("500000.01").value();
  const Pricing pricing = price_with(loan, lock_for("30"), sheet_of(kSheet));
  EXPECT_TRUE(pricing.offers.empty());
  EXPECT_THAT(reasons(pricing),
              ElementsAre("CONF30 outside_table Amount", "CONF30 not_offered LLPA 620-739/80.01-95.00",
                          "CONF30 not_offered State NY/"));
}

// Both ends of a band belong to it, and the next begins one unit above.
TEST(PriceLoan, TakesBandsAtTheirVeryEnds) {
  const RateSheet sheet = sheet_of(kSheet);
  const auto cell = [&](const char* fico, const char* ltv) -> std::string {
    Loan loan = ordinary_loan();
    loan.fico = Fico::parse(fico).value();
    loan.ltv = Ltv::parse(ltv).value();
    const Pricing pricing = price_with(loan, lock_for("30"), sheet);
    if (pricing.offers.empty()) return reasons(pricing).front();
    return pricing.offers.at(0).adjustments.at(1).points.to_text();
  };
  EXPECT_EQ(cell("740", "75.00"), "0.000");
  EXPECT_EQ(cell("739", "75.00"), "-0.375");
  EXPECT_EQ(cell("740", "75.01"), "-0.250");
  EXPECT_EQ(cell("740", "80.00"), "-0.250");
  EXPECT_EQ(cell("740", "80.01"), "-0.500");
  EXPECT_EQ(cell("740", "95.00"), "-0.500");
  EXPECT_EQ(cell("740", "95.01"), "CONF30 outside_table LLPA");
  EXPECT_EQ(cell("740", "0"), "0.000");
  EXPECT_EQ(cell("850", "80.00"), "-0.250");
  EXPECT_EQ(cell("620", "80.00"), "-0.750");
  EXPECT_EQ(cell("619", "80.00"), "CONF30 outside_table LLPA");
}

TEST(PriceLoan, TakesAmountsToTheCent) {
  const RateSheet sheet = sheet_of(kSheet);
  const auto cell = [&](const char* amount) {
    Loan loan = ordinary_loan();
    loan.amount = Money::parse(amount).value();
    return price_with(loan, lock_for("30"), sheet).offers.at(0).adjustments.at(0).points.to_text();
  };
  EXPECT_EQ(cell("0.01"), "-0.500");
  EXPECT_EQ(cell("99999.99"), "-0.500");
  EXPECT_EQ(cell("100000.00"), "0.050");
  EXPECT_EQ(cell("500000.00"), "0.050");
}

TEST(PriceLoan, KeepsATableToItsProductsAndPurposes) {
  const RateSheet sheet = sheet_of(
      "ratesheet,1,Test\nproduct,rate,30\nA,6,100\nB,6,100\nC,6,100\n"
      "table,state,Only A and C\nfor,product,C,A\nCA,-1\n"
      "table,state,Only refinances\nfor,purpose,cash_out,rate_term\nCA,-2\n");
  Loan loan = ordinary_loan();
  EXPECT_THAT(summary(price_with(loan, lock_for("30"), sheet)),
              ElementsAre("B 6.000 100.000", "A 6.000 99.000", "C 6.000 99.000"));
  loan.purpose = Purpose::cash_out;
  EXPECT_THAT(summary(price_with(loan, lock_for("30"), sheet)),
              ElementsAre("B 6.000 98.000", "A 6.000 97.000", "C 6.000 97.000"));
}

TEST(PriceLoan, RefusesByATableOnlyItsOwnProducts) {
  const RateSheet sheet =
      sheet_of("ratesheet,1,Test\nproduct,rate,30\nA,6,100\nB,6,100\ntable,state,T\nfor,product,A\nCA,NA\n");
  const Pricing pricing = price_with(ordinary_loan(), lock_for("30"), sheet);
  EXPECT_THAT(summary(pricing), ElementsAre("B 6.000 100.000"));
  EXPECT_THAT(reasons(pricing), ElementsAre("A not_offered T CA/"));
}

TEST(PriceLoan, BreaksTiesByLockThenProductThenSheet) {
  const RateSheet longer = sheet_of("ratesheet,1,L\nproduct,rate,45\nZ,6,100\n");
  const RateSheet shorter = sheet_of("ratesheet,1,S\nproduct,rate,30\nB,6,100\nA,6,100\n");
  const std::vector<SheetInForce> sheets{{"s2", &shorter}, {"s1", &shorter}, {"s3", &longer}};
  const Pricing pricing = price_loan(ordinary_loan(), lock_for("30"), sheets);
  std::vector<std::string> order;
  for (const Offer& offer : pricing.offers) order.push_back(offer.product + " " + offer.sheet_id);
  EXPECT_THAT(order, ElementsAre("Z s3", "A s1", "A s2", "B s1", "B s2"));
}

TEST(PriceLoan, AnswersNoMoreThanAskedAndTheBestOfThem) {
  PricingRequest request = lock_for("30");
  request.max_offers = 2;
  const Pricing pricing = price_with(ordinary_loan(), request, sheet_of(kSheet));
  EXPECT_EQ(pricing.considered, 3U);
  EXPECT_THAT(summary(pricing), ElementsAre("CONF30 6.125 100.175", "CONF30 6.250 100.675"));
}

TEST(PriceLoan, HasNothingToOfferWithoutSheets) {
  EXPECT_EQ(price_loan(ordinary_loan(), lock_for("30"), {}), Pricing{});
}

}  // namespace
}  // namespace ratestack
