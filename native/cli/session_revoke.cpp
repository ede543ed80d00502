#include "native/cli/session_revoke.hpp"

#include "native/cli/identity_desk.hpp"

namespace ratestack::cli {

ExitCode revoke_session(const std::string& id, DataAccess& data, const Console& console) {
  const auto parsed = SessionId::parse(id);
  if (!parsed) return console.fail(ExitCode::unusable, "a session's id is ses_ and 26 characters");
  const auto desk = open_desk(data, console);
  if (!desk) return ExitCode::unusable;
  const auto found = desk->installation.store->identity().find_session(parsed.value());
  if (!found) return desk->fail(found.error());
  if (!found.value()) return console.fail(ExitCode::unusable, "there is no session " + id);
  const service::SessionRecord& session = found.value()->session;
  const auto ended = desk->users.end_session(session, desk->asker(session.org_id));
  if (!ended && ended.error().code == service::StoreError::not_found)
    return console.fail(ExitCode::conflict, id + " has been revoked already; nothing was changed");
  if (!ended) return desk->fail(ended.error());
  console.out << "revoked " << id << '\n';
  return ExitCode::ok;
}

ExitCode revoke_sessions_of(const std::string& who, DataAccess& data, const Console& console) {
  const auto desk = open_desk(data, console);
  const auto user = desk ? desk->find_user(who) : std::nullopt;
  if (!user) return ExitCode::unusable;
  const auto ended = desk->users.end_sessions(*user, desk->asker(user->org_id));
  if (!ended) return desk->fail(ended.error());
  console.out << "revoked " << ended.value() << (ended.value() == 1 ? " session of " : " sessions of ") << user->email
              << '\n';
  return ExitCode::ok;
}

}  // namespace ratestack::cli
