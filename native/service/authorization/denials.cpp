#include "native/service/authorization/denials.hpp"

#include "native/service/identity/identity_events.hpp"
#include "ratestack/audit/platform_action.hpp"

namespace ratestack::service {

void Denials::record(const Asker& asker, std::string_view what) {
  std::int64_t unsaid = 0;
  {
    const std::lock_guard lock(mutex_);
    if (seen_.size() >= kMaxSubjects) make_room(asker.now);
    const auto [place, is_new] = seen_.try_emplace(asker.actor.id, Seen{asker.now});
    Seen& seen = place->second;
    if (!is_new && asker.now.micros() - seen.told_at.micros() < kQuietMicros) {
      ++seen.unsaid;
      return;
    }
    unsaid = std::exchange(seen.unsaid, 0);
    seen.told_at = asker.now;
  }
  AppendJob job;
  job.events.push_back(to_event(asker, {kAccessDenied,
                                        "failure",
                                        {{"what", what}, {"unsaid_before", unsaid}},
                                        {"org", asker.org_id.text(), asker.org_id}}));
  job.done = [](const Result<AppendOutcome>&) {};
  writer_.submit(std::move(job));
}

void Denials::make_room(Timestamp now) {
  std::erase_if(seen_,
                [now](const auto& entry) { return now.micros() - entry.second.told_at.micros() >= kQuietMicros; });
  if (seen_.size() >= kMaxSubjects) seen_.clear();
}

}  // namespace ratestack::service
