#include "native/service/schema_history.hpp"

#include "native/service/store_error.hpp"

namespace ratestack::service {

Result<std::size_t> count_applied(std::span<const AppliedMigration> applied, std::span<const Migration> known) {
  std::size_t count = 0;
  for (const AppliedMigration& migration : applied) {
    const auto version = static_cast<std::size_t>(migration.version);
    if (version > known.size()) return Error(StoreError::schema_ahead, migration.name);
    if (version == 0 || known[version - 1].checksum != migration.checksum) {
      return Error(StoreError::schema_changed, migration.name);
    }
    if (version != ++count) return Error(StoreError::schema_changed, "a migration is missing from the history");
  }
  return count;
}

}  // namespace ratestack::service
