#include "native/app/daemon.hpp"

#include <algorithm>
#include <thread>

#include "native/app/identity_config.hpp"
#include "native/app/version.hpp"
#include "native/http/routes.hpp"
#include "native/redis/redis_lockout.hpp"
#include "native/service/identity/identity_events.hpp"
#include "native/service/key_file.hpp"
#include "native/service/policy_record.hpp"

#include "ratestack/audit/platform_action.hpp"

namespace ratestack::app {
namespace {

constexpr http::LaneLimits kReads{.threads = 3, .max_queued = 2048};
constexpr http::LaneLimits kSweeps{.threads = 2, .max_queued = 64};
constexpr http::LaneLimits kCalls{.threads = 4, .max_queued = 64};
constexpr int kMaxReactors = 8;

int reactor_count() { return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 2, kMaxReactors); }

http::CorrelationIds::ProcessBytes process_bytes() {
  http::CorrelationIds::ProcessBytes bytes{};
  service::SystemEntropy().fill(bytes);
  return bytes;
}

// A fresh installation on SQLite needs no second command; an old file is migrated by an operator who has a copy of it,
// a PostgreSQL database by its owner.
Result<std::unique_ptr<service::Store>> open_database(const Database& database) {
  std::error_code failure;
  const auto* const file = std::get_if<std::filesystem::path>(&database);
  if (file != nullptr && !std::filesystem::exists(*file, failure)) {
    if (const auto made = migrate(database, ""); !made) return made.error();
  }
  return open_store(database,
                    kReads.threads + kSweeps.threads + kCalls.threads);  // nobody in a lane waits for a connection
}

// A file that the operator names must be there: a fresh key in its place would give everybody a new pseudonym.
Result<SecretBytes> pseudonym_secret(const Config& config, Entropy& entropy, SecretMemory& memory) {
  if (!config.pseudonym_key.empty()) return SecretBytes::copy_of(config.pseudonym_key.expose(), &memory);
  if (config.pseudonym_key_file) return service::read_key_file(*config.pseudonym_key_file, &memory);
  return service::read_or_create_key_file(config.default_pseudonym_key_file(), entropy, &memory);
}

void log_housekeeping(telemetry::JsonLog& log, const Error& error) {
  telemetry::LogLine line("housekeeping");
  line.text("problem", error.message());
  log.write(telemetry::Level::warning, std::move(line));
}

// A row in the platform's chain for each change; before there is a platform there is nobody to tell.
void record_lockout_mode(Foundation& foundation, const service::Clock& clock, service::LockoutMode mode) {
  const auto platform = foundation.store->platform_org();
  if (!platform || !platform.value()) return;
  const OrgId& org = platform.value()->id;
  const service::Asker asker{{ActorType::service, "lockout", std::nullopt, org}, org, "lockout-mode", clock.now()};
  service::AppendJob job;
  job.events.push_back(service::to_event(
      asker, {kLockoutModeChanged, "success", {{"counted", to_string(mode)}}, {"service", "lockout", org}}));
  static_cast<void>(foundation.writer.submit_and_wait(std::move(job)));
}

std::unique_ptr<service::Lockout> shared_counters(Config& config, Foundation& foundation, const service::Clock& clock,
                                                  telemetry::JsonLog& log) {
  if (!config.redis) return nullptr;
  redis::RedisLockoutOptions options;
  options.rules = config.lockout;
  options.replicas = config.replicas;
  options.on_mode = [&foundation, &clock, &log](service::LockoutMode mode) {
    log.write(telemetry::Level::warning, std::move(telemetry::LogLine("lockout").text("counted", to_string(mode))));
    record_lockout_mode(foundation, clock, mode);
  };
  return std::make_unique<redis::RedisLockout>(std::move(*config.redis), clock, std::move(options));
}

Result<std::vector<std::unique_ptr<service::OidcClient>>> make_clients(
    std::vector<service::OidcProviderSettings> providers, service::HttpClient& http, const service::Clock& clock) {
  std::vector<std::unique_ptr<service::OidcClient>> clients;
  clients.reserve(providers.size());
  for (service::OidcProviderSettings& settings : providers) {
    auto client = service::OidcClient::create(std::move(settings), http, clock);
    if (!client) return client.error();
    clients.push_back(std::move(client.value()));
  }
  return clients;
}

service::OidcParts oidc_parts(Foundation& foundation, const service::Clock& clock) {
  service::Identity& identity = *foundation.identity;
  return {*foundation.store,
          foundation.writer,
          identity.sign_in,
          identity.guard,
          identity.limit_keys,
          identity.tickets,
          clock,
          foundation.entropy};
}

http::InternalToken internal_token_of(const Config& config, SecretMemory& memory) {
  using enum http::InternalToken::Rule;
  return {SecretBytes::copy_of(config.internal_token.expose(), &memory),
          config.deployment == Deployment::production ? required : advisory};
}

void log_rekey(telemetry::JsonLog& log, const Result<service::RekeyJob>& end) {
  telemetry::LogLine line("rekey");
  if (!end) {
    log.write(telemetry::Level::warning, std::move(line.text("problem", end.error().message())));
    return;
  }
  const service::RekeyJob& job = end.value();
  line.text("job", job.id.view()).text("state", to_string(job.state)).text("target_kid", job.target.view());
  line.number("done", static_cast<std::int64_t>(job.done)).number("total", static_cast<std::int64_t>(job.total));
  log.write(telemetry::Level::info, std::move(line));
}

}  // namespace

