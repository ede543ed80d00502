// What the handlers work with, wired by app/. Nothing here is owned.
#pragma once

#include <atomic>

#include "native/http/export_files.hpp"
#include "native/http/internal_token.hpp"
#include "native/http/lane.hpp"
#include "native/http/openapi.hpp"
#include "native/service/accounts.hpp"
#include "native/service/audit_writer.hpp"
#include "native/service/authorization/acting.hpp"
#include "native/service/authorization/administration.hpp"
#include "native/service/authorization/denials.hpp"
#include "native/service/clock.hpp"
#include "native/service/identity/identity.hpp"
#include "native/service/identity/oidc_sign_in.hpp"
#include "native/service/identity/provider_logouts.hpp"
#include "native/service/lending/lending.hpp"
#include "native/service/pseudonym_keys.hpp"
#include "native/service/secrets/rekey_thread.hpp"
#include "native/service/secrets/secret_vault.hpp"
#include "native/service/store.hpp"
#include "native/service/url_judge.hpp"

namespace ratestack::http {

/// What handlers of secrets work with.
struct SecretParts {
  service::SecretVault& vault;
  service::Rekeyer& rekeyer;
  service::RekeyThread& thread;  // wakes for a job
  const KeyRing& ring;
};

struct Api {
  service::Store& store;
  service::AuditWriter& writer;
  service::Identity& identity;
  service::Accounts& accounts;
  const service::OidcSignIn& oidc;
  const service::ProviderLogouts& provider_logouts;
  const service::Acting& acting;
  const service::Administration& administration;
  const service::Lending& lending;
  service::Denials& denials;
  const InternalToken& internal_token;
  const service::UrlJudge& urls;
  const service::Clock& clock;
  const service::PseudonymKeys& pseudonym_keys;
  const SecretParts& secrets;
  Lane& reads;   // short: a list, a key, a large body
  Lane& sweeps;  // long: verify and export; few at a time, so that they leave the processors to others
  Lane& calls;   // a call to somebody else's server, or a few
  ExportFiles& exports;
  const OpenApiDocument& openapi;
  const std::atomic<bool>& stopping;
};

}  // namespace ratestack::http
