// Our reader and Boost.JSON 1.81's accept and refuse the same texts, and read the same values, except that
//   - a repeated name is an error here, there the last one wins (our duplicate_key is not compared);
//   - an object with more members than ours may have is read there (our too_many_members is not compared);
//   - a number without a finite double is an error here, there infinity or an error (our number_out_of_range is not
//     compared);
//   - an exponent beyond an int is 0 or number_out_of_range here, an error there (exponent_overflow is not compared);
//   - an integer literal beyond 2^53-1 is a double here (IntegerRule::nearest); there an integer up to 64 bits;
//   - Boost's doubles are not exact in the last place, and go astray near the ends of the range and for zeros with a
//   large
//     exponent (0E400 is NaN): doubles are compared to one part in 2^50, and only between 1e-280 and 1e280.
//     Exactness has its own test, against strtod (tests/unit/encoding).
// Both stop at 32 nested containers.
#include <boost/json/parse.hpp>
#include <cmath>

#include "exact_copy.hpp"
#include "ratestack/encoding/json.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::require;

constexpr JsonLimits kLimits{.max_bytes = 1 << 20, .max_depth = 32, .integers = IntegerRule::nearest};

bool same(const JsonValue& ours, const JsonValue& theirs);

bool same_number(const JsonValue& ours, const JsonValue& theirs) {
  const auto a = ours.to_number<double>(), b = theirs.to_number<double>();
  const bool comparable = std::fabs(a) >= 1e-280 && std::fabs(a) <= 1e280;
  return !comparable || std::fabs(a - b) <= std::fabs(a) * 0x1p-50;
}

bool same_array(const JsonArray& ours, const JsonArray& theirs) {
  if (ours.size() != theirs.size()) return false;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    if (!same(ours[i], theirs[i])) return false;
  }
  return true;
}

bool same_object(const JsonObject& ours, const JsonObject& theirs) {
  if (ours.size() != theirs.size()) return false;
  for (const auto& [key, value] : ours) {
    const JsonValue* const other = theirs.if_contains(key);
    if (other == nullptr || !same(value, *other)) return false;
  }
  return true;
}

bool same(const JsonValue& ours, const JsonValue& theirs) {
  if (ours.is_number() && theirs.is_number()) return same_number(ours, theirs);
  if (ours.kind() != theirs.kind()) return false;
  if (ours.is_array()) return same_array(ours.get_array(), theirs.get_array());
  if (ours.is_object()) return same_object(ours.get_object(), theirs.get_object());
  return ours == theirs;
}

bool is_deliberate(const Error& error) {
  return error.code == JsonError::duplicate_key || error.code == JsonError::too_many_members ||
         error.code == JsonError::number_out_of_range;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzzing::ExactCopy input(data, size);
  const Result<JsonValue> ours = parse_json(input.view(), kLimits);

  boost::system::error_code refused;
  boost::json::parse_options options;
  options.max_depth = kLimits.max_depth;
  const JsonValue theirs = boost::json::parse(input.view(), refused, {}, options);

  if (refused == boost::json::error::exponent_overflow) return 0;
  if (ours) {
    require(!refused, "Boost.JSON accepts what we accept");
    require(same(ours.value(), theirs), "both read the same value");
  } else if (!is_deliberate(ours.error())) {
    require(refused.failed(), "Boost.JSON refuses what we refuse");
  }
  return 0;
}
