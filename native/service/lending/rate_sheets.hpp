// Rate sheets of lenders: uploaded as drafts, put in force by an activation, offered to other organisations.
#pragma once

#include <vector>

#include "native/service/asker.hpp"
#include "native/service/lending/lending_records.hpp"
#include "native/service/lending/written.hpp"
#include "native/service/store.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/lending/rate_sheet.hpp"

namespace ratestack::service {

/// Thread safe. Each call waits for the disk: never on a reactor thread. The lender is who asks (Asker::org_id). Errors
/// besides those named: those of the store.
class RateSheets {
 public:
  static constexpr std::size_t kMaxReaders = 1000;

  RateSheets(AuditWriter& writer, Entropy& entropy) : writer_(writer), entropy_(entropy) {}

  /// A draft, which prices nothing. Row RATESHEET_UPLOADED, with its digest.
  [[nodiscard]] Result<Written<SheetRecord>> upload(const RateSheet& sheet, const Asker& asker,
                                                    const Once<SheetRecord>& once) const;

  /// In force for each of its products from the next pricing on, in place of the sheets that were; also one that was
  /// superseded: that is how a lender goes back. Row RATESHEET_ACTIVATED. not_found.
  [[nodiscard]] Result<SheetRecord> activate(const SheetId& id, const Asker& asker) const;

  /// Who else may read the lender's sheets in force, and price and lock by them: these and no others. Row
  /// RATESHEET_READERS_CHANGED. not_found: no such organisation. too_many_readers.
  [[nodiscard]] Result<void> offer_to(const std::vector<OrgId>& readers, const Asker& asker) const;

 private:
  AuditWriter& writer_;
  Entropy& entropy_;
};

}  // namespace ratestack::service
