// Canonical JSON. For every input:
//   - is_canonical_json(x) says yes exactly when from_text(x) succeeds and answers x itself;
//   - what from_text writes is canonical, and writing it again changes nothing;
//   - the exact integer rule only refuses more, it never writes something else.
#include "ratestack/encoding/canonical_json.hpp"
#include "exact_copy.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::ExactCopy;
using fuzzing::require;

constexpr JsonLimits kNearest{.max_bytes = 1 << 20, .max_depth = 64, .integers = IntegerRule::nearest};
constexpr JsonLimits kExact{.max_bytes = 1 << 20, .max_depth = 64, .integers = IntegerRule::exact};

bool checked(std::string_view text) { return is_canonical_json(text, kNearest.max_depth); }

void check_written(const CanonicalJson& json) {
  const ExactCopy copy(json.view());
  require(checked(copy.view()), "what from_text writes is canonical");
  const Result<CanonicalJson> again = CanonicalJson::from_text(copy.view(), kNearest);
  require(again.has_value() && again.value().view() == json.view(), "writing is idempotent");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ExactCopy input(data, size);
  const Result<CanonicalJson> nearest = CanonicalJson::from_text(input.view(), kNearest);
  const bool same = nearest.has_value() && nearest.value().view() == input.view();
  require(checked(input.view()) == same, "the checker and the writer agree");
  if (nearest) check_written(nearest.value());

  const Result<CanonicalJson> exact = CanonicalJson::from_text(input.view(), kExact);
  if (exact)
    require(nearest.has_value() && exact.value().view() == nearest.value().view(), "exact refuses, never differs");
  return 0;
}
