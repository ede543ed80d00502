#include "native/cli/key_create.hpp"

#include "native/cli/identity_desk.hpp"
#include "native/cli/identity_output.hpp"
#include "native/service/authorization/authorization_records.hpp"
#include "ratestack/policy/administration.hpp"

namespace ratestack::cli {
namespace {

/// Of a refusal by check_key.
std::string why_not(const Error& error, const service::Org& org) {
  if (error.code == AdministrationError::not_enabled) return error.context + " is not enabled in " + org.name;
  return error.context + " is beyond an organisation of type " + std::string(to_string(org.type));
}

void print_created(const service::CreatedApiKey& created, OutputForm form, std::ostream& out) {
  if (form == OutputForm::json) {
    JsonObject body = api_key_json(created.record);
    body["api_key"] = created.text;
    return print_json(body, out);
  }
  out << "created " << created.record.name << '\n'
      << "  key      " << created.record.id.view() << '\n'
      << "  expires  " << time_words(created.record.expires_at, "never") << '\n'
      << "  API key  " << created.text << '\n'
      << "Keep it: it is shown this once and stored nowhere.\n";
}

}  // namespace

ExitCode create_key(const CreateKeyOptions& options, DataAccess& data, const Console& console) {
  const auto desk = open_desk(data, console);
  const auto org = desk ? desk->find_org(options.org) : std::nullopt;
  if (!org) return ExitCode::unusable;
  if (const auto fits = check_key(policy_of(*org), options.capabilities); !fits) {
    return console.fail(ExitCode::unusable, why_not(fits.error(), *org) + "; nothing was changed");
  }
  const service::Asker asker = desk->asker(org->id);
  service::ApiKeyOrder order{options.name, options.capabilities};
  if (options.expires_in) {
    order.expires_at =
        Timestamp::from_micros(asker.now.micros() + std::chrono::microseconds(*options.expires_in).count());
  }
  const auto created = desk->api_keys.create(order, asker);
  if (!created) return desk->fail(created.error());
  print_created(created.value(), options.form, console.out);
  return ExitCode::ok;
}

ExitCode rotate_key(const RotateKeyOptions& options, DataAccess& data, const Console& console) {
  const auto desk = open_desk(data, console);
  const auto key = desk ? desk->find_key(options.id) : std::nullopt;
  if (!key) return ExitCode::unusable;
  const auto created = desk->api_keys.rotate(key->id, options.overlap, desk->asker(key->org_id));
  if (!created && created.error().code == service::StoreError::not_found)
    return console.fail(ExitCode::conflict, options.id + " is revoked; nothing was changed");
  if (!created) return desk->fail(created.error());
  print_created(created.value(), options.form, console.out);
  return ExitCode::ok;
}

}  // namespace ratestack::cli
