#include "native/http/lending/loan_body.hpp"

#include <algorithm>

#include "native/http/http_error.hpp"
#include "native/http/lending/decimal_field.hpp"

namespace ratestack::http {
namespace {

constexpr std::size_t kMaxExternalId = 64;

/// A name of ours, as `parse` knows it.
template <typename T>
Result<T> read_name(const Fields& fields, std::string_view name, Result<T> (*parse)(std::string_view),
                    std::string_view rule) {
  const auto text = fields.text(name);
  if (!text) return text.error();
  const auto value = parse(*text);
  if (!value) return fields.broken(name, rule);
  return value.value();
}

Result<UsState> read_state(const Fields& fields, std::string_view name) {
  return read_name<UsState>(fields, name, UsState::parse, "must be the two capital letters of a state or territory");
}
Result<Occupancy> read_occupancy(const Fields& fields, std::string_view name) {
  return read_name<Occupancy>(fields, name, parse_occupancy, "must be primary, second_home or investment");
}
Result<Purpose> read_purpose(const Fields& fields, std::string_view name) {
  return read_name<Purpose>(fields, name, parse_purpose, "must be purchase, rate_term or cash_out");
}

/// Reads a member; one that is absent stays as it was, where it was.
template <typename T>
Result<T> read_over(const Fields& fields, std::string_view name, const T* before,
                    Result<T> (*read)(const Fields&, std::string_view)) {
  if (before != nullptr && !fields.has(name)) return *before;
  return read(fields, name);
}

/// `before`: null where every member is required.
Result<Loan> read_terms(const Fields& fields, const Loan* before) {
  const bool anew = before == nullptr;
  const auto amount = read_over<Money>(fields, "amount", anew ? nullptr : &before->amount, read_positive<Money>);
  if (!amount) return amount.error();
  const auto state = read_over<UsState>(fields, "property_state", anew ? nullptr : &before->state, read_state);
  if (!state) return state.error();
  const auto occupancy = read_over<Occupancy>(fields, "occupancy", anew ? nullptr : &before->occupancy, read_occupancy);
  if (!occupancy) return occupancy.error();
  const auto purpose = read_over<Purpose>(fields, "purpose", anew ? nullptr : &before->purpose, read_purpose);
  if (!purpose) return purpose.error();
  const auto fico = read_over<Fico>(fields, "fico", anew ? nullptr : &before->fico, read_whole<Fico>);
  if (!fico) return fico.error();
  const auto ltv = read_over<Ltv>(fields, "ltv", anew ? nullptr : &before->ltv, read_positive<Ltv>);
  if (!ltv) return ltv.error();
  return Loan{amount.value(), ltv.value(), fico.value(), state.value(), occupancy.value(), purpose.value()};
}

Result<Borrower> read_borrower(const Fields& body) {
  const JsonValue* const value = body.find("borrower");
  if (value == nullptr) return body.broken("borrower", "is required");
  const std::string pointer = body.pointer_to("borrower");
  const auto fields = Fields::of(*value, pointer);
  if (!fields) return fields.error();
  if (const auto known = fields->only({"name", "email", "ssn"}); !known) return known.error();
  const auto name = fields->text("name");
  if (!name) return name.error();
  const auto email = fields->text("email");
  if (!email) return email.error();
  const auto ssn_text = fields->text("ssn");
  if (!ssn_text) return ssn_text.error();
  auto ssn = Ssn::parse(*ssn_text);
  if (!ssn) return fields->broken("ssn", "must be nine digits, 123-45-6789 or 123456789");
  auto borrower = Borrower::of(*name, *email, std::move(ssn.value()));
  if (borrower) return borrower;
  if (borrower.error().code == LendingError::malformed_email) {
    return fields->broken("email", "must be an address of at most 254 bytes, with one @ and no spaces");
  }
  return fields->broken("name", "must be 1 to 200 bytes without control characters, and not blank");
}

Result<std::string> read_external_id(const Fields& body) {
  const auto text = body.text("external_id");
  if (!text) return text.error();
  const bool visible = std::all_of(text->begin(), text->end(), [](char c) { return c > 0x20 && c < 0x7f; });
  if (text->empty() || text->size() > kMaxExternalId || !visible) {
    return body.broken("external_id", "must be 1 to 64 visible ASCII characters");
  }
  return std::string(*text);
}

Result<PricingRequest> pricing_of(const Fields& fields) {
  const auto days = read_whole<LockDays>(fields, "lock_days");
  if (!days) return days.error();
  const auto rate = read_decimal_if_any<Rate>(fields, "rate");
  if (!rate) return rate.error();
  const auto target = read_decimal_if_any<Price>(fields, "target_price");
  if (!target) return target.error();
  PricingRequest request{.lock = days.value(), .rate = rate.value(), .target = target.value().value_or(kPar)};
  if (fields.find("max_offers") == nullptr) return request;
  const auto most = read_integer(fields, "max_offers", 1, static_cast<std::int64_t>(PricingRequest::kMaxOffers));
  if (!most) return most.error();
  request.max_offers = static_cast<std::size_t>(most.value());
  return request;
}

Result<service::NewLoan> new_loan_of(const Fields& fields, LoanSource source) {
  const auto terms = read_terms(fields, nullptr);
  if (!terms) return terms.error();
  auto borrower = read_borrower(fields);
  if (!borrower) return borrower.error();
  service::NewLoan loan{terms.value(), std::move(borrower.value()), {}};
  if (source == LoanSource::person) return loan;
  auto external_id = read_external_id(fields);
  if (!external_id) return external_id.error();
  loan.external_id = std::move(external_id.value());
  return loan;
}

}  // namespace

Result<service::NewLoan> read_new_loan(std::string_view body, LoanSource source) {
  const auto read = [source](const Fields& fields) { return new_loan_of(fields, source); };
  if (source == LoanSource::person) {
    return with_fields(body, {"amount", "property_state", "occupancy", "purpose", "fico", "ltv", "borrower"}, read);
  }
  return with_fields(
      body, {"amount", "property_state", "occupancy", "purpose", "fico", "ltv", "borrower", "external_id"}, read);
}

Result<LoanChange> LoanChange::read(std::string_view body) {
  auto tree = parse_json(body);
  if (!tree) return tree.error();
  const auto fields = Fields::of(tree.value(), "");
  if (!fields) return fields.error();
  const auto known = fields->only({"amount", "property_state", "occupancy", "purpose", "fico", "ltv", "borrower"});
  if (!known) return known.error();
  std::optional<Borrower> borrower;
  if (fields->has("borrower")) {
    auto read = read_borrower(*fields);
    if (!read) return read.error();
    borrower = std::move(read.value());
    tree.value().as_object().erase("borrower");
  }
  LoanChange change(std::move(tree.value()));
  change.borrower_ = std::move(borrower);
  return change;
}

Result<Loan> LoanChange::apply_to(const Loan& before) const {
  return read_terms(Fields::of(tree_, "").value(), &before);
}

Result<PricingRequest> read_pricing(std::string_view body) {
  return with_fields(body, {"lock_days", "rate", "target_price", "max_offers"}, pricing_of);
}

Result<Quote> read_quote(std::string_view body) {
  return with_fields(body,
                     {"amount", "property_state", "occupancy", "purpose", "fico", "ltv", "lock_days", "rate",
                      "target_price", "max_offers"},
                     [](const Fields& fields) -> Result<Quote> {
                       const auto terms = read_terms(fields, nullptr);
                       if (!terms) return terms.error();
                       const auto request = pricing_of(fields);
                       if (!request) return request.error();
                       return Quote{terms.value(), request.value()};
                     });
}

Result<LoanStatus> read_status(std::string_view body) {
  return with_fields(body, {"status"}, [](const Fields& fields) {
    return read_name<LoanStatus>(fields, "status", parse_loan_status,
                                 "must be open, submitted, approved, clear_to_close, closed, funded, purchased, "
                                 "withdrawn or denied");
  });
}

}  // namespace ratestack::http
