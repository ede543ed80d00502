#include "tests/contract/lending_site.hpp"

namespace ratestack::contract {

LoanId test_loan_id(int number) { return numbered<LoanId>("loan_", number); }
SheetId test_sheet_id(int number) { return numbered<SheetId>("rs_", number); }
LockId test_lock_id(int number) { return numbered<LockId>("lock_", number); }
DocumentId test_document_id(int number) { return numbered<DocumentId>("doc_", number); }
SubscriptionId test_webhook_id(int number) { return numbered<SubscriptionId>("whk_", number); }

Loan test_terms() {
  return {Money::literal<35'000'000>(), Ltv::literal<8'000>(),  Fico::literal<740>(),
          UsState::parse("PR").value(), Occupancy::second_home, Purpose::rate_term};
}

LoanRecord test_loan(int number, int org) {
  return {test_loan_id(number),
          test_org(org),
          test_terms(),
          LoanStatus::submitted,
          "rs1.borrower" + std::to_string(number),
          "external " + std::to_string(number),
          1,
          at(number),
          at(number)};
}

SheetRecord test_sheet(int number, std::vector<std::string> products, int lender) {
  return {test_sheet_id(number),
          test_org(lender),
          "Sheet \xC3\xA9 " + std::to_string(number),
          test_hash(static_cast<std::uint8_t>(number)),
          77,
          std::move(products),
          "usr_uploader",
          at(number)};
}

RateLock test_lock(int number) {
  return {test_lock_id(number),
          test_loan_id(1),
          test_org(1),
          test_org(2),
          test_sheet_id(1),
          "CONF30",
          Rate::literal<6'125>(),
          {LockDays::literal<30>(), Price::literal<101'250'000>(), at(number), std::nullopt, 0},
          R"({"loan":{},"offer":{}})",
          "usr_requester"};
}

service::DocumentRecord test_document(int number, int delivered_by) {
  return {test_document_id(number), test_loan_id(1), test_org(1),
          test_org(delivered_by),   "appraisal",     "Appraisal \xC3\xA9.pdf",
          "application/pdf",        12'345,          test_hash(static_cast<std::uint8_t>(number)),
          "key_deliverer",          at(number)};
}

std::vector<service::DocumentPart> test_parts(int document, std::size_t count) {
  std::vector<service::DocumentPart> parts;
  for (std::size_t place = 0; place < count; ++place) {
    const std::string number = std::to_string(place);
    parts.push_back({test_document_id(document).text() + '.' + number, "rs1.part" + number});
  }
  return parts;
}

service::WebhookRecord test_webhook(int number, int org) {
  return {test_webhook_id(number),
          test_org(org),
          "https://hooks.example/" + std::to_string(number),
          {"loan.created", "lock.requested"},
          "rs1.webhook",
          "usr_subscriber",
          at(number)};
}

Result<void> insert_lending(LendingWriter& lending) {
  const SheetRecord sheet = test_sheet(1, {"CONF30"});
  const OrgId reader = test_org(1);
  if (auto done = lending.insert_loan(test_loan(1)); !done) return done;
  const auto shared = lending.share_loan({test_loan_id(1), test_org(1), test_org(2), "usr_sharer", at(2)});
  if (!shared) return shared.error();
  if (auto done = lending.insert_sheet(sheet, "csv\r\n"); !done) return done;
  if (auto done = lending.activate_sheet(sheet, "usr_activator", at(3)); !done) return done;
  if (auto done = lending.set_sheet_readers(test_org(2), {&reader, 1}, at(4)); !done) return done;
  if (auto done = lending.insert_lock(test_lock(1)); !done) return done;
  if (auto done = lending.insert_document(test_document(1), test_parts(1, 2)); !done) return done;
  return lending.insert_webhook(test_webhook(1));
}

LendingContract::LendingContract() {
  EXPECT_TRUE(store_->transact([](service::WriteTransaction& transaction) {
    return transaction.insert_org({test_org(3), OrgType::investor, "Stranger", at(0)});
  }));
}

void LendingContract::put(const LoanRecord& loan) {
  const auto done = lend([&](LendingWriter& w) { return w.insert_loan(loan); });
  ASSERT_TRUE(done) << done.error().message();
}

void LendingContract::put(const SheetRecord& sheet) {
  const auto done = lend([&](LendingWriter& w) { return w.insert_sheet(sheet, "csv of " + sheet.id.text()); });
  ASSERT_TRUE(done) << done.error().message();
}

void LendingContract::put(const RateLock& lock) {
  const auto done = lend([&](LendingWriter& w) { return w.insert_lock(lock); });
  ASSERT_TRUE(done) << done.error().message();
}

void LendingContract::put(const service::DocumentRecord& document, std::size_t parts) {
  const int number = document.id.text().back() - '0';
  const auto done = lend([&](LendingWriter& w) { return w.insert_document(document, test_parts(number, parts)); });
  ASSERT_TRUE(done) << done.error().message();
}

void LendingContract::put(const service::WebhookRecord& webhook) {
  const auto done = lend([&](LendingWriter& w) { return w.insert_webhook(webhook); });
  ASSERT_TRUE(done) << done.error().message();
}

Result<Spent> LendingContract::share(int loan, int with, int owner) {
  return lend([&](LendingWriter& w) {
    return w.share_loan({test_loan_id(loan), test_org(owner), test_org(with), "usr_sharer", at(4)});
  });
}

Result<Spent> LendingContract::unshare(int loan, int with, int owner) {
  return lend([&](LendingWriter& w) { return w.unshare_loan(test_org(owner), test_loan_id(loan), test_org(with)); });
}

void LendingContract::activate(int sheet, int when, int lender) {
  const auto done = lend([&](LendingWriter& w) -> Result<void> {
    const auto found = w.find_own_sheet(test_org(lender), test_sheet_id(sheet));
    if (!found) return found.error();
    if (!found.value()) return StoreError::not_found;
    return w.activate_sheet(*found.value(), "usr_activator" + std::to_string(when), at(when));
  });
  ASSERT_TRUE(done) << done.error().message();
}

Result<void> LendingContract::offer(const std::vector<OrgId>& readers, int when, int lender) {
  return lend([&](LendingWriter& w) { return w.set_sheet_readers(test_org(lender), readers, at(when)); });
}

void LendingContract::quarantine(const service::SecretColumn& column, std::string_view row_id) {
  const service::QuarantinedRow broken{std::string(column.table),
                                       std::string(column.column),
                                       std::string(row_id),
                                       test_org(1).text(),
                                       "tampered",
                                       at(0)};
  ASSERT_TRUE(store_->transact([&](service::WriteTransaction& transaction) -> Result<void> {
    const auto noted = transaction.secrets().quarantine({&broken, 1});
    return noted ? Result<void>() : noted.error();
  }));
}

}  // namespace ratestack::contract
