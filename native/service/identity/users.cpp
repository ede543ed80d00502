#include "native/service/identity/users.hpp"

#include <algorithm>

#include "native/service/identity/identity_events.hpp"
#include "native/service/lower_case.hpp"
#include "native/service/new_id.hpp"
#include "native/service/record_text.hpp"
#include "ratestack/audit/platform_action.hpp"

namespace ratestack::service {
namespace {

constexpr std::size_t kMaxAddressBytes = 254;

Resource resource_of(const User& user) { return {"user", user.id.text(), user.org_id}; }

AuditEvent user_event(const Asker& asker, std::string_view action, const User& user, JsonObject payload = {}) {
  return to_event(asker, {action, "success", std::move(payload), resource_of(user)});
}

}  // namespace

bool is_email_address(std::string_view text) noexcept {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size() || text.size() > kMaxAddressBytes) return false;
  if (text.find('@') != at) return false;
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 127; });
}

Result<void> Users::write(AuditEvent event, std::function<Result<void>(WriteTransaction&)> change) {
  AppendJob job;
  job.events.push_back(std::move(event));
  job.change = std::move(change);
  const auto written = writer_.submit_and_wait(std::move(job));
  return written ? Result<void>() : written.error();
}

Result<User> Users::create(const NewUser& user, const SecretBytes& password, const Asker& asker) {
  User made{new_id<UserId>(asker.now, entropy_),
            asker.org_id,
            lower_case(user.email),
            {},
            asker.now,
            user.name,
            {},
            asker.now};
  auto hash = passwords_.hash_first(password, {made.email, made.name});
  if (!hash) return hash.error();
  made.password_hash = std::move(hash.value());
  auto event = user_event(asker, kUserCreated, made, {{"roles", role_names(user.roles)}});
  auto written = write(std::move(event), [&](WriteTransaction& transaction) -> Result<void> {
    if (auto put = transaction.insert_user(made); !put) return put;
    return transaction.identity().put_member({made.org_id, made.id, user.roles, asker.now});
  });
  if (!written) return written.error();
  return made;
}

Result<void> Users::disable(const User& user, const Asker& asker) {
  if (user.disabled_at) return StoreError::conflict;
  return write(user_event(asker, kUserDisabled, user, {{"sessions_ended", "all"}}),
               [&](WriteTransaction& transaction) -> Result<void> {
                 if (auto done = transaction.identity().set_disabled(user.id, asker.now); !done) return done;
                 const auto ended = transaction.identity().end_sessions(user.id, std::nullopt, asker.now);
                 return ended ? Result<void>() : ended.error();
               });
}

Result<void> Users::enable(const User& user, const Asker& asker) {
  if (!user.disabled_at) return StoreError::conflict;
  return write(user_event(asker, kUserEnabled, user), [&](WriteTransaction& transaction) {
    return transaction.identity().set_disabled(user.id, std::nullopt);
  });
}

Result<void> Users::end_session(const SessionRecord& session, const Asker& asker) {
  const Resource resource{"session", session.id.text(), session.org_id};
  return write(to_event(asker, {kSessionRevoked, "success", {{"reason", "by_operator"}}, resource}),
               [&](WriteTransaction& transaction) -> Result<void> {
                 const auto ended = transaction.identity().end_session(session.user_id, session.id, asker.now);
                 if (!ended) return ended.error();
                 return ended.value() == Spent::now ? Result<void>() : StoreError::not_found;
               });
}

Result<std::size_t> Users::end_sessions(const User& user, const Asker& asker) {
  std::size_t count = 0;
  auto written = write(user_event(asker, kSessionRevoked, user, {{"reason", "all_by_operator"}}),
                       [&](WriteTransaction& transaction) -> Result<void> {
                         const auto ended = transaction.identity().end_sessions(user.id, std::nullopt, asker.now);
                         if (!ended) return ended.error();
                         count = ended.value().size();
                         return {};
                       });
  if (!written) return written.error();
  return count;
}

}  // namespace ratestack::service
