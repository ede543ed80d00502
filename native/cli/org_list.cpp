#include "native/cli/org_list.hpp"

#include "native/cli/identity_output.hpp"
#include "native/cli/store_words.hpp"
#include "native/cli/table.hpp"
#include "ratestack/base/limits.hpp"

namespace ratestack::cli {
namespace {

using service::Org;

Result<std::vector<Org>> read_orgs(service::Store& store) {
  std::vector<Org> all;
  std::string after;
  for (;;) {
    auto page = store.list_orgs(after, limits::kMaxPageSize);
    if (!page) return page.error();
    if (page.value().empty()) return all;
    after = page.value().back().id.text();
    std::move(page.value().begin(), page.value().end(), std::back_inserter(all));
  }
}

void print_table(const std::vector<Org>& orgs, std::ostream& out) {
  Table table({"ORGANISATION", "TYPE", "NAME", "STATE"});
  for (const Org& org : orgs) {
    table.add({org.id.text(), std::string(to_string(org.type)), org.name,
               org.disabled_at ? "disabled since " + org.disabled_at->to_text() : "enabled"});
  }
  table.print(out);
}

}  // namespace

ExitCode list_orgs(OutputForm form, DataAccess& data, const Console& console) {
  const auto installation = data.open(console);
  if (!installation) return ExitCode::unusable;
  const auto orgs = read_orgs(*installation->store);
  if (!orgs) return console.fail(ExitCode::unusable, explain_error(orgs.error(), installation->place));
  if (form == OutputForm::words) {
    print_table(orgs.value(), console.out);
    return ExitCode::ok;
  }
  JsonArray items;
  for (const Org& org : orgs.value()) items.push_back(org_json(org));
  print_items(std::move(items), console.out);
  return ExitCode::ok;
}

}  // namespace ratestack::cli
