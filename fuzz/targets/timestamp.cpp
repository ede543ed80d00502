// Times: what any parser accepts is written in canonical form, which reads back as the same instant; the check without
// a value agrees with the canonical parser.
#include "exact_copy.hpp"
#include "ratestack/base/time.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ratestack;
  const fuzzing::ExactCopy input(data, size);
  const Result<Timestamp> canonical = Timestamp::parse_canonical(input.view());
  fuzzing::require(canonical.has_value() == is_canonical_time(input.view()), "check and parser agree");
  if (canonical) fuzzing::require(canonical.value().to_text() == input.view(), "canonical form is a fixed point");

  const Result<Timestamp> time = Timestamp::parse_rfc3339(input.view());
  if (canonical) fuzzing::require(time.has_value() && time.value() == canonical.value(), "RFC 3339 includes our form");
  if (time) {
    const Result<Timestamp> again = Timestamp::parse_canonical(time.value().to_text());
    fuzzing::require(again.has_value() && again.value() == time.value(), "what is written reads back");
  }
  return 0;
}
