// Everything behind a dispatcher over real parts: a SQLite file, the group-commit writer, the authenticator.
#pragma once

#include <gtest/gtest.h>

#include <span>

#include "native/http/dispatcher.hpp"
#include "native/http/routes.hpp"
#include "native/outbound/cares_resolver.hpp"
#include "native/service/secrets/secret_startup.hpp"
#include "native/service/system.hpp"
#include "native/storage/sqlite/sqlite_store.hpp"
#include "tests/support/set_clock.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/support/test_keys.hpp"

namespace ratestack::http {

inline constexpr std::string_view kInternalToken = "an internal token of 32 characters";

class ApiParts {
 protected:
  /// `log` is used from the first request on.
  ApiParts(std::span<const Route> served, RequestLog& log) : router(served), dispatcher(router, api, ids, log) {}

  static std::unique_ptr<service::Store> fresh_store(const std::filesystem::path& file) {
    EXPECT_TRUE(sqlite::migrate(file));
    return sqlite::SqliteStore::open(file).value();
  }

  std::unique_ptr<service::Identity> open_identity() {
    EXPECT_TRUE(service::check_keys(*store, encryptor, clock.now()));
    return service::open_identity({*store, writer, encryptor, clock, sealing}, {}, nullptr, [](const Error&) {})
        .value();
  }

  testing::TempDir dir;
  testing::SetClock clock;
  std::unique_ptr<service::Store> store = fresh_store(dir.path() / "test.db");
  service::AuditWriter writer{*store, clock};
  std::unique_ptr<outbound::CaresResolver> resolver = outbound::CaresResolver::start({}).value();
  service::UrlJudge urls{{}, *resolver};
  ExportFiles exports = ExportFiles::open(dir.path() / "exports").value();
  OpenApiDocument openapi{routes(), "1"};
  Router router;
  CorrelationIds ids{{1, 2, 3, 4, 5}};
  Lane reads{{.threads = 1, .max_queued = 1}};
  Lane sweeps{{.threads = 1, .max_queued = 1}};
  Lane calls{{.threads = 1, .max_queued = 1}};
  std::atomic<bool> stopping{false};
  service::PseudonymKeys pseudonym_keys{SecretBytes::generate(32, [](MutableByteSpan) {})};
  service::SystemEntropy sealing;
  SecretEncryptor encryptor{testing::test_ring('a'), sealing};
  service::SecretVault vault{*store, writer, sealing, encryptor};
  service::Rekeyer rekeyer{*store, writer, clock, sealing, encryptor};
  service::RekeyThread rekey_thread{rekeyer, [](const auto&) {}};
  SecretParts secrets{vault, rekeyer, rekey_thread, encryptor.ring()};
  InternalToken internal_token{SecretBytes::copy_of(as_bytes(kInternalToken)), InternalToken::Rule::required};
  std::unique_ptr<service::Identity> identity = open_identity();
  service::Accounts accounts{writer, *store, clock, sealing};
  service::OidcParts oidc_parts{
      *store, writer, identity->sign_in, identity->guard, identity->limit_keys, identity->tickets, clock, sealing};
  service::OidcSignIn oidc{oidc_parts, {}};
  service::ProviderLogouts provider_logouts{oidc_parts, oidc};
  service::Acting acting{*store, writer, clock};
  service::Administration administration{writer, sealing};
  service::Lending lending{*store, writer, sealing, encryptor};
  service::Denials denials{writer};
  Api api{*store,  writer,  *identity,      accounts, oidc,    provider_logouts, acting,  administration,
          lending, denials, internal_token, urls,     clock,   pseudonym_keys,   secrets, reads,
          sweeps,  calls,   exports,        openapi,  stopping};
  Dispatcher dispatcher;
};

}  // namespace ratestack::http
