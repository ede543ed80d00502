#include "native/cli/identity_desk.hpp"

#include "native/cli/command_asker.hpp"
#include "native/cli/store_words.hpp"
#include "native/service/identity/identity_error.hpp"
#include "native/service/lower_case.hpp"

namespace ratestack::cli {
namespace {

std::string_view behind_colon(std::string_view context) {
  const std::size_t colon = context.find(": ");
  return colon == std::string_view::npos ? context : context.substr(colon + 2);
}

}  // namespace

// One thread is enough for who waits.
IdentityDesk::IdentityDesk(Installation opened, const service::IdentitySettings& settings, const Console& console_)
    : console(console_),
      installation(std::move(opened)),
      session_rules(settings.sessions),
      writer(*installation.store, installation.clock),
      worker({.threads = 1}),
      passwords(*installation.store, writer, worker, installation.entropy, settings.passwords),
      users(writer, installation.entropy, passwords),
      api_keys(*installation.store, writer, installation.entropy, installation.key_environment) {}

std::optional<service::Org> IdentityDesk::find_org(const std::string& id) const {
  const auto parsed = OrgId::parse(id);
  if (!parsed) {
    console.complain("an organisation's id is org_ and 26 characters");
    return std::nullopt;
  }
  auto found = installation.store->find_org(parsed.value());
  if (!found)
    console.complain(explain_error(found.error(), installation.place));
  else if (!found.value())
    console.complain("there is no organisation " + id);
  return found ? std::move(found.value()) : std::nullopt;
}

std::optional<service::User> IdentityDesk::find_user(const std::string& id_or_email) const {
  const auto id = UserId::parse(id_or_email);
  service::IdentityReader& identity = installation.store->identity();
  auto found = id ? identity.find_user(id.value()) : identity.find_user_by_email(service::lower_case(id_or_email));
  if (!found)
    console.complain(explain_error(found.error(), installation.place));
  else if (!found.value())
    console.complain("there is nobody with the id or the e-mail address " + id_or_email);
  return found ? std::move(found.value()) : std::nullopt;
}

std::optional<service::ApiKey> IdentityDesk::find_key(const std::string& id) const {
  const auto parsed = KeyId::parse(id);
  if (!parsed) {
    console.complain("a key's id is key_ and 26 characters; the key itself is not asked for");
    return std::nullopt;
  }
  auto found = installation.store->find_api_key(parsed.value());
  if (!found)
    console.complain(explain_error(found.error(), installation.place));
  else if (!found.value())
    console.complain("there is no key " + id);
  return found ? std::move(found.value()) : std::nullopt;
}

service::Asker IdentityDesk::asker(const OrgId& org) const { return command_asker(installation, org); }

ExitCode IdentityDesk::fail(const Error& error, const std::string& conflict) const {
  if (error.code == service::IdentityError::weak_password) {
    return console.fail(ExitCode::unusable,
                        "the password " + std::string(behind_colon(error.context)) + "; nothing was changed");
  }
  if (error.code == service::StoreError::conflict && !conflict.empty())
    return console.fail(ExitCode::conflict, conflict + "; nothing was changed");
  return console.fail(ExitCode::unusable, explain_error(error, installation.place));
}

std::unique_ptr<IdentityDesk> open_desk(DataAccess& data, const Console& console) {
  const auto settings = data.identity_settings(console);
  if (!settings) return nullptr;
  auto installation = data.open(console);
  if (!installation) return nullptr;
  return std::make_unique<IdentityDesk>(std::move(*installation), *settings, console);
}

}  // namespace ratestack::cli
