#include "native/cli/keys_commands.hpp"

#include <memory>

#include "native/cli/duration.hpp"
#include "native/cli/key_create.hpp"
#include "native/cli/key_list.hpp"

namespace ratestack::cli {
namespace {

Capability capability_of(const std::string& name) {
  if (const auto capability = parse_capability(name)) return *capability;
  throw CLI::ValidationError("--capability", "must name a capability, such as loan.read; " + name + " is none");
}

std::chrono::seconds duration_of(const char* flag, const std::string& text) {
  if (const auto duration = parse_duration(text)) return *duration;
  throw CLI::ValidationError(flag, "must be a number with a unit: 90d, 12h, 30m or 45s");
}

std::chrono::seconds expiry_of(const std::string& text) {
  const auto duration = duration_of("--expires-in", text);
  if (duration.count() == 0) throw CLI::ValidationError("--expires-in", "must be longer than nothing");
  return duration;
}

std::chrono::seconds overlap_of(const std::string& text) {
  const auto duration = duration_of("--overlap", text);
  if (duration > service::ApiKeys::kMaxOverlap) throw CLI::ValidationError("--overlap", "must be at most 30d");
  return duration;
}

std::string name_of(const std::string& name) {
  if (!name.empty() && name.size() <= CreateKeyOptions::kMaxName) return name;
  throw CLI::ValidationError("--name", "must have 1 to 128 bytes");
}

void add_create(CLI::App& keys, Session& session, DataAccess& data) {
  CLI::App* command = keys.add_subcommand("create", "Create a key of an organisation");
  auto options = std::make_shared<CreateKeyOptions>();
  command->add_option("--org", options->org, "the organisation (org_...)")->required()->type_name("ORG");
  command
      ->add_option_function<std::string>(
          "--name", [options](const std::string& name) { options->name = name_of(name); }, "what it is for")
      ->required()
      ->type_name("NAME");
  command
      ->add_option_function<std::vector<std::string>>(
          "--capability",
          [options](const std::vector<std::string>& names) {
            for (const std::string& name : names)
              options->capabilities = options->capabilities.with(capability_of(name));
          },
          "what it may do; may be repeated")
      ->required()
      ->type_name("CAPABILITY")
      ->allow_extra_args(false);
  command
      ->add_option_function<std::string>(
          "--expires-in", [options](const std::string& text) { options->expires_in = expiry_of(text); },
          "how long it works: 90d, 12h, 30m (default: until it is revoked)")
      ->type_name("DURATION");
  command->add_flag_callback(
      "--json", [options] { options->form = OutputForm::json; }, "print the key as JSON");
  data.add_flags(*command);
  command->footer(
      "Example:\n"
      "  ratestack keys create --org org_01J... --name \"rate feed\" --capability provider.ratesheet.publish "
      "--expires-in 90d\n"
      "The key is printed this once. Exit: 0 created, 2 it could not be done.");
  command->callback([options, &session, &data] {
    session.action = [options, &session, &data] { return create_key(*options, data, session.console); };
  });
}

void add_list(CLI::App& keys, Session& session, DataAccess& data) {
  CLI::App* command = keys.add_subcommand("list", "List the keys of an organisation, ended ones too");
  auto options = std::make_shared<ListKeysOptions>();
  command->add_option("--org", options->org, "the organisation (org_...)")->required()->type_name("ORG");
  command->add_flag_callback(
      "--json", [options] { options->form = OutputForm::json; }, "print them as JSON");
  data.add_flags(*command);
  command->footer(
      "No key is printed. Example:\n"
      "  ratestack keys list --org org_01J...\n"
      "Exit: 0 told, 2 it could not be read.");
  command->callback([options, &session, &data] {
    session.action = [options, &session, &data] { return list_keys(*options, data, session.console); };
  });
}

void add_rotate(CLI::App& keys, Session& session, DataAccess& data) {
  CLI::App* command = keys.add_subcommand("rotate", "Create a key that can do the same, and let this one end");
  auto options = std::make_shared<RotateKeyOptions>();
  command->add_option("ID", options->id, "the key (key_...)")->required();
  command
      ->add_option_function<std::string>(
          "--overlap", [options](const std::string& text) { options->overlap = overlap_of(text); },
          "how long this one works yet: 0s to 30d (default: 24h)")
      ->type_name("DURATION");
  command->add_flag_callback(
      "--json", [options] { options->form = OutputForm::json; }, "print the new key as JSON");
  data.add_flags(*command);
  command->footer(
      "Example:\n"
      "  ratestack keys rotate key_01J... --overlap 2h\n"
      "The new key is printed this once. Exit: 0 rotated, 2 it could not be done, 3 it is revoked.");
  command->callback([options, &session, &data] {
    session.action = [options, &session, &data] { return rotate_key(*options, data, session.console); };
  });
}

void add_revoke(CLI::App& keys, Session& session, DataAccess& data) {
  CLI::App* command = keys.add_subcommand("revoke", "End a key at once");
  auto id = std::make_shared<std::string>();
  command->add_option("ID", *id, "the key (key_...)")->required();
  data.add_flags(*command);
  command->footer(
      "Running servers refuse it within a second. Example:\n"
      "  ratestack keys revoke key_01J...\n"
      "Exit: 0 revoked, 2 it could not be done, 3 it was revoked already.");
  command->callback([id, &session, &data] {
    session.action = [id, &session, &data] { return revoke_key(*id, data, session.console); };
  });
}

}  // namespace

void add_keys_commands(CLI::App& root, Session& session, DataAccess& data) {
  CLI::App* keys = root.add_subcommand("keys", "API keys of organisations");
  keys->require_subcommand(1);
  add_create(*keys, session, data);
  add_list(*keys, session, data);
  add_rotate(*keys, session, data);
  add_revoke(*keys, session, data);
}

}  // namespace ratestack::cli
