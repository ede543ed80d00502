#include "native/app/identity_config.hpp"

#include <algorithm>
#include <thread>

#include "native/app/setting_specs.hpp"
#include "native/app/setting_values.hpp"
#include "native/service/identity/breached_passwords.hpp"
#include "native/service/identity/breached_words.hpp"

namespace ratestack::app {
namespace {

constexpr std::uint64_t kDaySeconds = std::uint64_t{24} * 60 * 60;
constexpr NumberRange kIdle{60, kDaySeconds, "a number of seconds"};
constexpr NumberRange kAbsolute{300, 30 * kDaySeconds, "a number of seconds"};
constexpr NumberRange kRecent{30, kDaySeconds, "a number of seconds"};
constexpr NumberRange kReuseCount{1, service::ReuseRules::kMaxCompared};
constexpr NumberRange kReuseDaysRange{0, 3650, "a number of days"};
constexpr NumberRange kLength{kMinPasswordLength, 64, "a number of characters"};
constexpr NumberRange kFailures{1, 1000};
constexpr NumberRange kSpan{1, kDaySeconds, "a number of seconds"};

class IdentityReader {
 public:
  IdentityReader(const RawSettings& raw, ConfigReading& reading, Config& config)
      : raw_(raw), reading_(reading), config_(config) {}

  void read() {
    number(kSessionIdle, kIdle, config_.sessions.idle);
    number(kSessionAbsolute, kAbsolute, config_.sessions.absolute);
    if (config_.sessions.absolute < config_.sessions.idle)
      fault(kSessionAbsolute, "is shorter than " + std::string(kSessionIdle));
    number(kRecentProof, kRecent, config_.recent_proof);
    number(kReuseLast, kReuseCount, config_.password_reuse.last);
    std::chrono::days reuse_days = std::chrono::duration_cast<std::chrono::days>(config_.password_reuse.within);
    number(kReuseDays, kReuseDaysRange, reuse_days);
    config_.password_reuse.within = reuse_days;
    read_length();
    read_breached();
    number(kLockoutFailures, kFailures, config_.lockout.failures.places);
    number(kLockoutWindow, kSpan, config_.lockout.failures.span);
    number(kKeyTries, kFailures, config_.lockout.api_key.capacity);
    number(kKeyRefill, kSpan, config_.lockout.api_key.refill);
  }

 private:
  [[nodiscard]] const std::string* text(std::string_view name) const {
    const auto found = raw_.find(name);
    return found == raw_.end() ? nullptr : &found->second.text;
  }

  void fault(std::string_view name, std::string problem) {
    reading_.faults.push_back({std::string(name), std::move(problem)});
  }

  template <typename T>
  void number(std::string_view name, const NumberRange& range, T& out) {
    const std::string* const given = text(name);
    if (given == nullptr) return;
    auto parsed = parse_number(*given, range);
    if (auto* problem = std::get_if<Problem>(&parsed))
      fault(name, std::move(problem->text));
    else
      out = T(std::get<std::uint64_t>(parsed));
  }

  void read_length() {
    const bool production = config_.deployment == Deployment::production;
    config_.password_min_length = production ? kProductionMinPasswordLength : kMinPasswordLength;
    number(kPasswordMinLength, kLength, config_.password_min_length);
    if (production && config_.password_min_length < kProductionMinPasswordLength)
      fault(kPasswordMinLength, "must be at least 15 in production: it is the only factor of who has no second one");
  }

  void read_breached() {
    const std::string* const file = text(kBreachedPasswordsFile);
    if (file == nullptr) return;
    config_.breached_passwords_file = *file;
    const auto opened = service::BreachedPasswords::open(*file);
    if (!opened) fault(kBreachedPasswordsFile, service::explain_breached_error(opened.error(), *file));
  }

  const RawSettings& raw_;
  ConfigReading& reading_;
  Config& config_;
};

constexpr std::string_view kRelyingPartyName = "RateStack";

// Absent where no browser would make a passkey for the origin: an address, or http elsewhere than on localhost.
std::optional<RelyingParty> relying_party(const Config& config) {
  const auto origin = PublicOrigin::parse(config.portal_origin());
  if (!origin) return std::nullopt;
  auto made = RelyingParty::create(origin.value().host(), kRelyingPartyName, {origin.value()});
  return made ? std::optional<RelyingParty>(std::move(made.value())) : std::nullopt;
}

}  // namespace

void read_identity(const RawSettings& raw, ConfigReading& reading, Config& config) {
  IdentityReader(raw, reading, config).read();
}

Result<service::IdentitySettings> identity_settings(const Config& config) {
  service::IdentitySettings settings;
  if (config.public_origin) settings.issuer = *config.public_origin;
  settings.key_environment = config.deployment == Deployment::production ? "live" : "dev";
  settings.relying_party = relying_party(config);
  settings.sessions = config.sessions;
  settings.recent = config.recent_proof;
  settings.passwords.min_without_second_factor = config.password_min_length;
  settings.passwords.reuse = config.password_reuse;
  settings.lockout = config.lockout;
  settings.worker.threads = std::max(1U, std::thread::hardware_concurrency());
  if (config.breached_passwords_file) {
    auto opened = service::BreachedPasswords::open_intact(*config.breached_passwords_file);
    if (!opened) return opened.error();
    auto list = std::make_shared<const service::BreachedPasswords>(std::move(opened.value()));
    settings.passwords.is_breached = [list](std::string_view password) { return list->contains(password); };
  }
  return settings;
}

std::string explain_identity_failure(const Error& error, const Config& config) {
  const auto is_of = [&](auto example) { return error.code.category() == make_error_code(example).category(); };
  if (!is_of(service::BreachedPasswordsError::changed) && !is_of(BreachedFilterError::not_a_filter)) return {};
  const std::string file = config.breached_passwords_file.value_or("").string();
  return std::string(kBreachedPasswordsFile) + ": " + service::explain_breached_error(error, file);
}

}  // namespace ratestack::app
