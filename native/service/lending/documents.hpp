// Documents of loans: delivered by partners' systems, kept sealed, opened by a recorded call.
#pragma once

#include <string>

#include "native/service/asker.hpp"
#include "native/service/lending/lending_records.hpp"
#include "native/service/lending/written.hpp"
#include "native/service/store.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::service {

struct NewDocument {
  LoanId loan;
  std::string kind, name, media_type;  // checked by the caller
  std::string content;                 // at least a byte; what a request's body may hold
};

/// Thread safe. Each call waits for the disk: never on a reactor thread. Errors besides those named: those of the store
/// and of sealing.
class Documents {
 public:
  Documents(Store& store, AuditWriter& writer, Entropy& entropy, const SecretEncryptor& encryptor)
      : store_(store), writer_(writer), entropy_(entropy), encryptor_(encryptor) {}

  /// To a loan of who asks, or one that is shared with them. Row DOCUMENT_DELIVERED, with the digest. not_found: no
  /// such loan.
  [[nodiscard]] Result<Written<DocumentRecord>> deliver(const NewDocument& order, const Asker& asker,
                                                        const Once<DocumentRecord>& once) const;

  struct Opened {
    DocumentRecord record;
    std::string content;
  };
  /// By the loan's owner, once the row DOCUMENT_OPENED is on the disk. not_found; corrupt: its content is not what was
  /// delivered.
  [[nodiscard]] Result<Opened> open(const DocumentId& id, const Asker& asker) const;

 private:
  Store& store_;
  AuditWriter& writer_;
  Entropy& entropy_;
  const SecretEncryptor& encryptor_;
};

}  // namespace ratestack::service
