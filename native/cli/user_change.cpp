#include "native/cli/user_change.hpp"

#include "native/cli/identity_desk.hpp"

namespace ratestack::cli {
namespace {

/// Opens, finds, does, and says in words what was done.
template <typename Do>
ExitCode change(const std::string& who, DataAccess& data, const Console& console, const Do& act) {
  const auto desk = open_desk(data, console);
  const auto user = desk ? desk->find_user(who) : std::nullopt;
  return user ? act(*desk, *user) : ExitCode::unusable;
}

}  // namespace

ExitCode disable_user(const std::string& who, DataAccess& data, const Console& console) {
  return change(who, data, console, [&](IdentityDesk& desk, const service::User& user) {
    const auto done = desk.users.disable(user, desk.asker(user.org_id));
    if (!done) return desk.fail(done.error(), user.email + " is disabled already");
    console.out << "disabled " << user.email << " and ended their sessions\n";
    return ExitCode::ok;
  });
}

ExitCode enable_user(const std::string& who, DataAccess& data, const Console& console) {
  return change(who, data, console, [&](IdentityDesk& desk, const service::User& user) {
    const auto done = desk.users.enable(user, desk.asker(user.org_id));
    if (!done) return desk.fail(done.error(), user.email + " is not disabled");
    console.out << "enabled " << user.email << '\n';
    return ExitCode::ok;
  });
}

ExitCode reset_password(const ResetPasswordOptions& options, DataAccess& data, const Console& console) {
  return change(options.who, data, console, [&](IdentityDesk& desk, const service::User& user) {
    const auto password = read_new_password(options.password, console);
    if (!password) return ExitCode::unusable;
    const auto done = desk.passwords.change_and_wait(user, *password, desk.asker(user.org_id));
    if (!done) return desk.fail(done.error());
    console.out << "set the password of " << user.email << " and ended their sessions\n";
    return ExitCode::ok;
  });
}

}  // namespace ratestack::cli
