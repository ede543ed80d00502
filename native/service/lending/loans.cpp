#include "native/service/lending/loans.hpp"

#include "native/service/identity/identity_events.hpp"
#include "native/service/lending/lending_conflict.hpp"
#include "native/service/new_id.hpp"
#include "native/service/secrets/sealed_values.hpp"
#include "ratestack/audit/platform_action.hpp"

namespace ratestack::service {
namespace {

Resource resource_of(const LoanRecord& loan) { return {"loan", loan.id.text(), loan.org_id}; }

Result<LoanRecord> found(Result<std::optional<LoanRecord>> loan) {
  if (!loan) return loan.error();
  if (!loan.value()) return StoreError::not_found;
  return std::move(*loan.value());
}

/// What is shared with who asks is not theirs to change.
Result<LoanRecord> own(Result<std::optional<LoanRecord>> loan, const OrgId& org) {
  auto record = found(std::move(loan));
  if (record && record.value().org_id != org) return StoreError::not_found;
  return record;
}

Result<void> seal(WriteTransaction& transaction, const SecretEncryptor& encryptor, const Borrower& borrower,
                  LoanRecord& loan) {
  const auto kid = write_key(transaction.secrets(), encryptor.ring());
  if (!kid) return kid.error();
  const auto place = place_of(kLoanBorrowers, loan.org_id.view(), loan.id.view());
  if (!place) return place.error();
  auto envelope = encryptor.seal(place.value(), as_bytes(borrower.to_text()), kid.value());
  if (!envelope) return envelope.error();
  loan.borrower = std::move(envelope.value());
  return {};
}

Result<void> update(WriteTransaction& transaction, LoanRecord& loan) {
  const auto updated = transaction.lending().update_loan(loan);
  if (!updated) return updated.error();
  if (updated.value() == Spent::before) return LendingConflict::stale_version;
  ++loan.version;
  return {};
}

Result<void> check_unlocked(WriteTransaction& transaction, const LoanId& id, const LockRules& rules, Timestamp now) {
  const auto lock = transaction.lending().newest_lock(id);
  if (!lock) return lock.error();
  const bool live = lock.value() && state_at(lock.value()->lock, rules, now) != LockState::expired;
  return live ? Result<void>(LendingConflict::loan_locked) : Result<void>();
}

}  // namespace

JsonObject terms_json(const Loan& terms) {
  return {{"amount", terms.amount.to_text()},     {"fico", terms.fico.units()},
          {"ltv", terms.ltv.to_text()},           {"occupancy", to_string(terms.occupancy)},
          {"property_state", terms.state.code()}, {"purpose", to_string(terms.purpose)}};
}

Result<Written<LoanRecord>> Loans::create(const NewLoan& order, const Asker& asker,
                                          const Once<LoanRecord>& once) const {
  const LoanRecord loan{.id = new_id<LoanId>(asker.now, entropy_),
                        .org_id = asker.org_id,
                        .terms = order.terms,
                        .borrower = {},
                        .external_id = order.external_id,
                        .created_at = asker.now,
                        .updated_at = asker.now};
  JsonObject payload = terms_json(order.terms);
  if (order.external_id) payload["external_id"] = *order.external_id;
  auto event = to_event(asker, {"LOAN_CREATED", "success", std::move(payload), resource_of(loan)});
  return write_once<LoanRecord>(writer_, std::move(event), loan, once,
                                [&](WriteTransaction& transaction, LoanRecord& made) -> Result<void> {
                                  auto sealed = seal(transaction, encryptor_, order.borrower, made);
                                  return sealed ? transaction.lending().insert_loan(made) : sealed;
                                });
}

Result<LoanRecord> Loans::change(const LoanRecord& loan, const std::optional<Borrower>& borrower,
                                 const Asker& asker) const {
  JsonObject payload = terms_json(loan.terms);
  payload["borrower_changed"] = borrower.has_value();
  auto event = to_event(asker, {"LOAN_CHANGED", "success", std::move(payload), resource_of(loan)});
  LoanRecord changed = loan;
  changed.updated_at = asker.now;
  return only_record(write_once<LoanRecord>(
      writer_, std::move(event), std::move(changed), {},
      [&](WriteTransaction& transaction, LoanRecord& made) -> Result<void> {
        made.version = loan.version;  // the transaction may be begun anew
        const auto there = own(transaction.lending().find_loan(asker.org_id, loan.id), asker.org_id);
        if (!there) return there.error();
        if (there.value().version != loan.version) return LendingConflict::stale_version;
        if (there.value().terms != loan.terms) {
          if (auto free = check_unlocked(transaction, loan.id, rules_, asker.now); !free) return free;
        }
        made.borrower = there.value().borrower;  // a rekey may have sealed it again since, at the same version
        if (borrower) {
          if (auto sealed = seal(transaction, encryptor_, *borrower, made); !sealed) return sealed;
        }
        return update(transaction, made);
      }));
}

Result<Written<LoanRecord>> Loans::set_status(const LoanId& id, LoanStatus status, const Asker& asker,
                                              const Once<LoanRecord>& once) const {
  auto loan = found(store_.lending().find_loan(asker.org_id, id));
  if (!loan) return loan.error();
  auto event =
      to_event(asker, {"LOAN_STATUS_CHANGED", "success", {{"status", to_string(status)}}, resource_of(loan.value())});
  return write_once<LoanRecord>(writer_, std::move(event), std::move(loan.value()), once,
                                [&](WriteTransaction& transaction, LoanRecord& made) -> Result<void> {
                                  auto there = found(transaction.lending().find_loan(asker.org_id, id));
                                  if (!there) return there.error();
                                  made = std::move(there.value());
                                  made.status = status;
                                  made.updated_at = asker.now;
                                  return update(transaction, made);
                                });
}

Result<LoanShare> Loans::share(const LoanId& id, const OrgId& with, const Asker& asker) const {
  if (with == asker.org_id) return LendingConflict::share_with_owner;
  const LoanShare share{id, asker.org_id, with, asker.actor.id, asker.now};
  auto event = to_event(asker, {"LOAN_SHARED", "success", {{"with", with.view()}}, {"loan", id.text(), asker.org_id}});
  return only_record(write_once<LoanShare>(
      writer_, std::move(event), share, {}, [&](WriteTransaction& transaction, const LoanShare&) -> Result<void> {
        const auto loan = own(transaction.lending().find_loan(asker.org_id, id), asker.org_id);
        if (!loan) return loan.error();
        const auto shared = transaction.lending().share_loan(share);
        return shared ? Result<void>() : shared.error();
      }));
}

Result<void> Loans::unshare(const LoanId& id, const OrgId& with, const Asker& asker) const {
  return write_change(
      writer_,
      to_event(asker, {"LOAN_UNSHARED", "success", {{"with", with.view()}}, {"loan", id.text(), asker.org_id}}),
      [&](WriteTransaction& transaction) -> Result<void> {
        const auto removed = transaction.lending().unshare_loan(asker.org_id, id, with);
        if (!removed) return removed.error();
        return removed.value() == Spent::now ? Result<void>() : StoreError::not_found;
      });
}

Result<Borrower> Loans::borrower_of(const LoanRecord& loan) const {
  const auto place = place_of(kLoanBorrowers, loan.org_id.view(), loan.id.view());
  if (!place) return place.error();
  const auto opened = encryptor_.open(place.value(), loan.borrower);
  if (!opened) return opened.error();
  return Borrower::from_text(as_text(opened.value().expose()));
}

Result<Borrower> Loans::open_borrower(const LoanId& id, const Asker& asker) const {
  const auto loan = own(store_.lending().find_loan(asker.org_id, id), asker.org_id);
  if (!loan) return loan.error();
  auto borrower = borrower_of(loan.value());
  JsonObject payload;
  if (!borrower) payload["reason"] = borrower.error().code.message();
  AppendJob job;
  job.events.push_back(to_event(
      asker, {kBorrowerOpened, borrower ? "success" : "failure", std::move(payload), resource_of(loan.value())}));
  if (auto written = writer_.submit_and_wait(std::move(job)); !written) return written.error();
  return borrower;
}

}  // namespace ratestack::service
