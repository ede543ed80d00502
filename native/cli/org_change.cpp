#include "native/cli/org_change.hpp"

#include "native/cli/identity_desk.hpp"
#include "native/service/accounts.hpp"
#include "ratestack/policy/administration_error.hpp"

namespace ratestack::cli {
namespace {

/// Opens, finds, does, and says what was done.
template <typename Do>
ExitCode change(const std::string& id, DataAccess& data, const Console& console, const Do& act) {
  const auto desk = open_desk(data, console);
  const auto org = desk ? desk->find_org(id) : std::nullopt;
  if (!org) return ExitCode::unusable;
  service::Accounts accounts(desk->writer, *desk->installation.store, desk->installation.clock,
                             desk->installation.entropy);
  return act(*desk, accounts, *org);
}

}  // namespace

ExitCode disable_org(const std::string& id, DataAccess& data, const Console& console) {
  return change(id, data, console, [&](IdentityDesk& desk, service::Accounts& accounts, const service::Org& org) {
    const auto done = accounts.disable(org, desk.asker(org.id));
    if (!done && done.error().code == AdministrationError::platform_never_disabled) {
      return console.fail(ExitCode::unusable,
                          org.name + " is the platform, which is never disabled; nothing was changed");
    }
    if (!done) return desk.fail(done.error(), org.name + " is disabled already");
    console.out << "disabled " << org.name << " and ended its people's sessions\n";
    return ExitCode::ok;
  });
}

ExitCode enable_org(const std::string& id, DataAccess& data, const Console& console) {
  return change(id, data, console, [&](IdentityDesk& desk, service::Accounts& accounts, const service::Org& org) {
    const auto done = accounts.enable(org, desk.asker(org.id));
    if (!done) return desk.fail(done.error(), org.name + " is not disabled");
    console.out << "enabled " << org.name << '\n';
    return ExitCode::ok;
  });
}

}  // namespace ratestack::cli
