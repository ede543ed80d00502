#include "ratestack/base/time.hpp"

#include <array>

#include "ratestack/base/error_enum.hpp"

namespace ratestack {
namespace {

constexpr std::int64_t kMicrosPerSecond = 1'000'000;
constexpr std::int64_t kSecondsPerMinute = 60;
constexpr std::int64_t kSecondsPerHour = 3600;
constexpr std::int64_t kSecondsPerDay = 86'400;

std::string_view describe(TimeError error) {
  switch (error) {
    case TimeError::malformed_time:
      return "malformed_time";
    case TimeError::time_out_of_range:
      return "time_out_of_range";
    case TimeError::time_too_precise:
      return "time_too_precise";
  }
  return "unknown";
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads `count` digits at `at`; -1 when one of them is not a digit.
int digits(std::string_view text, std::size_t at, std::size_t count) noexcept {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (!is_digit(text[i])) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

constexpr bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

constexpr int days_in_month(int year, int month) {
  constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

// Days since 1970-01-01 in the proleptic Gregorian calendar; years are counted from March so that the
// leap day falls at a year's end.
constexpr std::int64_t days_from_civil(int year, int month, int day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

struct Civil {
  int year, month, day;
};

constexpr Civil civil_from_days(std::int64_t days) {
  days += 719'468;
  const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
  const std::int64_t day_of_era = days - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  const int month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), month, day};
}

constexpr std::int64_t kMinSeconds = days_from_civil(1, 1, 1) * kSecondsPerDay;
constexpr std::int64_t kEndSeconds = days_from_civil(10'000, 1, 1) * kSecondsPerDay;

// "YYYY-MM-DDTHH:MM:SS" at the front of `text` as seconds; false when the text or the date is not real.
bool parse_seconds(std::string_view text, std::int64_t& seconds) noexcept {
  if (text.size() < 19 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':') {
    return false;
  }
  const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  const int hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return false;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return false;
  seconds =
      days_from_civil(year, month, day) * kSecondsPerDay + hour * kSecondsPerHour + minute * kSecondsPerMinute + second;
  return true;
}

// RFC 3339 section 5.6 time-numoffset: "+HH:MM" or "-HH:MM". -00:00 is allowed there and means UTC here.
bool parse_offset(std::string_view text, std::int64_t& seconds) noexcept {
  if (text == "Z" || text == "z") return seconds = 0, true;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return false;
  const int hour = digits(text, 1, 2), minute = digits(text, 4, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
  seconds = (hour * kSecondsPerHour + minute * kSecondsPerMinute) * (text[0] == '-' ? -1 : 1);
  return true;
}

void put(char* at, int width, std::int64_t value) {
  for (int i = width - 1; i >= 0; --i, value /= 10) at[i] = static_cast<char>('0' + value % 10);
}

}  // namespace

boost::system::error_code make_error_code(TimeError error) {
  static constexpr EnumCategory<TimeError, describe> kCategory{"time"};
  return {static_cast<int>(error), kCategory};
}

bool is_canonical_time(std::string_view text) noexcept {
  std::int64_t seconds = 0;
  return text.size() == Timestamp::kTextSize && text[19] == '.' && text[26] == 'Z' && digits(text, 20, 6) >= 0 &&
         parse_seconds(text, seconds);
}

Result<Timestamp> Timestamp::parse_canonical(std::string_view text) {
  if (!is_canonical_time(text)) return TimeError::malformed_time;
  return parse_rfc3339(text);
}

Result<Timestamp> Timestamp::parse_rfc3339(std::string_view text) {
  std::int64_t seconds = 0, offset = 0, micros = 0;
  std::string upper(text.substr(0, 19));
  if (upper.size() == 19 && (upper[10] == 't' || upper[10] == ' ')) upper[10] = 'T';
  if (!parse_seconds(upper, seconds)) return TimeError::malformed_time;
  std::size_t at = 19;
  if (at < text.size() && text[at] == '.') {
    std::size_t places = 0;
    for (++at; at < text.size() && is_digit(text[at]); ++at, ++places) {
      if (places < 6)
        micros = micros * 10 + (text[at] - '0');
      else if (places >= 9 || text[at] != '0')
        return TimeError::time_too_precise;
    }
    if (places == 0) return TimeError::malformed_time;
    for (; places < 6; ++places) micros *= 10;
  }
  if (!parse_offset(text.substr(at), offset)) return TimeError::malformed_time;
  seconds -= offset;
  if (seconds < kMinSeconds || seconds >= kEndSeconds) return TimeError::time_out_of_range;
  return from_micros(seconds * kMicrosPerSecond + micros);
}

std::string Timestamp::to_text() const {
  std::int64_t seconds = micros_ / kMicrosPerSecond, micros = micros_ % kMicrosPerSecond;
  if (micros < 0) micros += kMicrosPerSecond, --seconds;
  std::int64_t days = seconds / kSecondsPerDay, rest = seconds % kSecondsPerDay;
  if (rest < 0) rest += kSecondsPerDay, --days;
  const Civil date = civil_from_days(days);
  std::string text = "0000-00-00T00:00:00.000000Z";
  put(&text[0], 4, date.year), put(&text[5], 2, date.month), put(&text[8], 2, date.day);
  put(&text[11], 2, rest / 3600), put(&text[14], 2, rest / 60 % 60), put(&text[17], 2, rest % 60);
  put(&text[20], 6, micros);
  return text;
}

}  // namespace ratestack
