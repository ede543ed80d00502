// Decimal numbers: what is read has one text, which reads back as the same number; and a plain reading in 128 bits,
// digit by digit, agrees about which texts are numbers and which numbers they are.
#include "ratestack/lending/decimal.hpp"

#include <optional>

#include "exact_copy.hpp"
#include "ratestack/lending/adjustment_table.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::require;

__extension__ using Wide = __int128;

std::optional<std::int64_t> plainly(std::string_view text, const DecimalForm& form) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  std::string fraction(point < text.size() ? text.substr(point + 1) : "");
  const bool is_shaped =
      !whole.empty() && (whole.size() == 1 || whole[0] != '0') && (point == text.size() || !fraction.empty());
  if (!is_shaped || fraction.size() > static_cast<std::size_t>(form.decimals)) return std::nullopt;
  fraction.resize(static_cast<std::size_t>(form.decimals), '0');
  Wide units = 0;
  for (const char c : std::string(whole) + fraction) {
    if (c < '0' || c > '9' || units > (Wide{1} << 100)) return std::nullopt;
    units = units * 10 + (c - '0');
  }
  if (negative && (units == 0 || form.sign == Sign::never)) return std::nullopt;
  if (negative) units = -units;
  if (units < form.least || units > form.most) return std::nullopt;
  return static_cast<std::int64_t>(units);
}

template <typename Number>
void check(std::string_view text) {
  const auto number = Number::parse(text);
  const auto expected = plainly(text, Number::kForm);
  require(number.has_value() == expected.has_value(), "both find a number, or none");
  if (!number) return;
  require(number.value().units() == *expected, "both find the same number");
  const auto again = Number::parse(number.value().to_text());
  require(again.has_value() && again.value() == number.value(), "a number reads back");
}

void check_band(Axis axis, std::string_view text) {
  const auto band = parse_band(axis, text);
  if (!band) return;
  require(band.value().low <= band.value().high, "a band has an inside");
  const auto again = parse_band(axis, to_text(axis, band.value()));
  require(again.has_value() && again.value() == band.value(), "a band reads back");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzzing::ExactCopy input(data, size);
  check<Money>(input.view());
  check<Points>(input.view());
  check<Rate>(input.view());
  check<Fico>(input.view());
  for (const Axis axis : {Axis::fico, Axis::ltv, Axis::amount, Axis::occupancy, Axis::purpose, Axis::state}) {
    check_band(axis, input.view());
  }
  return 0;
}
