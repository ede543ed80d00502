// `ratestack users create`.
#pragma once

#include <string>
#include <vector>

#include "native/cli/data_access.hpp"
#include "native/cli/output_form.hpp"
#include "native/cli/password_input.hpp"
#include "ratestack/policy/role.hpp"

namespace ratestack::cli {

struct CreateUserOptions {
  std::string email, org, name;
  std::vector<Role> roles;
  PasswordSource password = PasswordSource::terminal;
  OutputForm form = OutputForm::words;
};

/// conflict: the address is taken. unusable: a role that the organisation's type does not know, a weak password.
ExitCode create_user(const CreateUserOptions& options, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
