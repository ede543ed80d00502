#include "native/cli/key_list.hpp"

#include "native/cli/identity_desk.hpp"
#include "native/cli/identity_output.hpp"
#include "native/cli/table.hpp"
#include "native/service/record_text.hpp"
#include "ratestack/base/limits.hpp"

namespace ratestack::cli {
namespace {

Result<std::vector<service::ApiKey>> read_keys(service::Store& store, const OrgId& org) {
  std::vector<service::ApiKey> all;
  std::string after;
  for (;;) {
    auto page = store.identity().api_keys_of(org, after, limits::kMaxPageSize);
    if (!page) return page.error();
    if (page.value().empty()) return all;
    after = page.value().back().id.text();
    std::move(page.value().begin(), page.value().end(), std::back_inserter(all));
  }
}

std::string state_of(const service::ApiKey& key, Timestamp now) {
  if (key.revoked_at) return "revoked " + key.revoked_at->to_text();
  if (!key.expires_at) return "valid";
  return (*key.expires_at <= now ? "expired " : "valid until ") + key.expires_at->to_text();
}

}  // namespace

ExitCode list_keys(const ListKeysOptions& options, DataAccess& data, const Console& console) {
  const auto desk = open_desk(data, console);
  const auto org = desk ? desk->find_org(options.org) : std::nullopt;
  if (!org) return ExitCode::unusable;
  const auto keys = read_keys(*desk->installation.store, org->id);
  if (!keys) return desk->fail(keys.error());
  if (options.form == OutputForm::json) {
    JsonArray items;
    for (const service::ApiKey& key : keys.value()) items.push_back(api_key_json(key));
    print_items(std::move(items), console.out);
    return ExitCode::ok;
  }
  Table table({"KEY", "NAME", "STATE", "LAST USED", "CAPABILITIES"});
  for (const service::ApiKey& key : keys.value()) {
    table.add({key.id.text(), key.name, state_of(key, desk->installation.clock.now()),
               time_words(key.last_used_at, "never"), or_dash(service::capability_names(key.capabilities))});
  }
  table.print(console.out);
  return ExitCode::ok;
}

ExitCode revoke_key(const std::string& id, DataAccess& data, const Console& console) {
  const auto desk = open_desk(data, console);
  const auto key = desk ? desk->find_key(id) : std::nullopt;
  if (!key) return ExitCode::unusable;
  const auto revoked = desk->api_keys.revoke(key->id, desk->asker(key->org_id));
  if (!revoked && revoked.error().code == service::StoreError::not_found)
    return console.fail(ExitCode::conflict, id + " is revoked already; nothing was changed");
  if (!revoked) return desk->fail(revoked.error());
  console.out << "revoked " << id << '\n';
  return ExitCode::ok;
}

}  // namespace ratestack::cli
