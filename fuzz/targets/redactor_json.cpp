// The redactor on JSON. For every input:
//  - JSON stays JSON: what parse_json takes is taken before and after, and names stay different from each other;
//  - redacting twice is redacting once;
//  - what is refused stays as it was.
#include <string>

#include "exact_copy.hpp"
#include "ratestack/encoding/json.hpp"
#include "ratestack/redaction/pii_redactor.hpp"
#include "require.hpp"

using namespace ratestack;
using fuzzing::require;

namespace {
constexpr JsonLimits kLoose{.max_bytes = 1 << 24, .max_depth = kMaxJsonNesting, .integers = IntegerRule::nearest};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const PiiRedactor redactor;
  const fuzzing::ExactCopy input(data, size);
  std::string once(input.view());
  const Result<PiiCounts> counts = redactor.redact_json(once);
  const bool json = parse_json(input.view(), kLoose).has_value();
  require(counts.has_value() || !json, "what is JSON is taken");
  if (!counts) {
    require(once == input.view(), "what is refused stays as it was");
    return 0;
  }
  require((counts.value().total() == 0) == (once == input.view()), "a text changes if and only if something is found");
  if (json) require(parse_json(once, kLoose).has_value(), "JSON stays JSON, without duplicate names");
  std::string twice = once;
  const Result<PiiCounts> again = redactor.redact_json(twice);
  require(again.has_value() && again.value().total() == 0 && twice == once, "redacting twice is redacting once");
  return 0;
}