Daemon::Daemon(const service::SystemClock& clock, telemetry::JsonLog& log, std::unique_ptr<Foundation> foundation,
               std::unique_ptr<OutboundParts> outbound, std::vector<std::unique_ptr<service::OidcClient>> providers,
               http::ExportFiles exports, service::PseudonymKeys pseudonym_keys, http::InternalToken internal_token)
    : request_log_(log),
      foundation_(std::move(foundation)),
      outbound_(std::move(outbound)),
      accounts_(foundation_->writer, *foundation_->store, clock, foundation_->entropy),
      oidc_(oidc_parts(*foundation_, clock), std::move(providers)),
      provider_logouts_(oidc_parts(*foundation_, clock), oidc_),
      acting_(*foundation_->store, foundation_->writer, clock),
      administration_(foundation_->writer, foundation_->entropy),
      lending_(*foundation_->store, foundation_->writer, foundation_->entropy, foundation_->encryptor),
      denials_(foundation_->writer),
      exports_(std::move(exports)),
      pseudonym_keys_(std::move(pseudonym_keys)),
      vault_(*foundation_->store, foundation_->writer, foundation_->entropy, foundation_->encryptor),
      rekeyer_(*foundation_->store, foundation_->writer, clock, foundation_->entropy, foundation_->encryptor),
      rekey_thread_(rekeyer_, [&log](const Result<service::RekeyJob>& end) { log_rekey(log, end); }),
      secrets_{vault_, rekeyer_, rekey_thread_, foundation_->encryptor.ring()},
      internal_token_(std::move(internal_token)),
      openapi_(http::routes(), version_number()),
      router_(http::routes()),
      correlation_ids_(process_bytes()),
      reads_(kReads),
      sweeps_(kSweeps),
      calls_(kCalls),
      api_{*foundation_->store,
           foundation_->writer,
           *foundation_->identity,
           accounts_,
           oidc_,
           provider_logouts_,
           acting_,
           administration_,
           lending_,
           denials_,
           internal_token_,
           outbound_->urls(),
           clock,
           pseudonym_keys_,
           secrets_,
           reads_,
           sweeps_,
           calls_,
           exports_,
           openapi_,
           stopping_},
      dispatcher_(router_, api_, correlation_ids_, request_log_) {}

Daemon::~Daemon() { stop(); }

Result<std::unique_ptr<Daemon>> Daemon::start(Config& config, SecretMemory& memory, const service::SystemClock& clock,
                                              telemetry::JsonLog& log) {
  auto store = open_database(config.database);
  if (!store) return store.error();
  auto exports = http::ExportFiles::open(config.export_dir());
  if (!exports) return exports.error();
  auto outbound = OutboundParts::open(config);
  if (!outbound) return outbound.error();
  auto providers = make_clients(std::move(config.providers), outbound.value()->http(), clock);
  if (!providers) return providers.error();
  service::SystemEntropy entropy;
  auto secret = pseudonym_secret(config, entropy, memory);
  if (!secret) return secret.error();
  auto master_keys = load_master_keys(config, entropy, memory);
  if (!master_keys) return master_keys.error();
  auto settings = identity_settings(config);
  if (!settings) return settings.error();
  auto foundation = std::make_unique<Foundation>(std::move(*store), std::move(*master_keys), clock);
  auto counters = shared_counters(config, *foundation, clock, log);
  const auto on_failure = [&log](const Error& error) { log_housekeeping(log, error); };
  auto settled = foundation->settle(clock, std::move(settings.value()), std::move(counters), on_failure);
  if (!settled) return settled.error();
  std::unique_ptr<Daemon> daemon(
      new Daemon(clock, log, std::move(foundation), std::move(*outbound), std::move(*providers), std::move(*exports),
                 service::PseudonymKeys(std::move(*secret)), internal_token_of(config, memory)));
  if (auto taken_up = daemon->take_up_work(config, clock); !taken_up) return taken_up.error();
  auto server = http::Server::start({config.listen.host, config.listen.port, reactor_count()}, daemon->dispatcher_);
  if (!server) return server.error();
  daemon->server_ = std::move(*server);
  return daemon;
}

// A rekey that was stopped with its server goes on with the next one.
Result<void> Daemon::take_up_work(const Config& config, const service::SystemClock& clock) {
  auto recorded = service::record_policy_change(*foundation_->store, foundation_->writer, clock.now(), config.services);
  if (!recorded) return recorded;
  const auto waiting = rekeyer_.has_job();
  if (!waiting) return waiting.error();
  if (*waiting) rekey_thread_.wake();
  return {};
}

std::size_t Daemon::stop() {
  if (stopping_.exchange(true) || !server_) return 0;
  static_cast<void>(server_->wait_for_answers(kStopPatience));
  rekey_thread_.stop();
  outbound_->stop();
  foundation_->identity->stop();
  foundation_->writer.stop();  // before the lanes: an export in a lane waits for the writer
  sweeps_.stop();
  calls_.stop();
  reads_.stop();
  const std::size_t unanswered = server_->wait_for_answers(std::chrono::seconds(1));
  server_.reset();
  return unanswered;
}

}  // namespace ratestack::app
