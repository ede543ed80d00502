// service::LendingWriter over either database.
#pragma once

#include <algorithm>

#include "native/service/lending/lending_store.hpp"
#include "native/storage/shared/answers.hpp"
#include "native/storage/shared/lending_rows.hpp"
#include "native/storage/shared/lending_sql.hpp"
#include "native/storage/shared/sheet_sql.hpp"

namespace ratestack::storage {

/// `Rows` as in IdentityWriterOn.
template <typename Rows>
class LendingWriterOn final : public service::LendingWriter {
 public:
  explicit LendingWriterOn(Rows rows) : rows_(rows) {}

  Result<std::optional<service::LoanRecord>> find_loan(const OrgId& org, const LoanId& id) override {
    return one(rows_.read(lending_sql::kLoan, kTakeLoan, id.view(), org.view()));
  }
  Result<void> insert_loan(const service::LoanRecord& l) override {
    const Loan& t = l.terms;
    return rows_.write(lending_sql::kInsertLoan, l.id.view(), l.org_id.view(), t.amount.units(), t.ltv.units(),
                       t.fico.units(), t.state.code(), to_string(t.occupancy), to_string(t.purpose),
                       to_string(l.status), l.borrower, text_cell(l.external_id), l.version, l.created_at,
                       l.updated_at);
  }
  Result<service::Spent> update_loan(const service::LoanRecord& l) override {
    const Loan& t = l.terms;
    auto released = rows_.write(lending_sql::kReleaseBorrower, l.id.view(), l.org_id.view(), l.version, l.borrower);
    if (!released) return released.error();
    return spent(rows_.read(lending_sql::kUpdateLoan, kTakeText, t.amount.units(), t.ltv.units(), t.fico.units(),
                            t.state.code(), to_string(t.occupancy), to_string(t.purpose), to_string(l.status),
                            l.borrower, l.updated_at, l.id.view(), l.org_id.view(), l.version));
  }
  Result<service::Spent> share_loan(const service::LoanShare& s) override {
    return spent(rows_.read(lending_sql::kShareLoan, kTakeText, s.loan_id.view(), s.owner_org_id.view(),
                            s.org_id.view(), s.shared_by, s.created_at));
  }
  Result<service::Spent> unshare_loan(const OrgId& owner, const LoanId& id, const OrgId& org) override {
    return spent(rows_.read(lending_sql::kUnshareLoan, kTakeText, owner.view(), id.view(), org.view()));
  }

  Result<void> insert_sheet(const service::SheetRecord& s, std::string_view csv) override {
    return rows_.write(sheet_sql::kInsertSheet, s.id.view(), s.org_id.view(), s.name, s.digest, s.cells,
                       service::joined_names(s.products), s.uploaded_by, s.created_at, s.activated_at,
                       text_cell(s.activated_by), csv);
  }
  Result<std::optional<service::SheetRecord>> find_own_sheet(const OrgId& lender, const SheetId& id) override {
    return one(folded(rows_.read(sheet_sql::kOwnSheet, kTakeSheet, lender.view(), id.view())));
  }
  Result<void> activate_sheet(const service::SheetRecord& s, std::string_view by, Timestamp now) override {
    for (const std::string& product : s.products) {
      auto put = rows_.write(sheet_sql::kPutInForce, s.org_id.view(), product, s.id.view());
      if (!put) return put;
    }
    return rows_.write(sheet_sql::kActivateSheet, now, by, s.org_id.view(), s.id.view());
  }
  // Who is offered them already stays so since when they are.
  Result<void> set_sheet_readers(const OrgId& lender, std::span<const OrgId> readers, Timestamp now) override {
    const auto there = rows_.read(sheet_sql::kSheetReaders, kTakeSheetReader, lender.view());
    if (!there) return there.error();
    for (const service::SheetReader& reader : there.value()) {
      if (std::find(readers.begin(), readers.end(), reader.org_id) != readers.end()) continue;
      if (auto gone = rows_.write(sheet_sql::kRemoveReader, lender.view(), reader.org_id.view()); !gone) return gone;
    }
    for (const OrgId& reader : readers) {
      if (auto added = rows_.write(sheet_sql::kAddReader, lender.view(), reader.view(), now); !added) return added;
    }
    return {};
  }

  Result<void> insert_lock(const service::RateLock& l) override {
    return rows_.write(lending_sql::kInsertLock, l.id.view(), l.loan_id.view(), l.org_id.view(), l.lender_org_id.view(),
                       l.sheet_id.view(), l.product, l.rate.units(), l.lock.days.units(), l.lock.price.units(),
                       l.lock.requested_at, l.lock.committed_at, l.lock.extended_days, l.evidence, l.requested_by,
                       text_cell(l.relock_of), text_cell(l.committed_by), text_cell(l.confirmation), l.version);
  }
  Result<service::Spent> update_lock(const service::RateLock& l) override {
    return spent(rows_.read(lending_sql::kUpdateLock, kTakeText, l.lock.price.units(), l.lock.committed_at,
                            l.lock.extended_days, text_cell(l.committed_by), text_cell(l.confirmation), l.id.view(),
                            l.org_id.view(), l.lender_org_id.view(), l.version));
  }
  Result<std::optional<service::RateLock>> find_lock(const OrgId& org, const LockId& id) override {
    return one(rows_.read(lending_sql::kLock, kTakeLock, id.view(), org.view()));
  }
  Result<std::optional<service::RateLock>> newest_lock(const LoanId& id) override {
    return one(rows_.read(lending_sql::kNewestLock, kTakeLock, id.view()));
  }

  Result<void> insert_document(const service::DocumentRecord& d,
                               std::span<const service::DocumentPart> parts) override {
    auto inserted = rows_.write(lending_sql::kInsertDocument, d.id.view(), d.loan_id.view(), d.org_id.view(),
                                d.delivered_by_org_id.view(), d.kind, d.name, d.media_type, d.size, d.digest,
                                d.delivered_by, d.created_at);
    for (std::uint64_t place = 0; inserted && place < parts.size(); ++place) {
      const service::DocumentPart& part = parts[place];
      inserted = rows_.write(lending_sql::kInsertPart, part.id, d.org_id.view(), d.id.view(), place, part.envelope);
    }
    return inserted;
  }

  Result<void> insert_webhook(const service::WebhookRecord& w) override {
    return rows_.write(lending_sql::kInsertWebhook, w.id.view(), w.org_id.view(), w.url,
                       service::joined_names(w.events), w.secret, w.created_by, w.created_at);
  }
  Result<service::Spent> remove_webhook(const OrgId& org, const SubscriptionId& id) override {
    auto released = rows_.write(lending_sql::kReleaseWebhook, id.view(), org.view());
    if (!released) return released.error();
    return spent(rows_.read(lending_sql::kRemoveWebhook, kTakeText, id.view(), org.view()));
  }
  Result<std::uint64_t> count_webhooks(const OrgId& org) override {
    const auto counted = rows_.read(lending_sql::kCountWebhooks, kTakeCount, org.view());
    if (!counted) return counted.error();
    return counted.value().front();
  }

 private:
  Rows rows_;
};

}  // namespace ratestack::storage
