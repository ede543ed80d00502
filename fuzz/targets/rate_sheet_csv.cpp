// Rate sheets as CSV: see rate_sheet.hpp; and every fault names a line and a column that the text has.
#include <algorithm>

#include "exact_copy.hpp"
#include "rate_sheet.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ratestack;
  const fuzzing::ExactCopy input(data, size);
  const SheetReading reading = RateSheet::from_csv(input.view());
  fuzzing::check_reading(reading);
  const std::string_view text = input.view();
  const auto lines = static_cast<std::uint32_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  for (const SheetFault& fault : reading.faults.items) {
    fuzzing::require(fault.line >= 1 && fault.line <= lines, "a fault is on a line of the text");
    fuzzing::require(fault.column >= 1 && fault.column <= size + 2, "a fault is in a cell, or behind the last");
    fuzzing::require(fault.pointer.empty(), "CSV has no pointers");
  }
  return 0;
}
