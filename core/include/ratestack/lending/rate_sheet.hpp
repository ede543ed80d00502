// A lender's rate sheet: prices by product, rate and lock period, and the tables that adjust them
// (docs/rate-sheets.md).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/base/limits.hpp"
#include "ratestack/lending/adjustment_table.hpp"
#include "ratestack/lending/amounts.hpp"
#include "ratestack/lending/sheet_fault.hpp"

namespace ratestack {

struct SheetLimits {
  static constexpr std::size_t kMaxBytes = limits::kMaxBodyBytes;  // it comes as the body of a request
  static constexpr std::size_t kMaxCells = 200'000;                // prices and adjustments together
  static constexpr std::size_t kMaxRowCells = 128;
  static constexpr std::size_t kMaxProducts = 2000;
  static constexpr std::size_t kMaxTables = 64;
  static constexpr std::size_t kMaxNameBytes = 100;
  static constexpr std::size_t kMaxProductBytes = 32;
  static constexpr std::int64_t kMaxPriceUnits = 999'999'999;   // 999.999999
  static constexpr std::int64_t kMaxPointsUnits = 100'000'000;  // 100 either way
};

struct SheetProduct {
  std::string code;                     // "CONF30": A-Z 0-9 . _ -, a letter or digit first
  std::vector<Rate> rates;              // ascending
  std::vector<GridCell<Price>> prices;  // by lock period, then by rate: what one request looks at lies together

  friend bool operator==(const SheetProduct&, const SheetProduct&) = default;
};

struct SheetReading;

/// Immutable once read, so that any number of threads may price with it. The same sheet, however its rows and tables
/// were ordered and in whichever format it came, is the same value.
class RateSheet {
 public:
  /// Every fault that was found, or a sheet without any. Time n log n in the text; nothing of it is kept.
  static SheetReading from_csv(std::string_view text);
  static SheetReading from_json(std::string_view text);

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::span<const LockDays> lock_days() const noexcept { return lock_days_; }    // ascending
  [[nodiscard]] std::span<const SheetProduct> products() const noexcept { return products_; }  // by code
  [[nodiscard]] std::span<const AdjustmentTable> tables() const noexcept { return tables_; }   // by name
  [[nodiscard]] std::size_t cell_count() const noexcept;
  /// The one CSV text of this sheet: lines end in CRLF, no byte order mark.
  [[nodiscard]] std::string to_csv() const;

  friend bool operator==(const RateSheet&, const RateSheet&) = default;

 private:
  friend class SheetBuilder;
  RateSheet() = default;

  std::string name_;
  std::vector<LockDays> lock_days_;
  std::vector<SheetProduct> products_;
  std::vector<AdjustmentTable> tables_;
};

/// A sheet, or why there is none: exactly one of the two.
struct SheetReading {
  std::optional<RateSheet> sheet;
  SheetFaults faults;
};

}  // namespace ratestack
