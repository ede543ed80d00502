// Bands of numbers and names as one thing: positions on an axis.
#include <array>

#include "ratestack/lending/adjustment_table.hpp"

namespace ratestack {
namespace {

/// The numbers of an axis; none for names.
const DecimalForm* form_of(Axis axis) noexcept {
  switch (axis) {
    case Axis::fico:
      return &Fico::kForm;
    case Axis::ltv:
      return &Ltv::kForm;
    case Axis::amount: {
      static constexpr DecimalForm kAmount{2, 2, Sign::never, 0, MoneyTag::kMost};  // no loan is below zero
      return &kAmount;
    }
    default:
      return nullptr;
  }
}

Result<Band> single(std::int64_t at) { return Band{at, at}; }

template <typename Name>
Result<Band> band_of(const Result<Name>& name) {
  if (!name) return name.error();
  return single(static_cast<std::int64_t>(name.value()));
}

Result<Band> parse_name(Axis axis, std::string_view text) {
  if (axis == Axis::occupancy) return band_of(parse_occupancy(text));
  if (axis == Axis::purpose) return band_of(parse_purpose(text));
  const auto state = UsState::parse(text);
  if (!state) return state.error();
  return single(state->index());
}

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

Result<Band> parse_range(const DecimalForm& form, std::string_view low_text, std::string_view high_text) {
  const auto low = parse_decimal(trim(low_text), form);
  if (!low) return low.error();
  const auto high = parse_decimal(trim(high_text), form);
  if (!high) return high.error();
  if (low.value() > high.value()) return LendingError::malformed_number;
  return Band{low.value(), high.value()};
}

Result<Band> parse_numbers(const DecimalForm& form, std::string_view text) {
  const bool from = text.starts_with(">="), upto = text.starts_with("<=");
  if (from || upto) {
    const auto bound = parse_decimal(trim(text.substr(2)), form);
    if (!bound) return bound.error();
    return from ? Band{bound.value(), form.most} : Band{form.least, bound.value()};
  }
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return parse_range(form, text, text);
  return parse_range(form, text.substr(0, dash), text.substr(dash + 1));
}

std::string print_numbers(const DecimalForm& form, Band band) {
  if (band.high == form.most) return ">=" + print_decimal(band.low, form);
  if (band.low == form.least) return "<=" + print_decimal(band.high, form);
  return print_decimal(band.low, form) + "-" + print_decimal(band.high, form);
}

}  // namespace

bool is_banded(Axis axis) noexcept { return form_of(axis) != nullptr; }

Result<Band> parse_band(Axis axis, std::string_view text) {
  const DecimalForm* const form = form_of(axis);
  return form != nullptr ? parse_numbers(*form, text) : parse_name(axis, text);
}

std::string to_text(Axis axis, Band band) {
  const DecimalForm* const form = form_of(axis);
  if (form != nullptr) return print_numbers(*form, band);
  if (axis == Axis::occupancy) return std::string(to_string(static_cast<Occupancy>(band.low)));
  if (axis == Axis::purpose) return std::string(to_string(static_cast<Purpose>(band.low)));
  return std::string(UsState::at(static_cast<std::uint8_t>(band.low)).code());
}

std::int64_t position(Axis axis, const Loan& loan) noexcept {
  switch (axis) {
    case Axis::fico:
      return loan.fico.units();
    case Axis::ltv:
      return loan.ltv.units();
    case Axis::amount:
      return loan.amount.units();
    case Axis::occupancy:
      return static_cast<std::int64_t>(loan.occupancy);
    case Axis::purpose:
      return static_cast<std::int64_t>(loan.purpose);
    case Axis::state:
      return loan.state.index();
  }
  return 0;
}

}  // namespace ratestack
