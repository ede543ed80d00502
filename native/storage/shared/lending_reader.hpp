// service::LendingReader over either database.
#pragma once

#include "native/service/lending/lending_store.hpp"
#include "native/storage/shared/answers.hpp"
#include "native/storage/shared/lending_rows.hpp"
#include "native/storage/shared/lending_sql.hpp"
#include "native/storage/shared/sheet_sql.hpp"

namespace ratestack::storage {

/// `Rows` as in IdentityReaderOn; `within(OrgId)` of it answers the same for one organisation: where a database has a
/// wall between tenants, what is read so has passed it besides the statement's own condition. Thread safe where it is.
template <typename Rows>
class LendingReaderOn final : public service::LendingReader {
 public:
  explicit LendingReaderOn(Rows rows) : rows_(rows) {}

  Result<std::vector<service::LoanRecord>> loans(const OrgId& org, const service::NewestFirst& page) override {
    return rows_.within(org).read(lending_sql::kLoans, kTakeLoan, org.view(), before(page), std::uint64_t{page.limit});
  }
  Result<std::optional<service::LoanRecord>> find_loan(const OrgId& org, const LoanId& id) override {
    return one(rows_.within(org).read(lending_sql::kLoan, kTakeLoan, id.view(), org.view()));
  }
  Result<std::vector<service::LoanShare>> shares(const OrgId& owner, const LoanId& id) override {
    return rows_.within(owner).read(lending_sql::kShares, kTakeShare, owner.view(), id.view());
  }

  Result<std::vector<service::SheetRecord>> sheets(const OrgId& org, const service::NewestFirst& page) override {
    return folded(
        rows_.within(org).read(sheet_sql::kSheets, kTakeSheet, org.view(), before(page), std::uint64_t{page.limit}));
  }
  Result<std::optional<service::SheetRecord>> find_sheet(const OrgId& org, const SheetId& id) override {
    return one(folded(rows_.within(org).read(sheet_sql::kSheet, kTakeSheet, id.view(), org.view())));
  }
  // For the whole platform: a lock is judged by the sheet that it was made on, which its lender may have superseded or
  // offer to its owner no more.
  Result<std::optional<std::string>> sheet_csv(const SheetId& id) override {
    return one(rows_.read(sheet_sql::kSheetCsv, kTakeText, id.view()));
  }
  Result<std::vector<service::ProductInForce>> products_in_force(const OrgId& org) override {
    return rows_.within(org).read(sheet_sql::kProductsInForce, kTakeInForce, org.view());
  }
  Result<std::vector<service::SheetReader>> sheet_readers(const OrgId& lender) override {
    return rows_.within(lender).read(sheet_sql::kSheetReaders, kTakeSheetReader, lender.view());
  }

  Result<std::vector<service::RateLock>> locks(const OrgId& org, const std::optional<LoanId>& loan,
                                               const service::NewestFirst& page) override {
    const Rows rows = rows_.within(org);
    const std::uint64_t limit = page.limit;
    if (!loan) return rows.read(lending_sql::kLocks, kTakeLock, org.view(), before(page), limit);
    return rows.read(lending_sql::kLocksOfLoan, kTakeLock, loan->view(), before(page), org.view(), limit);
  }
  Result<std::optional<service::RateLock>> find_lock(const OrgId& org, const LockId& id) override {
    return one(rows_.within(org).read(lending_sql::kLock, kTakeLock, id.view(), org.view()));
  }

  Result<std::vector<service::DocumentRecord>> documents(const OrgId& org, const LoanId& loan,
                                                         const service::NewestFirst& page) override {
    return rows_.within(org).read(lending_sql::kDocuments, kTakeDocument, loan.view(), before(page), org.view(),
                                  std::uint64_t{page.limit});
  }
  Result<std::optional<service::DocumentRecord>> find_own_document(const OrgId& owner, const DocumentId& id) override {
    return one(rows_.within(owner).read(lending_sql::kOwnDocument, kTakeDocument, owner.view(), id.view()));
  }
  Result<std::vector<service::DocumentPart>> document_parts(const OrgId& owner, const DocumentId& id) override {
    return rows_.within(owner).read(lending_sql::kDocumentParts, kTakePart, owner.view(), id.view());
  }

  Result<std::vector<service::WebhookRecord>> webhooks(const OrgId& org, const service::NewestFirst& page) override {
    return rows_.within(org).read(lending_sql::kWebhooks, kTakeWebhook, org.view(), before(page),
                                  std::uint64_t{page.limit});
  }

 private:
  /// No id sorts behind "~" in either database.
  static std::string_view before(const service::NewestFirst& page) {
    return page.before.empty() ? std::string_view("~") : page.before;
  }

  Rows rows_;
};

}  // namespace ratestack::storage
