#include "native/http/lending/loan_body.hpp"

#include <gtest/gtest.h>

#include "native/http/http_error.hpp"

namespace ratestack::http {
namespace {

constexpr std::string_view kTerms =
    R"("amount":"350000.00","property_state":"CA","occupancy":"primary","purpose":"purchase","fico":740,"ltv":"80.00")";
constexpr std::string_view kBorrower =
    R"("borrower":{"name":"Ada Example","email":"ada@example.com","ssn":"123456789"})";

std::string object(std::initializer_list<std::string_view> members) {
  std::string text;
  for (const std::string_view member : members) text += (text.empty() ? "" : ",") + std::string(member);
  return '{' + text + '}';
}

/// kTerms with another text in place of a part of it.
std::string terms_with(std::string_view part, std::string_view other) {
  std::string text(kTerms);
  return text.replace(text.find(part), part.size(), other);
}

template <typename T>
std::string refusal(const Result<T>& read) {
  return read ? "accepted" : read.error().code.message() + " " + read.error().context;
}

std::string refusal_of_terms(std::string_view part, std::string_view other) {
  return refusal(read_new_loan(object({terms_with(part, other), kBorrower}), LoanSource::person));
}

std::string refusal_of_borrower(std::string_view borrower) {
  return refusal(read_new_loan(object({kTerms, borrower}), LoanSource::person));
}

TEST(LoanBody, ReadsEveryMember) {
  const service::NewLoan loan = read_new_loan(object({kTerms, kBorrower}), LoanSource::person).value();
  EXPECT_EQ(loan.terms.amount.to_text(), "350000.00");
  EXPECT_EQ(loan.terms.ltv.to_text(), "80.00");
  EXPECT_EQ(loan.terms.fico.units(), 740);
  EXPECT_EQ(loan.terms.state.code(), "CA");
  EXPECT_EQ(loan.terms.occupancy, Occupancy::primary);
  EXPECT_EQ(loan.terms.purpose, Purpose::purchase);
  EXPECT_EQ(loan.borrower.ssn().text(), "123-45-6789");
  EXPECT_FALSE(loan.external_id);
}

TEST(LoanBody, WantsDecimalsAsStringsAndNamesTheRule) {
  EXPECT_EQ(refusal_of_terms(R"("350000.00")", "350000.00"), "invalid_field /amount: must be a string");
  EXPECT_TRUE(refusal_of_terms("350000.00", "3.5e5").starts_with("invalid_field /amount: must be a plain decimal"));
  EXPECT_EQ(refusal_of_terms("350000.00", "1.001"),
            "invalid_field /amount: must have at most 2 digits after the point");
  EXPECT_EQ(refusal_of_terms("350000.00", "0"), "invalid_field /amount: must be more than zero");
  EXPECT_EQ(refusal_of_terms("350000.00", "99999999999999999999"),
            "invalid_field /amount: must be from 0.00 to 92233720368547758.07");
  EXPECT_EQ(refusal_of_terms("80.00", "0.00"), "invalid_field /ltv: must be more than zero");
  EXPECT_EQ(refusal_of_terms("80.00", "1000"), "invalid_field /ltv: must be from 0.00 to 999.99");
}

TEST(LoanBody, WantsAFicoAsANumberInItsRange) {
  const std::string rule = "invalid_field /fico: must be a whole number from 300 to 850";
  for (const std::string_view other : {"299", "851", R"("740")", "740.5", "-1"}) {
    EXPECT_EQ(refusal_of_terms("740", other), rule) << other;
  }
  EXPECT_EQ(refusal_of_terms("740", "null"), "invalid_field /fico: is required");
}

TEST(LoanBody, KnowsItsNames) {
  EXPECT_EQ(refusal_of_terms("CA", "ZZ"),
            "invalid_field /property_state: must be the two capital letters of a state or territory");
  EXPECT_EQ(refusal_of_terms("primary", "third_home"),
            "invalid_field /occupancy: must be primary, second_home or investment");
  EXPECT_EQ(refusal_of_terms(R"("purchase")", R"("gift")"),
            "invalid_field /purpose: must be purchase, rate_term or cash_out");
}

TEST(LoanBody, NamesThePlaceWithinTheBorrower) {
  EXPECT_EQ(refusal(read_new_loan(object({kTerms}), LoanSource::person)), "invalid_field /borrower: is required");
  EXPECT_EQ(refusal_of_borrower(R"("borrower":[])"), "invalid_field /borrower: must be an object");
  EXPECT_EQ(refusal_of_borrower(R"("borrower":{"name":"A","email":"a@b","ssn":"12-345-6789"})"),
            "invalid_field /borrower/ssn: must be nine digits, 123-45-6789 or 123456789");
  EXPECT_EQ(refusal_of_borrower(R"("borrower":{"name":"A","email":"a b@c","ssn":"123456789"})"),
            "invalid_field /borrower/email: must be an address of at most 254 bytes, with one @ and no spaces");
  EXPECT_EQ(refusal_of_borrower(R"("borrower":{"name":"  ","email":"a@b","ssn":"123456789"})"),
            "invalid_field /borrower/name: must be 1 to 200 bytes without control characters, and not blank");
  EXPECT_EQ(refusal_of_borrower(R"("borrower":{"name":"A","email":"a@b","ssn":"123456789","age":3})"),
            "unknown_field /borrower/age");
}

TEST(LoanBody, AnErrorNeverRepeatsWhatWasSent) {
  const std::string said = refusal_of_borrower(R"("borrower":{"name":"A","email":"a@b","ssn":"987-65-432x"})");
  EXPECT_EQ(said.find("987"), std::string::npos) << said;
}

TEST(LoanBody, AnImportedLoanHasItsOwnersNameForIt) {
  const std::string body = object({kTerms, kBorrower, R"("external_id":"LOS-1")"});
  EXPECT_EQ(read_new_loan(body, LoanSource::system).value().external_id, "LOS-1");
  EXPECT_EQ(refusal(read_new_loan(body, LoanSource::person)), "unknown_field /external_id");
  EXPECT_EQ(refusal(read_new_loan(object({kTerms, kBorrower}), LoanSource::system)),
            "invalid_field /external_id: is required");
  for (const std::string_view other : {R"("")", R"("a b")", R"("\u00e9")"}) {
    const std::string member = R"("external_id":)" + std::string(other);
    EXPECT_EQ(refusal(read_new_loan(object({kTerms, kBorrower, member}), LoanSource::system)),
              "invalid_field /external_id: must be 1 to 64 visible ASCII characters")
        << other;
  }
}

TEST(LoanChange, KeepsWhatIsNotNamed) {
  const Loan before = read_new_loan(object({kTerms, kBorrower}), LoanSource::person).value().terms;
  const LoanChange change = LoanChange::read(R"({"fico":700,"purpose":"cash_out"})").value();
  const Loan after = change.apply_to(before).value();
  EXPECT_EQ(after.fico.units(), 700);
  EXPECT_EQ(after.purpose, Purpose::cash_out);
  EXPECT_EQ(after.amount, before.amount);
  EXPECT_EQ(after.state, before.state);
  EXPECT_FALSE(change.borrower());
}

TEST(LoanChange, TakesABorrowerWhole) {
  const LoanChange change = LoanChange::read(object({kBorrower})).value();
  EXPECT_EQ(change.borrower()->name(), "Ada Example");
  EXPECT_EQ(refusal(LoanChange::read(R"({"borrower":{"name":"A"}})")), "invalid_field /borrower/email: is required");
  EXPECT_EQ(refusal(LoanChange::read(R"({"borrower":null})")), "invalid_field /borrower: is required");
}

TEST(LoanChange, TakesNothingAway) {
  const Loan before = read_new_loan(object({kTerms, kBorrower}), LoanSource::person).value().terms;
  EXPECT_EQ(refusal(LoanChange::read(R"({"fico":null})").value().apply_to(before)), "invalid_field /fico: is required");
  EXPECT_EQ(refusal(LoanChange::read(R"({"status":"closed"})")), "unknown_field /status");
}

TEST(PricingBody, HasDefaultsOfPricing) {
  const PricingRequest request = read_pricing(R"({"lock_days":30})").value();
  EXPECT_EQ(request.lock.units(), 30);
  EXPECT_FALSE(request.rate);
  EXPECT_EQ(request.target, kPar);
  EXPECT_EQ(request.max_offers, PricingRequest::kDefaultOffers);
}

TEST(PricingBody, ReadsEveryMember) {
  const PricingRequest request =
      read_pricing(R"({"lock_days":45,"rate":"6.125","target_price":"101.5","max_offers":7})").value();
  EXPECT_EQ(request.rate->to_text(), "6.125");
  EXPECT_EQ(request.target.to_text(), "101.500");
  EXPECT_EQ(request.max_offers, 7U);
}

TEST(PricingBody, NamesWhatIsWrong) {
  EXPECT_EQ(refusal(read_pricing("{}")), "invalid_field /lock_days: is required");
  EXPECT_EQ(refusal(read_pricing(R"({"lock_days":361})")),
            "invalid_field /lock_days: must be a whole number from 1 to 360");
  EXPECT_EQ(refusal(read_pricing(R"({"lock_days":30,"rate":6.125})")), "invalid_field /rate: must be a string");
  EXPECT_EQ(refusal(read_pricing(R"({"lock_days":30,"max_offers":1001})")),
            "invalid_field /max_offers: must be a whole number from 1 to 1000");
  EXPECT_EQ(refusal(read_pricing("[]")), "invalid_field : must be an object");
}

TEST(QuoteBody, IsTermsAndPricingInOne) {
  const Quote quote = read_quote(object({kTerms, R"("lock_days":30)"})).value();
  EXPECT_EQ(quote.terms.fico.units(), 740);
  EXPECT_EQ(quote.request.lock.units(), 30);
  EXPECT_EQ(refusal(read_quote(object({kTerms, R"("lock_days":30)", kBorrower}))), "unknown_field /borrower");
}

TEST(StatusBody, KnowsEveryStatus) {
  EXPECT_EQ(read_status(R"({"status":"clear_to_close"})").value(), LoanStatus::clear_to_close);
  EXPECT_TRUE(refusal(read_status(R"({"status":"done"})")).starts_with("invalid_field /status: must be open, "));
}

}  // namespace
}  // namespace ratestack::http
