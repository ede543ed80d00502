#include "native/service/identity/guarded_check.hpp"

#include "native/service/identity/identity_error.hpp"
#include "ratestack/audit/platform_action.hpp"

namespace ratestack::service {

Result<Reservation> SecretGuard::begin(const GuardedTry& attempt) {
  LockoutDecision decision = lockout_.reserve(attempt.keys);
  if (!decision.changes.empty()) {
    AppendJob job;
    for (const LockoutChange& change : decision.changes) {
      job.events.push_back(lockout_event(attempt.asker, change, attempt.resource));
    }
    job.done = [](const Result<AppendOutcome>&) {};  // the decision stands, recorded or not
    writer_.submit(std::move(job));
  }
  if (decision.reservation) return std::move(*decision.reservation);
  return Error(IdentityError::locked_out, std::to_string(decision.retry_after.count()));
}

void SecretGuard::wrong(const GuardedTry& attempt, std::string_view method, std::string_view reason,
                        const std::function<void(Result<void>)>& done) {
  AppendJob job;
  JsonObject payload = attempt.payload;
  payload["method"] = method;
  payload["reason"] = reason;
  job.events.push_back(to_event(attempt.asker, {kLoginFailed, "failure", std::move(payload), attempt.resource}));
  job.done = [done](const Result<AppendOutcome>& written) { done(written ? Result<void>() : written.error()); };
  writer_.submit(std::move(job));
}

}  // namespace ratestack::service
