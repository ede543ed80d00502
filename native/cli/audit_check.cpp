#include "native/cli/audit_check.hpp"

#include "native/cli/log_range.hpp"
#include "native/cli/progress.hpp"
#include "native/cli/store_words.hpp"
#include "native/cli/verdict_words.hpp"
#include "native/service/verify_report.hpp"

namespace ratestack::cli {
namespace {

void print(const ChainVerdict& verdict, const AuditCheckOptions& options, std::chrono::milliseconds spent,
           const Console& console) {
  if (options.form == OutputForm::json) {
    console.out << service::verify_report(verdict, options.range.scope(), spent) << '\n';
    return;
  }
  console.out << verdict_summary(verdict, options.range.scope()) << '\n';
  print_details(verdict, console);
}

}  // namespace

ExitCode check_audit(const AuditCheckOptions& options, DataAccess& data, const Console& console) {
  const auto installation = data.open(console);
  if (!installation || !org_exists(options.range, *installation, console)) return ExitCode::unusable;
  std::chrono::milliseconds spent{};
  const auto verdict = [&] {
    ProgressLine line(console);
    auto found = service::verify_log(*installation->store, options.range, [&](std::uint64_t done, std::uint64_t total) {
      line.show({ProgressUnit::rows, done, total, done});
      return true;
    });
    spent = std::chrono::duration_cast<std::chrono::milliseconds>(line.elapsed());
    return found;
  }();
  if (!verdict) return console.fail(ExitCode::unusable, explain_error(verdict.error(), installation->place));
  const ChainVerdict& found = verdict.value();
  print(found, options, spent, console);
  return found.ok() ? ExitCode::ok : ExitCode::broken;
}

}  // namespace ratestack::cli
