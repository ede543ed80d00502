#include "native/cli/audit_export.hpp"

#include "native/cli/export_record.hpp"
#include "native/cli/log_range.hpp"
#include "native/cli/output_file.hpp"
#include "native/cli/progress.hpp"
#include "native/cli/store_words.hpp"
#include "native/service/range_plan.hpp"

namespace ratestack::cli {
namespace {

/// Where the bytes go: a file, or standard output. Remembers why it failed.
class Destination {
 public:
  explicit Destination(const Console& console) : console_(console) {}

  bool open(const std::string& name) {
    if (name.empty()) return true;
    auto created = OutputFile::create(name);
    if (auto* problem = std::get_if<InputProblem>(&created)) return settle(std::move(*problem));
    file_.emplace(std::get<OutputFile>(std::move(created)));
    return true;
  }

  bool write(std::string_view bytes) {
    if (!file_) {
      console_.out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
      return console_.out.good() || settle(InputProblem{"cannot write to standard output"});
    }
    return settle(file_->write(bytes));
  }

  bool commit() {
    if (file_) return settle(file_->commit());
    return console_.out.flush().good() || settle(InputProblem{"cannot write to standard output"});
  }

  [[nodiscard]] const std::optional<InputProblem>& problem() const { return problem_; }

 private:
  /// Keeps the problem of a step; true when it had none.
  bool settle(std::optional<InputProblem> problem) {
    problem_ = std::move(problem);
    return !problem_;
  }

  const Console& console_;
  std::optional<OutputFile> file_;
  std::optional<InputProblem> problem_;
};

Result<std::uint64_t> write_rows(const AuditExportOptions& options, const Installation& installation,
                                 Destination& destination, const Console& console) {
  // A range that cannot be exported is no event.
  if (const auto plan = service::plan_range(*installation.store, options.range); !plan) return plan.error();
  if (const auto recorded = record_export(options.range, installation); !recorded) return recorded.error();
  ProgressLine line(console);
  return service::export_log(
      *installation.store, options.range, installation.clock.now(),
      [&](std::string_view bytes) { return destination.write(bytes); },
      [&](std::uint64_t done, std::uint64_t total) {
        line.show({ProgressUnit::rows, done, total, done});
        return true;
      });
}

}  // namespace

ExitCode export_audit(const AuditExportOptions& options, DataAccess& data, const Console& console) {
  if (options.output.empty() && console.out_terminal == Terminal::yes) {
    return console.fail(ExitCode::unusable,
                        "an export does not belong on a terminal; name a file with -o, or pipe it on");
  }
  const auto installation = data.open(console);
  if (!installation || !org_exists(options.range, *installation, console)) return ExitCode::unusable;
  Destination destination(console);
  if (!destination.open(options.output)) return console.fail(ExitCode::unusable, destination.problem()->text);
  const auto rows = write_rows(options, *installation, destination, console);
  if (rows) destination.commit();
  if (const auto& problem = destination.problem()) return console.fail(ExitCode::unusable, problem->text);
  if (!rows) return console.fail(ExitCode::unusable, explain_error(rows.error(), installation->place));
  console.err << "exported " << with_separators(*rows) << " rows\n";
  return ExitCode::ok;
}

}  // namespace ratestack::cli
