#include "native/cli/secrets_verify.hpp"

#include "native/cli/progress.hpp"
#include "native/cli/store_words.hpp"
#include "native/service/secrets/verify_secrets.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::cli {
namespace {

using service::SecretsVerdict;

void print_json(const SecretsVerdict& verdict, std::ostream& out) {
  JsonObject refused;
  for (const auto& [reason, rows] : verdict.refused) refused[reason] = static_cast<std::int64_t>(rows);
  JsonArray first;
  for (const service::QuarantinedRow& row : verdict.first_refused) {
    first.emplace_back(JsonObject{{"table", row.table},
                                  {"column", row.column},
                                  {"row_id", row.row_id},
                                  {"org_id", row.org_id},
                                  {"reason", row.reason}});
  }
  const JsonObject report{{"ok", verdict.ok()},
                          {"rows", static_cast<std::int64_t>(verdict.rows)},
                          {"opened", static_cast<std::int64_t>(verdict.opened)},
                          {"refused", std::move(refused)},
                          {"first_refused", std::move(first)}};
  out << CanonicalJson::from_value(report).value().view() << '\n';
}

void print_words(const SecretsVerdict& verdict, std::ostream& out) {
  out << with_separators(verdict.opened) << " of " << with_separators(verdict.rows) << " rows open\n";
  for (const auto& [reason, rows] : verdict.refused) out << "  " << with_separators(rows) << ' ' << reason << '\n';
  for (const service::QuarantinedRow& row : verdict.first_refused) {
    out << "  " << row.table << '.' << row.column << ' ' << row.row_id << " of " << row.org_id << ": " << row.reason
        << '\n';
  }
}

}  // namespace

ExitCode verify_secrets(OutputForm form, DataAccess& data, const Console& console) {
  const auto installation = data.open(console);
  if (!installation) return ExitCode::unusable;
  const auto encryptor = data.open_keys(*installation, console);
  if (!encryptor) return ExitCode::unusable;
  ProgressLine line(console);
  const auto verdict =
      service::verify_secrets(*installation->store, *encryptor, installation->clock.now(), [&](std::uint64_t rows) {
        line.show({ProgressUnit::rows, rows, std::nullopt, rows});
      });
  if (!verdict) return console.fail(ExitCode::unusable, explain_error(verdict.error(), installation->place));
  const SecretsVerdict& found = verdict.value();
  if (form == OutputForm::json)
    print_json(found, console.out);
  else
    print_words(found, console.out);
  return found.ok() ? ExitCode::ok : ExitCode::broken;
}

}  // namespace ratestack::cli
