// What the lending contract suites work on: organisations 1, 2 and 3, of which 1 owns loans, 2 is their lender, and 3
// is a stranger to both until a test says otherwise.
#pragma once

#include <gmock/gmock.h>

#include "tests/contract/authorization_site.hpp"

namespace ratestack::contract {

using service::LendingWriter;
using service::LoanRecord;
using service::NewestFirst;
using service::RateLock;
using service::SheetRecord;

LoanId test_loan_id(int number);
SheetId test_sheet_id(int number);
LockId test_lock_id(int number);
DocumentId test_document_id(int number);
SubscriptionId test_webhook_id(int number);

Loan test_terms();
/// Loan `number` of an organisation, made at(number).
LoanRecord test_loan(int number, int org = 1);
/// A draft of an organisation's, uploaded at(number).
SheetRecord test_sheet(int number, std::vector<std::string> products, int lender = 2);
/// Of loan 1 of organisation 1, on sheet 1 of organisation 2, requested at(number).
RateLock test_lock(int number);
service::DocumentRecord test_document(int number, int delivered_by = 1);
std::vector<service::DocumentPart> test_parts(int document, std::size_t count);
service::WebhookRecord test_webhook(int number, int org = 1);

/// A row in each table of lending: loan 1, shared with organisation 2, locked on its sheet 1, which is offered to 1.
Result<void> insert_lending(LendingWriter& lending);

template <typename Record>
auto ids_of(const Result<std::vector<Record>>& records) {
  std::vector<decltype(Record::id)> ids;
  EXPECT_TRUE(records) << records.error().message();
  if (!records) return ids;
  for (const Record& record : records.value()) ids.push_back(record.id);
  return ids;
}

class LendingContract : public AuthorizationContract {
 protected:
  LendingContract();

  /// One change in a transaction of its own; its answer, or why the transaction failed.
  template <typename Change>
  auto lend(const Change& change) {
    return transacted(*store_, [&](service::WriteTransaction& transaction) { return change(transaction.lending()); });
  }
  void put(const LoanRecord& loan);
  void put(const SheetRecord& sheet);
  void put(const RateLock& lock);
  void put(const service::DocumentRecord& document, std::size_t parts = 1);
  void put(const service::WebhookRecord& webhook);
  Result<Spent> share(int loan, int with, int owner = 1);
  Result<Spent> unshare(int loan, int with, int owner = 1);
  void activate(int sheet, int when, int lender = 2);
  Result<void> offer(const std::vector<OrgId>& readers, int when = 5, int lender = 2);
  /// Notes a row of a sealed column as broken, and how many are noted.
  void quarantine(const service::SecretColumn& column, std::string_view row_id);
  std::uint64_t quarantined() { return store_->secrets().count_quarantined().value(); }

  service::LendingReader& seen() { return store_->lending(); }
};

}  // namespace ratestack::contract
