// The parts of lending together, as main wires them.
#pragma once

#include "native/service/lending/documents.hpp"
#include "native/service/lending/loans.hpp"
#include "native/service/lending/locks.hpp"
#include "native/service/lending/rate_sheets.hpp"
#include "native/service/lending/webhook_subscriptions.hpp"

namespace ratestack::service {

struct Lending {
  Lending(Store& store, AuditWriter& writer, Entropy& entropy, const SecretEncryptor& encryptor,
          const LockRules& rules = {})
      : sheet_cache(store),
        loans(store, writer, entropy, encryptor, rules),
        sheets(writer, entropy),
        pricer(store, sheet_cache),
        locks(store, writer, pricer, entropy, rules),
        documents(store, writer, entropy, encryptor),
        webhooks(writer, entropy, encryptor) {}
  Lending(const Lending&) = delete;
  Lending& operator=(const Lending&) = delete;

  SheetCache sheet_cache;
  Loans loans;
  RateSheets sheets;
  Pricer pricer;
  Locks locks;
  Documents documents;
  WebhookSubscriptions webhooks;
};

}  // namespace ratestack::service
