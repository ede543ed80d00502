#include "native/cli/log_range.hpp"

#include "native/cli/store_words.hpp"
#include "ratestack/base/limits.hpp"

namespace ratestack::cli {

void add_range_flags(CLI::App& command, service::LogRange& range) {
  const CLI::Range ids(std::int64_t{1}, limits::kMaxSafeInteger);
  command
      .add_option_function<std::string>(
          "--log", [](const std::string&) {}, "which log: common")
      ->check(CLI::IsMember({"common"}).description(""))
      ->type_name("LOG");
  command.add_option("--org", range.org_id, "one organisation's chain (org_...)")->type_name("ORG");
  command.add_option("--from", range.from_id, "first row id")->type_name("ID")->check(CLI::Range(ids).description(""));
  command.add_option("--to", range.to_id, "last row id (default: the head)")
      ->type_name("ID")
      ->check(CLI::Range(ids).description(""));
}

bool org_exists(const service::LogRange& range, const Installation& installation, const Console& console) {
  if (!range.org_id) return true;
  const auto id = OrgId::parse(*range.org_id);
  if (!id) {
    console.complain("--org must be an organisation's id: org_ and 26 characters");
    return false;
  }
  const auto org = installation.store->find_org(*id);
  if (!org)
    console.complain(explain_error(org.error(), installation.place));
  else if (!*org)
    console.complain("there is no organisation " + *range.org_id);
  return org && *org;
}

}  // namespace ratestack::cli
