// Loans in bodies, from JSON to what the use cases take. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "native/http/json_fields.hpp"
#include "native/service/lending/loans.hpp"
#include "ratestack/lending/pricing.hpp"

namespace ratestack::http {

/// Whether a loan comes from its owner's own system, which has a name for it.
enum class LoanSource { person, system };

/// {"amount","property_state","occupancy","purpose","fico","ltv","borrower":{"name","email","ssn"}}, and "external_id"
/// of LoanSource::system, each required. Errors, as of all here: HttpError and JsonError, with the JSON pointer.
[[nodiscard]] Result<service::NewLoan> read_new_loan(std::string_view body, LoanSource source);

/// Members of the terms, and "borrower": any of them; what is absent stays.
class LoanChange {
 public:
  static Result<LoanChange> read(std::string_view body);

  /// `before` with what the body says. HttpError::invalid_field.
  [[nodiscard]] Result<Loan> apply_to(const Loan& before) const;
  [[nodiscard]] const std::optional<Borrower>& borrower() const noexcept { return borrower_; }

 private:
  explicit LoanChange(JsonValue tree) : tree_(std::move(tree)) {}
  JsonValue tree_;  // of the terms alone
  std::optional<Borrower> borrower_;
};

/// {"lock_days","rate"?,"target_price"?,"max_offers"?}
[[nodiscard]] Result<PricingRequest> read_pricing(std::string_view body);

/// A loan that is not stored, and how to price it: terms and pricing members in one object.
struct Quote {
  Loan terms;
  PricingRequest request;
};
[[nodiscard]] Result<Quote> read_quote(std::string_view body);

/// {"status"}
[[nodiscard]] Result<LoanStatus> read_status(std::string_view body);

}  // namespace ratestack::http
