#include "native/service/secrets/secret_census.hpp"

namespace ratestack::service {
namespace {

template <typename Counts>
std::uint64_t sum(const SecretCensus& census, const Counts& counts) {
  std::uint64_t rows = 0;
  for (const ColumnCensus& column : census) {
    for (const KidCount& count : column.counts) rows += counts(count.kid) ? count.rows : 0;
  }
  return rows;
}

std::string rows_text(std::uint64_t rows) { return std::to_string(rows) + (rows == 1 ? " row" : " rows"); }

}  // namespace

Result<SecretCensus> take_census(SecretReader& secrets) {
  SecretCensus census;
  for (const SecretColumn& column : kSecretColumns) {
    auto counts = secrets.count_by_kid(column);
    if (!counts) return counts.error();
    census.push_back({column, std::move(*counts)});
  }
  return census;
}

std::uint64_t rows_under(const SecretCensus& census, std::string_view kid) {
  return sum(census, [&](const std::string& of_row) { return of_row == kid; });
}

std::uint64_t rows_not_under(const SecretCensus& census, std::string_view kid) {
  return sum(census, [&](const std::string& of_row) { return of_row != kid; });
}

std::uint64_t sealed_rows(const SecretCensus& census) { return rows_not_under(census, ""); }

std::string rows_beyond(const SecretCensus& census, const KeyRing& ring) {
  std::string out;
  for (const ColumnCensus& column : census) {
    for (const KidCount& count : column.counts) {
      const auto kid = Kid::parse(count.kid);
      if (!kid || ring.holds(*kid)) continue;
      if (!out.empty()) out += "; ";
      out += std::string(column.column.table) + '.' + std::string(column.column.column) + ": " + rows_text(count.rows) +
             " under " + count.kid;
    }
  }
  return out;
}

}  // namespace ratestack::service
