#include "native/cli/create_org.hpp"

#include "native/cli/command_asker.hpp"
#include "native/cli/store_words.hpp"
#include "native/service/accounts.hpp"
#include "native/service/audit_writer.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::cli {
namespace {

void print_json(const CreateOrgOptions& options, const service::CreatedOrg& created, std::ostream& out) {
  const JsonObject object = {{"org_id", created.org_id.text()},
                             {"type", std::string(to_string(options.type))},
                             {"name", options.name},
                             {"admin_id", created.admin_id.text()},
                             {"email", options.email},
                             {"password", created.password},
                             {"api_key", created.api_key}};
  out << CanonicalJson::from_value(object).value().view() << '\n';
}

void print_words(const CreateOrgOptions& options, const service::CreatedOrg& created, std::ostream& out) {
  out << "created " << options.name << " (" << to_string(options.type) << ")\n"
      << "  organisation  " << created.org_id.view() << '\n'
      << "  administrator " << options.email << '\n'
      << "  password      " << created.password << '\n'
      << "  API key       " << created.api_key << '\n'
      << "Keep the password and the key: they are shown this once and stored nowhere.\n";
}

std::string explain_refusal(const Error& error, const CreateOrgOptions& options, const std::string& place) {
  if (error.code != service::StoreError::conflict) return explain_error(error, place);
  if (options.type == OrgType::platform) return place + " has its platform organisation already; nothing was changed";
  return "the e-mail address of the administrator is taken; nothing was changed";
}

}  // namespace

ExitCode create_org(const CreateOrgOptions& options, DataAccess& data, const Console& console) {
  auto installation = data.open(console);
  if (!installation) return ExitCode::unusable;
  service::AuditWriter writer(*installation->store, installation->clock);
  service::Accounts accounts(writer, *installation->store, installation->clock, installation->entropy);
  const auto asker_for = [&](const OrgId& made) {
    service::Asker asker = command_asker(*installation, made);
    asker.correlation_id = "create-" + made.text();
    return asker;
  };
  const auto created =
      accounts.create_org({options.type, options.name, options.email, installation->key_environment}, asker_for);
  if (!created) {
    const bool exists = created.error().code == service::StoreError::conflict;
    return console.fail(exists ? ExitCode::conflict : ExitCode::unusable,
                        explain_refusal(created.error(), options, installation->place));
  }
  if (options.form == OutputForm::json)
    print_json(options, *created, console.out);
  else
    print_words(options, *created, console.out);
  return ExitCode::ok;
}

}  // namespace ratestack::cli
