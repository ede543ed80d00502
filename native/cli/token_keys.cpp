#include "native/cli/token_keys.hpp"

#include "native/cli/command_asker.hpp"
#include "native/cli/identity_output.hpp"
#include "native/cli/store_words.hpp"
#include "native/cli/table.hpp"

namespace ratestack::cli {

ExitCode rotate_token_key(OutputForm form, DataAccess& data, const Console& console) {
  const auto installation = data.open(console);
  if (!installation) return ExitCode::unusable;
  const auto encryptor = data.open_keys(*installation, console);
  if (!encryptor) return ExitCode::unusable;
  const auto asker = command_asker(*installation);
  if (!asker) return console.fail(ExitCode::unusable, explain_error(asker.error(), installation->place));
  service::AuditWriter writer(*installation->store, installation->clock);
  const auto made = service::rotate_access_token_key({*installation->store, writer, *encryptor, installation->entropy},
                                                     asker.value());
  if (!made) return console.fail(ExitCode::unusable, explain_error(made.error(), installation->place));
  const service::TokenKeyStatus& key = made.value();
  if (form == OutputForm::json)
    print_json(token_key_json(key), console.out);
  else
    console.out << "key " << key.kid << " signs from " << key.activates_at.to_text() << " on\n";
  return ExitCode::ok;
}

ExitCode list_token_keys(OutputForm form, DataAccess& data, const Console& console) {
  const auto installation = data.open(console);
  if (!installation) return ExitCode::unusable;
  const auto keys = service::list_token_keys(*installation->store, installation->clock.now());
  if (!keys) return console.fail(ExitCode::unusable, explain_error(keys.error(), installation->place));
  if (form == OutputForm::json) {
    JsonArray items;
    for (const service::TokenKeyStatus& key : keys.value()) items.push_back(token_key_json(key));
    print_items(std::move(items), console.out);
    return ExitCode::ok;
  }
  Table table({"KEY", "STATE", "SIGNS FROM", "RETIRES"});
  for (const service::TokenKeyStatus& key : keys.value()) {
    table.add(
        {key.kid, std::string(to_string(key.state)), key.activates_at.to_text(), time_words(key.retires_at, "-")});
  }
  table.print(console.out);
  return ExitCode::ok;
}

}  // namespace ratestack::cli
