#include "native/cli/move_data.hpp"

#include "native/cli/progress.hpp"
#include "native/cli/store_words.hpp"
#include "native/service/move_installation.hpp"

namespace ratestack::cli {

ExitCode move_data(const MoveUrls& urls, DataAccess& data, const Console& console) {
  const auto ends = data.open_ends(urls, console);
  if (!ends) return ExitCode::unusable;
  const auto moved = [&] {
    ProgressLine line(console);
    return service::move_installation(*ends->from, *ends->to, [&](std::uint64_t done, std::uint64_t total) {
      line.show({ProgressUnit::rows, done, total, done});
      return true;
    });
  }();
  const std::string places = ends->from_place + " to " + ends->to_place;
  if (!moved) {
    const auto code = moved.error().code == service::StoreError::conflict ? ExitCode::conflict : ExitCode::unusable;
    return console.fail(code, "cannot move " + explain_error(moved.error(), places));
  }
  const service::MoveReport& report = moved.value();
  console.out << "moved " << places << ": " << with_separators(report.rows) << " rows";
  if (report.resumed > 0) console.out << " (" << with_separators(report.resumed) << " were there already)";
  console.out << "\nverified: " << with_separators(report.head.last_id) << " rows, head "
              << report.head.entry_hash.to_hex() << '\n';
  return ExitCode::ok;
}

}  // namespace ratestack::cli
