// `ratestack bootstrap` and `ratestack orgs create`: an organisation, its administrator and an API key.
#pragma once

#include <string>

#include "native/cli/data_access.hpp"
#include "native/cli/output_form.hpp"
#include "ratestack/policy/org_type.hpp"

namespace ratestack::cli {

struct CreateOrgOptions {
  OrgType type = OrgType::platform;
  std::string name = "Platform";
  std::string email = "admin@localhost";
  OutputForm form = OutputForm::words;
};

/// Prints the password and the key, which nothing keeps. conflict: the e-mail address is taken, or there is a platform
/// organisation already; nothing is changed then.
ExitCode create_org(const CreateOrgOptions& options, DataAccess& data, const Console& console);

}  // namespace ratestack::cli
