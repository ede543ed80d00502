// Every way in which a file that is handed to the verifier may be good, broken, or no export at all.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "tests/support/export_generator/dice.hpp"

namespace ratestack::testing {

struct Kind {
  std::string_view name;
  std::string_view expected;  // "ok", "broken" or "unusable"
  std::string (*make)(Dice& dice, std::size_t rows);
};

[[nodiscard]] std::span<const Kind> good_kinds();
/// Rows changed before the file was written: what somebody with access to the database might do.
[[nodiscard]] std::span<const Kind> forged_kinds();
/// Bytes of the finished file changed.
[[nodiscard]] std::span<const Kind> damaged_kinds();
/// Files that are no exports.
[[nodiscard]] std::span<const Kind> foreign_kinds();

}  // namespace ratestack::testing
