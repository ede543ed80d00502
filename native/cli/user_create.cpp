#include "native/cli/user_create.hpp"

#include "native/cli/identity_desk.hpp"
#include "native/cli/identity_output.hpp"

namespace ratestack::cli {
namespace {

/// The roles as a set; nothing after having said which one does not exist in such an organisation.
std::optional<RoleSet> fitting_roles(const std::vector<Role>& roles, OrgType type, const Console& console) {
  RoleSet set;
  for (const Role role : roles) {
    if (!exists_in(role, type)) {
      console.complain("the role " + std::string(to_string(role)) + " does not exist in an organisation of type " +
                       std::string(to_string(type)) + "; nothing was changed");
      return std::nullopt;
    }
    set = set.with(role);
  }
  return set;
}

}  // namespace

// What can be wrong without the password is told before it is asked for.
ExitCode create_user(const CreateUserOptions& options, DataAccess& data, const Console& console) {
  if (!service::is_email_address(options.email))
    return console.fail(ExitCode::unusable, "--email must be an e-mail address");
  const auto desk = open_desk(data, console);
  const auto org = desk ? desk->find_org(options.org) : std::nullopt;
  if (!org) return ExitCode::unusable;
  const auto roles = fitting_roles(options.roles, org->type, console);
  if (!roles) return ExitCode::unusable;
  const auto password = read_new_password(options.password, console);
  if (!password) return ExitCode::unusable;
  const auto made = desk->users.create({options.email, options.name, *roles}, *password, desk->asker(org->id));
  if (!made) return desk->fail(made.error(), "the e-mail address is taken");
  if (options.form == OutputForm::json) {
    print_json(user_json(made.value(), *roles), console.out);
  } else {
    console.out << "created " << made.value().email << " of " << org->name << '\n'
                << "  user  " << made.value().id.view() << '\n';
  }
  return ExitCode::ok;
}

}  // namespace ratestack::cli
