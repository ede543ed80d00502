#include "native/cli/secrets_status.hpp"

#include "native/cli/progress.hpp"
#include "native/cli/store_words.hpp"
#include "native/service/secrets/rotation_status.hpp"

namespace ratestack::cli {
namespace {

using service::RotationStatus;

void print_keys(const RotationStatus& status, std::ostream& out) {
  out << "current key    " << status.current.view() << '\n'
      << "previous key   " << (status.previous ? status.previous->view() : std::string_view("none")) << '\n';
  if (status.fence) {
    out << "written under  " << status.fence->write_kid.view() << " since " << status.fence->moved_at.to_text()
        << " (epoch " << status.fence->epoch << ")\n";
  }
}

void print_rows(const RotationStatus& status, std::ostream& out) {
  for (const service::ColumnCensus& column : status.census) {
    out << column.column.table << '.' << column.column.column << '\n';
    if (column.counts.empty()) out << "  no rows\n";
    for (const service::KidCount& count : column.counts) {
      out << "  " << with_separators(count.rows) << (count.kid.empty() ? " that hold no ciphertext" : " under ")
          << count.kid << '\n';
    }
  }
}

void print_quarantine(const RotationStatus& status, std::ostream& out) {
  if (status.quarantined == 0) return;
  out << "quarantine     " << with_separators(status.quarantined) << " rows that do not open\n";
  for (const service::QuarantinedRow& row : status.quarantine) {
    out << "  " << row.table << '.' << row.column << ' ' << row.row_id << " of " << row.org_id << ": " << row.reason
        << '\n';
  }
}

void print_job(const RotationStatus& status, std::ostream& out) {
  if (!status.job) return;
  const service::RekeyJob& job = *status.job;
  out << "rekey          " << to_string(job.state) << ", " << with_separators(job.done) << " of "
      << with_separators(job.total) << " rows to " << job.target.view();
  if (job.state == service::RekeyState::running) out << ", " << status.rekeyers << " at work";
  out << '\n';
}

void print_words(const RotationStatus& status, std::ostream& out) {
  print_keys(status, out);
  print_rows(status, out);
  print_quarantine(status, out);
  print_job(status, out);
  if (!status.previous && status.blockers.empty()) {
    out << "No previous key is given.\n";
    return;
  }
  out << (status.safe_to_drop_previous() ? "The previous key can go.\n" : "Not done yet:\n");
  for (const service::Blocker& blocker : status.blockers) out << "  - " << blocker.detail << '\n';
}

}  // namespace

ExitCode show_rotation(OutputForm form, DataAccess& data, const Console& console) {
  const auto installation = data.open(console);
  if (!installation) return ExitCode::unusable;
  const auto encryptor = data.open_keys(*installation, console);
  if (!encryptor) return ExitCode::unusable;
  const auto status =
      service::rotation_status(installation->store->secrets(), encryptor->ring(), installation->clock.now());
  if (!status) return console.fail(ExitCode::unusable, explain_error(status.error(), installation->place));
  if (form == OutputForm::json)
    console.out << service::rotation_report(*status) << '\n';
  else
    print_words(*status, console.out);
  return ExitCode::ok;
}

}  // namespace ratestack::cli
