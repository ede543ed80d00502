#include "native/service/lending/rate_sheets.hpp"

#include "native/service/identity/identity_events.hpp"
#include "native/service/lending/lending_conflict.hpp"
#include "native/service/new_id.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack::service {
namespace {

Resource resource_of(const SheetId& id, const OrgId& lender) { return {"ratesheet", id.text(), lender}; }

SheetRecord record_of(const RateSheet& sheet, std::string_view csv, SheetId id, const Asker& asker) {
  SheetRecord record{.id = std::move(id),
                     .org_id = asker.org_id,
                     .name = sheet.name(),
                     .digest = sha256(as_bytes(csv)),
                     .cells = sheet.cell_count(),
                     .products = {},
                     .uploaded_by = asker.actor.id,
                     .created_at = asker.now};
  record.products.reserve(sheet.products().size());
  for (const SheetProduct& product : sheet.products()) record.products.push_back(product.code);
  return record;
}

JsonArray texts(const std::vector<std::string>& values) { return JsonArray(values.begin(), values.end()); }

}  // namespace

std::string_view to_string(SheetState state) noexcept {
  switch (state) {
    case SheetState::draft:
      return "draft";
    case SheetState::active:
      return "active";
    case SheetState::superseded:
      return "superseded";
  }
  return "unknown";
}

Result<Written<SheetRecord>> RateSheets::upload(const RateSheet& sheet, const Asker& asker,
                                                const Once<SheetRecord>& once) const {
  const std::string csv = sheet.to_csv();
  SheetRecord record = record_of(sheet, csv, new_id<SheetId>(asker.now, entropy_), asker);
  auto event = to_event(asker, {"RATESHEET_UPLOADED",
                                "success",
                                {{"name", record.name},
                                 {"digest", record.digest.to_hex()},
                                 {"cells", record.cells},
                                 {"products", record.products.size()}},
                                resource_of(record.id, record.org_id)});
  return write_once<SheetRecord>(writer_, std::move(event), std::move(record), once,
                                 [&](WriteTransaction& transaction, const SheetRecord& made) {
                                   return transaction.lending().insert_sheet(made, csv);
                                 });
}

Result<SheetRecord> RateSheets::activate(const SheetId& id, const Asker& asker) const {
  std::optional<SheetRecord> activated;
  AppendJob job;
  job.events.push_back(to_event(asker, {"RATESHEET_ACTIVATED", "success", {}, resource_of(id, asker.org_id)}));
  job.change = [&](WriteTransaction& transaction) -> Result<void> {
    auto sheet = transaction.lending().find_own_sheet(asker.org_id, id);
    if (!sheet) return sheet.error();
    if (!sheet.value()) return StoreError::not_found;
    if (auto done = transaction.lending().activate_sheet(*sheet.value(), asker.actor.id, asker.now); !done) return done;
    activated = std::move(sheet.value());
    if (!activated->activated_at) activated->activated_at = asker.now;
    if (!activated->activated_by) activated->activated_by = asker.actor.id;
    activated->in_force = activated->products;
    return {};
  };
  const auto written = writer_.submit_and_wait(std::move(job));
  if (!written) return written.error();
  return std::move(*activated);
}

Result<void> RateSheets::offer_to(const std::vector<OrgId>& readers, const Asker& asker) const {
  if (readers.size() > kMaxReaders) return LendingConflict::too_many_readers;
  std::vector<std::string> names;
  names.reserve(readers.size());
  for (const OrgId& reader : readers) names.push_back(reader.text());
  auto event = to_event(asker, {"RATESHEET_READERS_CHANGED",
                                "success",
                                {{"readers", texts(names)}},
                                {"org", asker.org_id.text(), asker.org_id}});
  return write_change(writer_, std::move(event), [&](WriteTransaction& transaction) {
    return transaction.lending().set_sheet_readers(asker.org_id, readers, asker.now);
  });
}

}  // namespace ratestack::service
