#include "native/service/identity/housekeeper.hpp"

namespace ratestack::service {

Housekeeper::Housekeeper(const HousekeepingParts& parts, std::function<void(const Error&)> on_failure)
    : parts_(parts), on_failure_(std::move(on_failure)), thread_([this] { run(); }) {}

Housekeeper::~Housekeeper() { stop(); }

// What is taken and cannot be written is lost: a use is not worth keeping two books.
Result<void> Housekeeper::tidy() {
  const auto session_uses = parts_.sessions.uses().take();
  const auto key_uses = parts_.key_uses.take();
  const Timestamp now = parts_.clock.now();
  const auto forgotten = Timestamp::from_micros(now.micros() - std::chrono::microseconds(kKeepSessions).count());
  auto written = parts_.store.transact([&](WriteTransaction& transaction) -> Result<void> {
    IdentityWriter& identity = transaction.identity();
    if (auto done = identity.touch_sessions(session_uses); !done) return done;
    if (auto done = identity.note_key_uses(key_uses); !done) return done;
    if (auto done = identity.forget_tokens(now); !done) return done;
    if (auto done = identity.forget_provider_logouts(now); !done) return done;
    return identity.forget_sessions(forgotten);
  });
  if (!written) return written;
  return parts_.tokens.reload();
}

void Housekeeper::run() {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, kInterval, [this] { return stopping_; })) {
    lock.unlock();
    if (const auto done = tidy(); !done) on_failure_(done.error());
    lock.lock();
  }
}

void Housekeeper::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  std::call_once(joined_, [this] {
    thread_.join();
    if (const auto done = tidy(); !done) on_failure_(done.error());
  });
}

}  // namespace ratestack::service
