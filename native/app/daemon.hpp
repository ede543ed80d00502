// ratestackd, wired: every part made here, in order, and stopped in the reverse.
#pragma once

#include <atomic>
#include <memory>

#include "native/app/config.hpp"
#include "native/app/foundation.hpp"
#include "native/app/master_keys.hpp"
#include "native/app/outbound_parts.hpp"
#include "native/app/request_logger.hpp"
#include "native/http/server.hpp"
#include "native/service/identity/oidc_sign_in.hpp"
#include "native/service/system.hpp"
#include "native/telemetry/json_log.hpp"

namespace ratestack::app {

class Daemon {
 public:
  /// Opens the store (creating a fresh one where there is no file) and serves. `log` must outlive the daemon.
  /// So must `memory`, where its keys live. Takes the address of Redis and the providers out of `config`.
  static Result<std::unique_ptr<Daemon>> start(Config& config, SecretMemory& memory, const service::SystemClock& clock,
                                               telemetry::JsonLog& log);
  ~Daemon();

  /// Refuses new work, answers what was taken, commits what was accepted. Bounded: a request that does not come to its
  /// end within kStopPatience is cut off. Answers how many were. Idempotent.
  std::size_t stop();

  [[nodiscard]] service::StoreCounters store_counters() const { return foundation_->store->counters(); }

  static constexpr std::chrono::seconds kStopPatience{10};

 private:
  Daemon(const service::SystemClock& clock, telemetry::JsonLog& log, std::unique_ptr<Foundation> foundation,
         std::unique_ptr<OutboundParts> outbound, std::vector<std::unique_ptr<service::OidcClient>> providers,
         http::ExportFiles exports, service::PseudonymKeys pseudonym_keys, http::InternalToken internal_token);
  Result<void> take_up_work(const Config& config, const service::SystemClock& clock);

  RequestLogger request_log_;
  std::unique_ptr<Foundation> foundation_;
  std::unique_ptr<OutboundParts> outbound_;
  service::Accounts accounts_;
  service::OidcSignIn oidc_;
  service::ProviderLogouts provider_logouts_;
  service::Acting acting_;
  service::Administration administration_;
  service::Lending lending_;
  service::Denials denials_;
  http::ExportFiles exports_;
  service::PseudonymKeys pseudonym_keys_;
  service::SecretVault vault_;
  service::Rekeyer rekeyer_;
  service::RekeyThread rekey_thread_;
  http::SecretParts secrets_;
  http::InternalToken internal_token_;
  http::OpenApiDocument openapi_;
  http::Router router_;
  http::CorrelationIds correlation_ids_;
  http::Lane reads_;
  http::Lane sweeps_;
  http::Lane calls_;
  std::atomic<bool> stopping_{false};
  http::Api api_;
  http::Dispatcher dispatcher_;
  std::unique_ptr<http::Server> server_;  // last in, first out
};

}  // namespace ratestack::app
