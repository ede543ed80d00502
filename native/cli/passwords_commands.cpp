#include "native/cli/passwords_commands.hpp"

#include <memory>

#include "native/cli/passwords_build_filter.hpp"
#include "native/cli/passwords_check_filter.hpp"

namespace ratestack::cli {
namespace {

PasswordListForm list_form(const std::string& name) {
  if (name == "plain") return PasswordListForm::plain;
  if (name == "sha1") return PasswordListForm::sha1;
  throw CLI::ValidationError("--form", "must be plain or sha1");
}

double false_positive_rate(double rate) {
  if (rate >= BreachedFilterShape::kMinRate && rate <= BreachedFilterShape::kMaxRate) return rate;
  throw CLI::ValidationError("--false-positive-rate", "must be between 1e-12 and 0.1");
}

void add_flags(CLI::App& command, const std::shared_ptr<BuildFilterOptions>& options) {
  command.add_option("FILE", options->list, "the list, - for standard input")->required();
  command.add_option("-o,--output", options->output, "file to write, mode 0600 (default: " + options->output + ")")
      ->type_name("OUT");
  command
      .add_option_function<double>(
          "--false-positive-rate",
          [options](const double& rate) { options->false_positive_rate = false_positive_rate(rate); },
          "how many of the passwords that are not in the list are refused all the same (default: 1e-6)")
      ->type_name("P");
  command
      .add_option_function<std::string>(
          "--form", [options](const std::string& name) { options->rules.form = list_form(name); },
          "plain or sha1 (default: told by the first line)")
      ->type_name("FORM");
  command
      .add_option("--min-characters", options->rules.min_characters,
                  "leaves shorter ones of a plain list out; no more than the policy asks for (default: 12)")
      ->type_name("N")
      ->check(CLI::Range(1, 1024));
}

void add_build_filter(CLI::App& passwords, Session& session) {
  auto options = std::make_shared<BuildFilterOptions>();
  CLI::App* command =
      passwords.add_subcommand("build-filter", "Make the filter that new passwords are looked up in, from a list");
  add_flags(*command, options);
  command->footer(
      "The list has one password a line, or SHA1:COUNT as Have I Been Pwned publishes them. Memory holds the filter, "
      "3.6\n"
      "bytes a password. Servers must be able to read the file; one that is in use is replaced whole.\n"
      "Examples:\n"
      "  ratestack passwords build-filter pwned-passwords-sha1.txt -o /var/lib/ratestack/breached-passwords.filter\n"
      "  zcat leaked.txt.gz | ratestack passwords build-filter - --false-positive-rate 1e-9\n"
      "Exit: 0 written, 2 an argument, the list or the output does not work.");
  command->callback([options, &session] {
    session.action = [options, &session] { return build_filter(*options, session.console); };
  });
}

void add_check_filter(CLI::App& passwords, Session& session) {
  auto file = std::make_shared<std::string>();
  CLI::App* command = passwords.add_subcommand("check-filter", "Say what a filter holds, and whether it is whole");
  command->add_option("FILE", *file, "the filter")->required();
  command->footer(
      "Example:\n"
      "  ratestack passwords check-filter breached-passwords.filter\n"
      "Exit: 0 whole, 1 changed since it was written, 2 it cannot be read or is no filter.");
  command->callback(
      [file, &session] { session.action = [file, &session] { return check_filter(*file, session.console); }; });
}

}  // namespace

void add_passwords_commands(CLI::App& root, Session& session) {
  CLI::App* passwords = root.add_subcommand("passwords", "The list of stolen passwords that nobody may choose");
  passwords->require_subcommand(1);
  add_build_filter(*passwords, session);
  add_check_filter(*passwords, session);
}

}  // namespace ratestack::cli
