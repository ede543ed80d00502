#include "ratestack/base/ids.hpp"

#include <algorithm>

#include "ratestack/base/error_enum.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kUlidDigits = 26;

std::string_view describe(IdError) { return "malformed_id"; }

}  // namespace

boost::system::error_code make_error_code(IdError error) {
  static constexpr EnumCategory<IdError, describe> kCategory{"id"};
  return {static_cast<int>(error), kCategory};
}

namespace detail {

std::string make_ulid_id(std::string_view prefix, Timestamp now, UlidEntropy entropy) {
  std::array<std::uint8_t, 16> bytes{};
  const auto millis = static_cast<std::uint64_t>(std::max<std::int64_t>(now.micros(), 0) / 1000);
  for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(millis >> (8 * (5 - i)));
  std::copy(entropy.begin(), entropy.end(), bytes.begin() + 6);

  // 128 bits as 26 digits of five bits: the first digit carries the top three bits alone.
  std::string text(prefix);
  for (std::size_t digit = 0; digit < kUlidDigits; ++digit) {
    unsigned value = 0;
    for (std::size_t bit = digit * 5; bit < digit * 5 + 5; ++bit) {
      const unsigned set = bit < 2 ? 0U : (unsigned{bytes[(bit - 2) / 8]} >> (7 - (bit - 2) % 8)) & 1U;
      value = value << 1 | set;
    }
    text += kCrockford[value];
  }
  return text;
}

bool is_ulid_id(std::string_view prefix, std::string_view text) noexcept {
  if (text.size() != prefix.size() + kUlidDigits || !text.starts_with(prefix)) return false;
  const std::string_view ulid = text.substr(prefix.size());
  const auto is_digit = [](char c) { return kCrockford.find(c) != std::string_view::npos; };
  return ulid[0] <= '7' && std::all_of(ulid.begin(), ulid.end(), is_digit);
}

}  // namespace detail
}  // namespace ratestack
