// Rate sheets as JSON: see rate_sheet.hpp; and every fault points at something that the text has, or at a member that
// it lacks.
#include "exact_copy.hpp"
#include "rate_sheet.hpp"
#include "ratestack/encoding/json.hpp"

namespace {

/// Whether the container of what `pointer` names is there.
bool leads_somewhere(const ratestack::JsonValue& root, std::string_view pointer) {
  if (pointer.empty()) return true;
  boost::system::error_code none;
  return root.find_pointer(pointer.substr(0, pointer.rfind('/')), none) != nullptr;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ratestack;
  const fuzzing::ExactCopy input(data, size);
  const SheetReading reading = RateSheet::from_json(input.view());
  fuzzing::check_reading(reading);
  const auto root = parse_json(input.view(), {.max_bytes = SheetLimits::kMaxBytes});
  for (const SheetFault& fault : reading.faults.items) {
    fuzzing::require(fault.line == 0 && fault.column == 0, "JSON has no lines");
    if (root) fuzzing::require(leads_somewhere(root.value(), fault.pointer), "a fault points into the text");
  }
  return 0;
}
