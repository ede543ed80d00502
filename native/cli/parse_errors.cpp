#include "native/cli/parse_errors.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace ratestack::cli {
namespace {

constexpr std::size_t kNearEnough = 3;  // more changed letters than this is another word

const CLI::App& deepest(const CLI::App& root) {
  const auto parsed = root.get_subcommands();
  return parsed.empty() ? root : deepest(*parsed.front());
}

std::string full_name(const CLI::App& command) {
  const CLI::App* parent = command.get_parent();
  return parent == nullptr ? command.get_name() : full_name(*parent) + " " + command.get_name();
}

std::vector<std::string> spellings(const CLI::App& command) {
  std::vector<std::string> out;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) out.push_back("--" + name);
  }
  for (const CLI::App* sub : command.get_subcommands([](const CLI::App*) { return true; }))
    out.push_back(sub->get_name());
  return out;
}

std::string nearest(const CLI::App& command, std::string_view word) {
  std::string best;
  std::size_t best_distance = std::min(kNearEnough, word.size() / 2) + 1;
  for (const std::string& candidate : spellings(command)) {
    const std::size_t distance = edit_distance(candidate, word.substr(0, word.find('=')));
    if (distance < best_distance) best = candidate, best_distance = distance;
  }
  return best;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t change = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({change, row[j] + 1, diagonal + 1});
    }
  }
  return row.back();
}

std::string explain_parse_error(const CLI::App& root, const CLI::ParseError& error) {
  const CLI::App& command = deepest(root);
  std::string text = error.what();
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::RequiredError) && command.get_subcommands().empty() &&
      command.get_require_subcommand_min() > 0) {
    text = "a command is missing";
  }
  const auto extras = command.remaining();
  if (!extras.empty()) {
    text = "unknown argument " + extras.front();
    const std::string near = nearest(command, extras.front());
    if (!near.empty()) text += " (did you mean " + near + "?)";
  }
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text + "; see: " + full_name(command) + " --help";
}

}  // namespace ratestack::cli
