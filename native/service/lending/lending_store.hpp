// What a store promises for lending. Each call names the organisation that asks, and answers what that one may see:
// what it owns, and what was shared with it or offered to it. Anything else is as good as not there.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "native/service/identity/identity_store.hpp"
#include "native/service/lending/lending_records.hpp"

namespace ratestack::service {

/// Inside one write transaction, under its rules. As with AuthorizationWriter, what is read here by who has taken the
/// log's head may be judged and acted upon.
class LendingWriter {
 public:
  virtual ~LendingWriter() = default;

  /// Its own or shared with it.
  virtual Result<std::optional<LoanRecord>> find_loan(const OrgId& org, const LoanId& id) = 0;
  /// conflict: the owner has a loan of that external id.
  virtual Result<void> insert_loan(const LoanRecord& loan) = 0;
  /// Terms, status, borrower and updated_at of the loan at `loan.version`, which becomes one more. Where the borrower
  /// is another envelope, the one that it replaced is out of quarantine. Spent::before: it is at another version.
  virtual Result<Spent> update_loan(const LoanRecord& loan) = 0;
  /// Spent::before: it was shared with that organisation already. not_found: no such organisation.
  virtual Result<Spent> share_loan(const LoanShare& share) = 0;
  /// Spent::before: the owner has not shared it with that organisation.
  virtual Result<Spent> unshare_loan(const OrgId& owner, const LoanId& id, const OrgId& org) = 0;

  virtual Result<void> insert_sheet(const SheetRecord& sheet, std::string_view csv) = 0;
  virtual Result<std::optional<SheetRecord>> find_own_sheet(const OrgId& lender, const SheetId& id) = 0;
  /// Puts the sheet in force for each of its products, in place of another; notes when and by whom where it was a
  /// draft.
  virtual Result<void> activate_sheet(const SheetRecord& sheet, std::string_view by, Timestamp now) = 0;
  /// The organisations that may read the lender's sheets in force and price by them, from now on. not_found: one of
  /// them does not exist.
  virtual Result<void> set_sheet_readers(const OrgId& lender, std::span<const OrgId> readers, Timestamp now) = 0;

  virtual Result<void> insert_lock(const RateLock& lock) = 0;
  /// Lock, committed_by and confirmation at `lock.version`, which becomes one more. Spent::before: it is at another
  /// one.
  virtual Result<Spent> update_lock(const RateLock& lock) = 0;
  virtual Result<std::optional<RateLock>> find_lock(const OrgId& org, const LockId& id) = 0;
  /// The loan's newest one, whoever the lender is.
  virtual Result<std::optional<RateLock>> newest_lock(const LoanId& id) = 0;

  virtual Result<void> insert_document(const DocumentRecord& document, std::span<const DocumentPart> parts) = 0;

  virtual Result<void> insert_webhook(const WebhookRecord& webhook) = 0;
  /// Spent::before: the organisation has none of that id.
  virtual Result<Spent> remove_webhook(const OrgId& org, const SubscriptionId& id) = 0;
  virtual Result<std::uint64_t> count_webhooks(const OrgId& org) = 0;
};

/// A page of a list, newest first: at most `limit` of them, made before `before` where that is given.
struct NewestFirst {
  std::string before;  // an id; empty: from the newest
  std::size_t limit = 0;
};

/// Any thread, never blocked by a writer.
class LendingReader {
 public:
  virtual ~LendingReader() = default;

  /// Its own, and those shared with it.
  virtual Result<std::vector<LoanRecord>> loans(const OrgId& org, const NewestFirst& page) = 0;
  virtual Result<std::optional<LoanRecord>> find_loan(const OrgId& org, const LoanId& id) = 0;
  /// Of a loan of the organisation's own, by the organisations' ids.
  virtual Result<std::vector<LoanShare>> shares(const OrgId& owner, const LoanId& id) = 0;

  /// Its own, and of those offered to it the ones in force.
  virtual Result<std::vector<SheetRecord>> sheets(const OrgId& org, const NewestFirst& page) = 0;
  virtual Result<std::optional<SheetRecord>> find_sheet(const OrgId& org, const SheetId& id) = 0;
  /// The CSV text, of any lender's sheet: for who has found the sheet, or its product in force, before.
  virtual Result<std::optional<std::string>> sheet_csv(const SheetId& id) = 0;
  /// What prices loans for the organisation: its own products in force, and those of active lenders that offer theirs
  /// to it. By sheet, then by product.
  virtual Result<std::vector<ProductInForce>> products_in_force(const OrgId& org) = 0;
  /// By their ids.
  virtual Result<std::vector<SheetReader>> sheet_readers(const OrgId& lender) = 0;

  /// Requested by it, or of it; of one loan where that is given.
  virtual Result<std::vector<RateLock>> locks(const OrgId& org, const std::optional<LoanId>& loan,
                                              const NewestFirst& page) = 0;
  virtual Result<std::optional<RateLock>> find_lock(const OrgId& org, const LockId& id) = 0;

  /// Of its own loans, and those that it delivered; of one loan.
  virtual Result<std::vector<DocumentRecord>> documents(const OrgId& org, const LoanId& loan,
                                                        const NewestFirst& page) = 0;
  /// Of its own loans alone, as its parts are.
  virtual Result<std::optional<DocumentRecord>> find_own_document(const OrgId& owner, const DocumentId& id) = 0;
  /// In their order.
  virtual Result<std::vector<DocumentPart>> document_parts(const OrgId& owner, const DocumentId& id) = 0;

  virtual Result<std::vector<WebhookRecord>> webhooks(const OrgId& org, const NewestFirst& page) = 0;
};

}  // namespace ratestack::service
