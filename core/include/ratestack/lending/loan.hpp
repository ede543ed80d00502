// What a price depends on, each part valid by its type.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

#include "ratestack/lending/amounts.hpp"

namespace ratestack {

enum class Occupancy : std::uint8_t { primary, second_home, investment };
enum class Purpose : std::uint8_t { purchase, rate_term, cash_out };  // a purchase, or a refinance without or with cash

inline constexpr std::size_t kOccupancies = 3;
inline constexpr std::size_t kPurposes = 3;

[[nodiscard]] std::string_view to_string(Occupancy occupancy) noexcept;  // "second_home"
[[nodiscard]] std::string_view to_string(Purpose purpose) noexcept;      // "rate_term"
[[nodiscard]] Result<Occupancy> parse_occupancy(std::string_view name);  // error: unknown_occupancy
[[nodiscard]] Result<Purpose> parse_purpose(std::string_view name);      // error: unknown_purpose

/// A state, the District of Columbia or a territory, by its two capital letters (USPS Publication 28, appendix B,
/// without the freely associated states and the military addresses: no property lies there).
class UsState {
 public:
  static constexpr std::size_t kCount = 56;

  /// Error: unknown_state.
  static Result<UsState> parse(std::string_view code);
  /// The state at this place of the alphabetical list; `index` below kCount.
  static constexpr UsState at(std::uint8_t index) noexcept { return UsState(index); }

  [[nodiscard]] std::string_view code() const noexcept;
  [[nodiscard]] constexpr std::uint8_t index() const noexcept { return index_; }
  friend constexpr auto operator<=>(UsState, UsState) = default;

 private:
  explicit constexpr UsState(std::uint8_t index) noexcept : index_(index) {}
  std::uint8_t index_;
};

struct Loan {
  Money amount;
  Ltv ltv;
  Fico fico;
  UsState state;
  Occupancy occupancy;
  Purpose purpose;

  friend bool operator==(const Loan&, const Loan&) = default;
};

}  // namespace ratestack
