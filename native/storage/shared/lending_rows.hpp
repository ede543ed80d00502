// Records of lending out of a row of either database.
#pragma once

#include "native/service/lending/lending_records.hpp"
#include "native/storage/shared/cells.hpp"
#include "native/storage/shared/identity_rows.hpp"

namespace ratestack::storage {

template <typename Row>
Result<Loan> take_terms(const Row& row, int column) {
  const auto amount = Money::from_units(row.integer(column));
  const auto ltv = Ltv::from_units(row.integer(column + 1));
  const auto fico = Fico::from_units(row.integer(column + 2));
  const auto state = UsState::parse(row.text(column + 3));
  const auto occupancy = parse_occupancy(row.text(column + 4));
  const auto purpose = parse_purpose(row.text(column + 5));
  if (!amount || !ltv || !fico || !state || !occupancy || !purpose) return unreadable("loans");
  return Loan{amount.value(), ltv.value(), fico.value(), state.value(), occupancy.value(), purpose.value()};
}

inline constexpr auto kTakeLoan = [](const auto& row) -> Result<service::LoanRecord> {
  auto id = LoanId::parse(row.text(0));
  auto org = OrgId::parse(row.text(1));
  const auto terms = take_terms(row, 2);
  const auto status = parse_loan_status(row.text(8));
  if (!id || !org || !terms || !status) return unreadable("loans");
  return service::LoanRecord{
      std::move(id.value()),       std::move(org.value()), terms.value(), status.value(), std::string(row.text(9)),
      take_optional_text(row, 10), row.count(11),          row.time(12),  row.time(13),   std::string(row.text(14))};
};

inline constexpr auto kTakeShare = [](const auto& row) -> Result<service::LoanShare> {
  auto loan = LoanId::parse(row.text(0));
  auto owner = OrgId::parse(row.text(1));
  auto org = OrgId::parse(row.text(2));
  if (!loan || !owner || !org) return unreadable("loan_shares");
  return service::LoanShare{
      std::move(loan.value()), std::move(owner.value()), std::move(org.value()), std::string(row.text(3)), row.time(4),
      std::string(row.text(5))};
};

// One row a product in force; one without any where there is none.
inline constexpr auto kTakeSheet = [](const auto& row) -> Result<service::SheetRecord> {
  auto id = SheetId::parse(row.text(0));
  auto org = OrgId::parse(row.text(1));
  if (!id || !org) return unreadable("rate_sheets");
  return service::SheetRecord{std::move(id.value()),
                              std::move(org.value()),
                              std::string(row.text(2)),
                              row.digest(3),
                              row.count(4),
                              service::split_names(row.text(5)),
                              std::string(row.text(6)),
                              row.time(7),
                              row.optional_time(8),
                              take_optional_text(row, 9),
                              service::split_names(row.text(10)),
                              std::string(row.text(11))};
};

/// Sheets out of the rows of kTakeSheet, where those of one sheet follow each other.
inline Result<std::vector<service::SheetRecord>> folded(Result<std::vector<service::SheetRecord>> rows) {
  if (!rows) return rows;
  std::vector<service::SheetRecord> sheets;
  for (service::SheetRecord& row : rows.value()) {
    if (sheets.empty() || sheets.back().id != row.id) {
      sheets.push_back(std::move(row));
    } else {
      sheets.back().in_force.push_back(std::move(row.in_force.front()));
    }
  }
  return sheets;
}

inline constexpr auto kTakeInForce = [](const auto& row) -> Result<service::ProductInForce> {
  auto org = OrgId::parse(row.text(0));
  auto sheet = SheetId::parse(row.text(2));
  if (!org || !sheet) return unreadable("products_in_force");
  return service::ProductInForce{std::move(org.value()), std::string(row.text(1)), std::move(sheet.value()),
                                 std::string(row.text(3))};
};

template <typename Row>
Result<LockRecord> take_lock_record(const Row& row, int column) {
  const auto days = LockDays::from_units(row.integer(column));
  const auto price = Price::from_units(row.integer(column + 1));
  if (!days || !price) return unreadable("rate_locks");
  return LockRecord{days.value(), price.value(), row.time(column + 2), row.optional_time(column + 3),
                    row.integer(column + 4)};
}

template <typename Row>
Result<std::optional<LockId>> take_optional_lock(const Row& row, int column) {
  if (row.is_null(column)) return std::optional<LockId>();
  auto id = LockId::parse(row.text(column));
  if (!id) return unreadable("rate_locks");
  return std::optional<LockId>(std::move(id.value()));
}

inline constexpr auto kTakeLock = [](const auto& row) -> Result<service::RateLock> {
  auto id = LockId::parse(row.text(0));
  auto loan = LoanId::parse(row.text(1));
  auto org = OrgId::parse(row.text(2));
  auto lender = OrgId::parse(row.text(3));
  auto sheet = SheetId::parse(row.text(4));
  const auto rate = Rate::from_units(row.integer(6));
  const auto lock = take_lock_record(row, 7);
  auto relock_of = take_optional_lock(row, 14);
  if (!id || !loan || !org || !lender || !sheet || !rate || !lock || !relock_of) return unreadable("rate_locks");
  return service::RateLock{std::move(id.value()),
                           std::move(loan.value()),
                           std::move(org.value()),
                           std::move(lender.value()),
                           std::move(sheet.value()),
                           std::string(row.text(5)),
                           rate.value(),
                           lock.value(),
                           std::string(row.text(12)),
                           std::string(row.text(13)),
                           std::move(relock_of.value()),
                           take_optional_text(row, 15),
                           take_optional_text(row, 16),
                           row.count(17),
                           std::string(row.text(18)),
                           std::string(row.text(19))};
};

inline constexpr auto kTakeDocument = [](const auto& row) -> Result<service::DocumentRecord> {
  auto id = DocumentId::parse(row.text(0));
  auto loan = LoanId::parse(row.text(1));
  auto org = OrgId::parse(row.text(2));
  auto delivered_by = OrgId::parse(row.text(3));
  if (!id || !loan || !org || !delivered_by) return unreadable("loan_documents");
  return service::DocumentRecord{std::move(id.value()),
                                 std::move(loan.value()),
                                 std::move(org.value()),
                                 std::move(delivered_by.value()),
                                 std::string(row.text(4)),
                                 std::string(row.text(5)),
                                 std::string(row.text(6)),
                                 row.count(7),
                                 row.digest(8),
                                 std::string(row.text(9)),
                                 row.time(10),
                                 std::string(row.text(11))};
};

inline constexpr auto kTakePart = [](const auto& row) -> Result<service::DocumentPart> {
  return service::DocumentPart{std::string(row.text(0)), std::string(row.text(1))};
};

inline constexpr auto kTakeWebhook = [](const auto& row) -> Result<service::WebhookRecord> {
  auto id = SubscriptionId::parse(row.text(0));
  auto org = OrgId::parse(row.text(1));
  if (!id || !org) return unreadable("webhook_subscriptions");
  return service::WebhookRecord{std::move(id.value()),
                                std::move(org.value()),
                                std::string(row.text(2)),
                                service::split_names(row.text(3)),
                                std::string(row.text(4)),
                                std::string(row.text(5)),
                                row.time(6)};
};

inline constexpr auto kTakeSheetReader = [](const auto& row) -> Result<service::SheetReader> {
  auto org = OrgId::parse(row.text(0));
  if (!org) return unreadable("sheet_readers");
  return service::SheetReader{std::move(org.value()), row.time(1), std::string(row.text(2))};
};

}  // namespace ratestack::storage
