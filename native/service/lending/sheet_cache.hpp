// Rate sheets read and ready to price with. A sheet never changes, so that one which was read once stays good.
#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>

#include "native/service/store.hpp"
#include "ratestack/lending/rate_sheet.hpp"

namespace ratestack::service {

/// Thread safe. Holds the sheets that were asked for last, up to `max_cells` of prices and adjustments together (of
/// about 8 bytes each).
class SheetCache {
 public:
  static constexpr std::size_t kDefaultMaxCells = 4'000'000;

  explicit SheetCache(Store& store, std::size_t max_cells = kDefaultMaxCells) : store_(store), max_cells_(max_cells) {}

  /// Reads the store where the sheet is not at hand: never on a reactor thread. Errors: not_found, corrupt (its text is
  /// no sheet), those of the store.
  [[nodiscard]] Result<std::shared_ptr<const RateSheet>> find(const SheetId& id);

 private:
  struct Kept {
    SheetId id;
    std::shared_ptr<const RateSheet> sheet;
  };
  [[nodiscard]] std::shared_ptr<const RateSheet> at_hand(const SheetId& id);
  void keep(const SheetId& id, const std::shared_ptr<const RateSheet>& sheet);

  Store& store_;
  const std::size_t max_cells_;
  std::mutex mutex_;
  std::list<Kept> kept_;  // the last asked for first
  std::map<SheetId, std::list<Kept>::iterator> places_;
  std::size_t cells_ = 0;
};

}  // namespace ratestack::service
