#include "native/redis/redis_link.hpp"

#include <utility>

#include "native/redis/name_lookup.hpp"

namespace ratestack::redis {
namespace {

constexpr std::chrono::seconds kFirstProbe{1};
constexpr std::string_view kOpen = "not asked: it failed a moment ago";

Result<Reply> not_an_error(Result<Reply> reply) {
  if (reply && reply->is_error()) return Error(RedisError::refused);
  return reply;
}

}  // namespace

RedisLink::RedisLink(RedisAddress address, const LinkOptions& options, std::vector<std::string> scripts, Probe probe,
                     service::OnLockoutMode on_mode)
    : address_(std::move(address)),
      options_(options),
      probe_(std::move(probe)),
      on_mode_(std::move(on_mode)),
      pool_(address_, options.connections),
      breaker_(options.breaker) {
  for (std::string& text : scripts) scripts_.push_back({std::move(text), {}});
  thread_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, kFirstProbe, [this] { return probed_; });
}

RedisLink::~RedisLink() = default;

service::LockoutMode RedisLink::mode() const {
  const std::lock_guard lock(mutex_);
  return breaker_.is_closed() ? service::LockoutMode::shared : service::LockoutMode::local;
}

template <class Ask>
Result<Reply> RedisLink::guarded(Ask&& ask) {
  if (mode() == service::LockoutMode::local) return Error(RedisError::unreachable, std::string(kOpen));
  const Deadline deadline = Deadline::in(options_.deadline);
  const auto lease = pool_.borrow(deadline);
  Result<Reply> reply = lease ? not_an_error(ask(*lease.value(), deadline)) : Result<Reply>(lease.error());
  note(reply);
  return reply;
}

Result<Reply> RedisLink::run(std::size_t script, const ScriptCall& call) {
  return guarded([&](Connection& connection, Deadline deadline) {  //
    return ask_script(connection, script, call, deadline);
  });
}

Result<Reply> RedisLink::run(const Command& command) {
  return guarded([&](Connection& connection, Deadline deadline) { return connection.call(command.bytes(), deadline); });
}

Result<Reply> RedisLink::ask_script(Connection& connection, std::size_t script, const ScriptCall& call,
                                    Deadline deadline) const {
  const Script& known = scripts_[script];
  auto reply = connection.call(call.by_digest(known).bytes(), deadline);
  if (!reply || !reply->is_unknown_script()) return reply;
  return connection.call(call.by_text(known).bytes(), deadline);
}

// Our own crowd is no failure of Redis.
void RedisLink::note(const Result<Reply>& reply) {
  if (!reply && reply.error().code == make_error_code(RedisError::busy)) return;
  const std::lock_guard lock(mutex_);
  if (reply) return breaker_.succeeded();
  breaker_.failed(Clock::now());
  if (!breaker_.is_closed()) changed_.notify_all();
}

void RedisLink::watch(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const bool reached = probe();
    set_probed(reached);
    if (reached) {
      tell(service::LockoutMode::shared);
      wait_until_open(stop);
    }
    if (stop.stop_requested()) return;
    tell(service::LockoutMode::local);
    wait_for_turn(stop);
  }
}

bool RedisLink::probe() {
  if (address_.is_unix()) return probe_at({});
  for (const std::string& host : numeric_addresses(address_.host())) {
    if (probe_at(host)) return true;
  }
  return false;
}

bool RedisLink::probe_at(const std::string& host) {
  const Deadline deadline = Deadline::in(options_.deadline);
  const auto connection = Connection::open(address_, host, deadline);
  if (!connection || !load_scripts(*connection.value(), deadline)) return false;
  if (!not_an_error(ask_script(*connection.value(), probe_.script, probe_.call, deadline))) return false;
  pool_.set_host(host);
  return true;
}

// Written once: a digest is that of the text, and others read it without a lock.
Result<void> RedisLink::load_scripts(Connection& connection, Deadline deadline) {
  for (Script& script : scripts_) {
    const Command load = std::move(Command(3).add("SCRIPT").add("LOAD").add(script.text));
    const auto digest = not_an_error(connection.call(load.bytes(), deadline));
    if (!digest) return digest.error();
    if (script.digest.empty()) script.digest = std::string(digest->text());
  }
  return {};
}

void RedisLink::set_probed(bool succeeded) {
  const std::lock_guard lock(mutex_);
  probed_ = true;
  if (succeeded)
    breaker_.probe_succeeded(Clock::now());
  else
    breaker_.probe_failed(Clock::now());
  changed_.notify_all();
}

void RedisLink::wait_until_open(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, stop, [this] { return !breaker_.is_closed(); });
}

void RedisLink::wait_for_turn(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  changed_.wait_until(lock, stop, breaker_.next_probe(), [] { return false; });
}

void RedisLink::tell(service::LockoutMode mode) {
  if (mode == std::exchange(told_, mode) || !on_mode_) return;
  on_mode_(mode);
}

}  // namespace ratestack::redis
