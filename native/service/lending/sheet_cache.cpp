#include "native/service/lending/sheet_cache.hpp"

namespace ratestack::service {

std::shared_ptr<const RateSheet> SheetCache::at_hand(const SheetId& id) {
  const std::lock_guard lock(mutex_);
  const auto found = places_.find(id);
  if (found == places_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found->second);
  return found->second->sheet;
}

void SheetCache::keep(const SheetId& id, const std::shared_ptr<const RateSheet>& sheet) {
  const std::lock_guard lock(mutex_);
  if (places_.count(id) != 0) return;  // another thread read it, too
  kept_.push_front({id, sheet});
  places_.emplace(id, kept_.begin());
  cells_ += sheet->cell_count();
  while (cells_ > max_cells_ && kept_.size() > 1) {
    cells_ -= kept_.back().sheet->cell_count();
    places_.erase(kept_.back().id);
    kept_.pop_back();
  }
}

// Read outside of the lock: two threads that want the same sheet both read it, and nobody else waits for them.
Result<std::shared_ptr<const RateSheet>> SheetCache::find(const SheetId& id) {
  if (auto sheet = at_hand(id)) return sheet;
  const auto csv = store_.lending().sheet_csv(id);
  if (!csv) return csv.error();
  if (!csv.value()) return StoreError::not_found;
  auto reading = RateSheet::from_csv(*csv.value());
  if (!reading.sheet) return Error(StoreError::corrupt, "rate_sheets");
  auto sheet = std::make_shared<const RateSheet>(std::move(*reading.sheet));
  keep(id, sheet);
  return sheet;
}

}  // namespace ratestack::service
