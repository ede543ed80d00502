// A log and the part of it that an export shows, before anybody tampers with it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "tests/support/export_generator/dice.hpp"
#include "tests/support/log_builder.hpp"

namespace ratestack::testing {

enum class Extent { whole_log, log_from_middle, one_org, one_org_from_middle };

struct Sample {
  LogBuilder log;
  Extent extent = Extent::whole_log;
  std::size_t first = 0;   // index of the first row shown
  std::size_t victim = 0;  // a row that is shown, with rows of its own organisation shown before and after it

  /// The rows that the extent shows.
  [[nodiscard]] std::vector<BuiltRow> shown() const;
  [[nodiscard]] std::string render(const std::vector<BuiltRow>& rows) const;
  [[nodiscard]] std::string render() const { return render(shown()); }
};

inline constexpr std::size_t kMinRows = 16;  // enough that a victim always exists

/// `rows` of at least kMinRows, of three organisations, with payloads of every JSON kind.
[[nodiscard]] Sample make_sample(Dice& dice, std::size_t rows, Extent extent);
[[nodiscard]] Sample make_sample(Dice& dice, std::size_t rows);
[[nodiscard]] AuditEvent sample_event(Dice& dice);

}  // namespace ratestack::testing
