// Points in time as the contracts write them: UTC, microseconds, RFC 3339. Core never reads a clock.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "ratestack/base/result.hpp"

namespace ratestack {

/// Microseconds since 1970-01-01T00:00:00Z, years 0001 to 9999 (what the text form can hold).
class Timestamp {
 public:
  static constexpr std::size_t kTextSize = 27;  // "2026-11-23T12:00:00.000000Z"

  constexpr Timestamp() = default;
  /// `micros` must lie in that range: it comes from our own clock or store, and is not checked.
  static constexpr Timestamp from_micros(std::int64_t micros) noexcept { return Timestamp(micros); }

  /// Accepts the canonical 27-character form alone (a row's `occurred_at`): `Z`, six fraction digits, real date.
  static Result<Timestamp> parse_canonical(std::string_view text);
  /// Accepts any RFC 3339 date-time with `Z` or a numeric offset and 0 to 9 fraction digits; digits past
  /// microseconds are refused unless zero (evidence is never rounded). Leap second `:60` is refused.
  static Result<Timestamp> parse_rfc3339(std::string_view text);

  [[nodiscard]] std::string to_text() const;
  [[nodiscard]] constexpr std::int64_t micros() const noexcept { return micros_; }
  friend constexpr auto operator<=>(Timestamp, Timestamp) = default;

 private:
  explicit constexpr Timestamp(std::int64_t micros) noexcept : micros_(micros) {}
  std::int64_t micros_ = 0;
};

/// Same rule as Timestamp::parse_canonical without building a value: the verifier's hot path.
[[nodiscard]] bool is_canonical_time(std::string_view text) noexcept;

enum class TimeError { malformed_time = 1, time_out_of_range, time_too_precise };
boost::system::error_code make_error_code(TimeError error);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::TimeError> : std::true_type {};
