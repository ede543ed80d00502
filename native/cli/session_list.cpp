#include "native/cli/session_list.hpp"

#include "native/cli/identity_desk.hpp"
#include "native/cli/identity_output.hpp"
#include "native/cli/table.hpp"
#include "ratestack/base/limits.hpp"

namespace ratestack::cli {
namespace {

using service::SessionRecord;

Result<std::vector<SessionRecord>> read_sessions(const IdentityDesk& desk, const std::optional<service::User>& user) {
  service::IdentityReader& identity = desk.installation.store->identity();
  const Timestamp now = desk.installation.clock.now();
  std::vector<SessionRecord> all;
  std::string after;
  for (;;) {
    auto page = user ? identity.list_sessions(user->id, now, after, limits::kMaxPageSize)
                     : identity.list_sessions(now, after, limits::kMaxPageSize);
    if (!page) return page.error();
    if (page.value().empty()) return all;
    after = page.value().back().id.text();
    std::move(page.value().begin(), page.value().end(), std::back_inserter(all));
  }
}

void print_table(const std::vector<SessionRecord>& sessions, const service::SessionRules& rules, std::ostream& out) {
  Table table({"SESSION", "USER", "PROVEN BY", "LAST USED", "ENDS UNUSED", "ENDS", "ADDRESS"});
  for (const SessionRecord& session : sessions) {
    const service::SessionEnds ends = service::ends_of(session, rules);
    table.add({session.id.text(), session.user_id.text(), session.methods.names(), session.seen_at.to_text(),
               ends.idle.to_text(), ends.absolute.to_text(), or_dash(session.client_ip)});
  }
  table.print(out);
}

}  // namespace

ExitCode list_sessions(const ListSessionsOptions& options, DataAccess& data, const Console& console) {
  const auto desk = open_desk(data, console);
  if (!desk) return ExitCode::unusable;
  const auto user = options.who ? desk->find_user(*options.who) : std::nullopt;
  if (options.who && !user) return ExitCode::unusable;
  const auto sessions = read_sessions(*desk, user);
  if (!sessions) return desk->fail(sessions.error());
  if (options.form == OutputForm::words) {
    print_table(sessions.value(), desk->session_rules, console.out);
    return ExitCode::ok;
  }
  JsonArray items;
  for (const SessionRecord& session : sessions.value()) items.push_back(session_json(session, desk->session_rules));
  print_items(std::move(items), console.out);
  return ExitCode::ok;
}

}  // namespace ratestack::cli
