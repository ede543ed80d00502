// Loans: what they are, whose they are, who else sees them. A borrower is sealed before it is stored, and what says who
// read it is written before it is shown.
#pragma once

#include <optional>
#include <string>

#include "native/service/asker.hpp"
#include "native/service/lending/lending_records.hpp"
#include "native/service/lending/written.hpp"
#include "native/service/store.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/lending/borrower.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::service {

struct NewLoan {
  Loan terms;
  Borrower borrower;
  std::optional<std::string> external_id = {};  // 1 to 64 visible ASCII characters, which the caller has made sure of
};

/// Thread safe. Each call that changes something waits for the disk: never on a reactor thread. Errors besides those
/// named: those of the store and of sealing (KeyFitError). Whoever asks (Asker::org_id) must own the loan, except where
/// it is said that it may be shared with them: not_found otherwise.
class Loans {
 public:
  Loans(Store& store, AuditWriter& writer, Entropy& entropy, const SecretEncryptor& encryptor, const LockRules& rules)
      : store_(store), writer_(writer), entropy_(entropy), encryptor_(encryptor), rules_(rules) {}

  /// Row LOAN_CREATED, with the terms. conflict: there is a loan of that external id.
  [[nodiscard]] Result<Written<LoanRecord>> create(const NewLoan& order, const Asker& asker,
                                                   const Once<LoanRecord>& once) const;

  /// `loan` with other terms, at the version at which it was read; another borrower where one is given. Answers it at
  /// its next version. Row LOAN_CHANGED, with what the terms are now. Errors: stale_version, loan_locked (other terms
  /// while a lock is live).
  [[nodiscard]] Result<LoanRecord> change(const LoanRecord& loan, const std::optional<Borrower>& borrower,
                                          const Asker& asker) const;

  /// Also of a loan that is shared with who asks. Row LOAN_STATUS_CHANGED.
  [[nodiscard]] Result<Written<LoanRecord>> set_status(const LoanId& id, LoanStatus status, const Asker& asker,
                                                       const Once<LoanRecord>& once) const;

  /// Row LOAN_SHARED; sharing again changes nothing, and is recorded. share_with_owner; not_found: no such
  /// organisation.
  [[nodiscard]] Result<LoanShare> share(const LoanId& id, const OrgId& with, const Asker& asker) const;
  /// Row LOAN_UNSHARED. not_found: it was not shared with them.
  [[nodiscard]] Result<void> unshare(const LoanId& id, const OrgId& with, const Asker& asker) const;

  /// Whose borrower it is, for showing no more than a name, an address and a masked number; writes no row. SecretError.
  [[nodiscard]] Result<Borrower> borrower_of(const LoanRecord& loan) const;
  /// All of it, once the row BORROWER_OPENED is on the disk; an attempt that fails leaves one too, with outcome
  /// failure.
  [[nodiscard]] Result<Borrower> open_borrower(const LoanId& id, const Asker& asker) const;

 private:
  Store& store_;
  AuditWriter& writer_;
  Entropy& entropy_;
  const SecretEncryptor& encryptor_;
  const LockRules rules_;
};

/// {"amount","fico","ltv","occupancy","property_state","purpose"}: terms as rows, locks and answers say them.
[[nodiscard]] JsonObject terms_json(const Loan& terms);

}  // namespace ratestack::service
