#include "native/cli/user_list.hpp"

#include "native/cli/identity_desk.hpp"
#include "native/cli/identity_output.hpp"
#include "native/cli/table.hpp"
#include "native/service/record_text.hpp"
#include "ratestack/base/limits.hpp"

namespace ratestack::cli {
namespace {

struct Listed {
  service::User user;
  RoleSet roles;  // in their own organisation
};

Result<Listed> with_roles(service::Store& store, const service::User& user) {
  const auto memberships = store.identity().memberships(user.id);
  if (!memberships) return memberships.error();
  Listed listed{user, {}};
  for (const service::Membership& membership : memberships.value()) {
    if (membership.org_id == user.org_id) listed.roles = membership.roles;
  }
  return listed;
}

Result<std::vector<Listed>> read_users(service::Store& store, const std::optional<OrgId>& org) {
  std::vector<Listed> all;
  std::string after;
  for (;;) {
    const auto page = store.list_users(after, limits::kMaxPageSize);
    if (!page) return page.error();
    if (page.value().empty()) return all;
    for (const service::User& user : page.value()) {
      if (org && user.org_id != *org) continue;
      auto listed = with_roles(store, user);
      if (!listed) return listed.error();
      all.push_back(std::move(listed.value()));
    }
    after = page.value().back().id.text();
  }
}

void print_table(const std::vector<Listed>& users, std::ostream& out) {
  Table table({"USER", "ORGANISATION", "E-MAIL", "ROLES", "STATE"});
  for (const auto& [user, roles] : users) {
    table.add({user.id.text(), user.org_id.text(), user.email, or_dash(service::role_names(roles)),
               user.disabled_at ? "disabled since " + user.disabled_at->to_text() : "enabled"});
  }
  table.print(out);
}

}  // namespace

ExitCode list_users(const ListUsersOptions& options, DataAccess& data, const Console& console) {
  const auto desk = open_desk(data, console);
  if (!desk) return ExitCode::unusable;
  const auto org = options.org ? desk->find_org(*options.org) : std::nullopt;
  if (options.org && !org) return ExitCode::unusable;
  const auto users = read_users(*desk->installation.store, org ? std::optional(org->id) : std::nullopt);
  if (!users) return desk->fail(users.error());
  if (options.form == OutputForm::words) {
    print_table(users.value(), console.out);
    return ExitCode::ok;
  }
  JsonArray items;
  for (const auto& [user, roles] : users.value()) items.push_back(user_json(user, roles));
  print_items(std::move(items), console.out);
  return ExitCode::ok;
}

}  // namespace ratestack::cli
