#include "url/idna/punycode.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace ratestack::idna_detail {
namespace {

// RFC 3492 section 5.
constexpr std::uint32_t kBase = 36;
constexpr std::uint32_t kTMin = 1;
constexpr std::uint32_t kTMax = 26;
constexpr std::uint32_t kSkew = 38;
constexpr std::uint32_t kDamp = 700;
constexpr std::uint32_t kInitialBias = 72;
constexpr std::uint32_t kInitialCodePoint = 0x80;
constexpr std::uint32_t kMaxCodePoint = 0x10FFFF;

constexpr char digit_of(std::uint32_t value) noexcept {
  return static_cast<char>(value < 26 ? 'a' + value : '0' + (value - 26));
}

constexpr std::optional<std::uint32_t> digit_value(char c) noexcept {
  if (c >= 'a' && c <= 'z') return c - 'a';
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= '0' && c <= '9') return c - '0' + 26;
  return std::nullopt;
}

// How the state of section 3.2 moves from one delta to the next: section 6.1.
class Bias {
 public:
  [[nodiscard]] std::uint32_t threshold(std::uint32_t k) const noexcept {
    return std::clamp(k > value_ ? k - value_ : 0, kTMin, kTMax);
  }

  void adapt(std::uint32_t delta, std::uint32_t points) noexcept {
    delta = first_ ? delta / kDamp : delta / 2;
    first_ = false;
    delta += delta / points;
    std::uint32_t k = 0;
    for (; delta > (kBase - kTMin) * kTMax / 2; k += kBase) delta /= kBase - kTMin;
    value_ = k + (kBase - kTMin + 1) * delta / (delta + kSkew);
  }

 private:
  std::uint32_t value_ = kInitialBias;
  bool first_ = true;
};

// Section 3.3: a generalised variable-length integer.
void append_integer(std::string& out, std::uint32_t value, const Bias& bias) {
  for (std::uint32_t k = kBase;; k += kBase) {
    const std::uint32_t threshold = bias.threshold(k);
    if (value < threshold) break;
    out += digit_of(threshold + (value - threshold) % (kBase - threshold));
    value = (value - threshold) / (kBase - threshold);
  }
  out += digit_of(value);
}

// Reads one from the front; no value: a character that is no digit, an end in the middle, or more than 32 bits.
std::optional<std::uint32_t> take_integer(std::string_view& text, const Bias& bias) noexcept {
  std::uint64_t value = 0;
  std::uint64_t weight = 1;
  for (std::uint32_t k = kBase; !text.empty(); k += kBase) {
    const auto digit = digit_value(text.front());
    if (!digit) return std::nullopt;
    text.remove_prefix(1);
    value += *digit * weight;
    if (value > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
    const std::uint32_t threshold = bias.threshold(k);
    if (*digit < threshold) return static_cast<std::uint32_t>(value);
    weight *= kBase - threshold;
    if (weight > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  }
  return std::nullopt;
}

// Positions in a label, and how many of them lie before another: what the RFC finds by walking through the label for
// every code point, which takes milliseconds where all of them differ.
class PositionSet {
 public:
  void insert(std::size_t position) noexcept { words_[position / 64] |= std::uint64_t{1} << position % 64; }

  [[nodiscard]] std::uint32_t count_before(std::size_t position) const noexcept {
    int count = std::popcount(words_[position / 64] & ((std::uint64_t{1} << position % 64) - 1));
    for (std::size_t i = 0; i < position / 64; ++i) count += std::popcount(words_[i]);
    return static_cast<std::uint32_t>(count);
  }

 private:
  std::array<std::uint64_t, kMaxLabelCodePoints / 64 + 1> words_{};
};

// Section 6.3. 32 bits hold every delta of a label of kMaxLabelCodePoints: 0x10FFFF * 1001 < 2^32.
static_assert(std::uint64_t{kMaxCodePoint} * (kMaxLabelCodePoints + 1) <= std::numeric_limits<std::uint32_t>::max());

class Encoder {
 public:
  Encoder(std::string& out, std::u32string_view label) noexcept : out_(out), label_(label) {}

  void encode() {
    take_basic();
    if (handled_ > 0) out_ += '-';
    std::sort(others_.begin(), others_.end());
    std::uint32_t next = kInitialCodePoint;
    for (std::span<const Place> rest = others_; !rest.empty();) {
      const std::uint32_t c = code_point_of(rest.front());
      const auto end = std::find_if(rest.begin(), rest.end(), [c](Place place) { return code_point_of(place) != c; });
      const auto equal = rest.first(static_cast<std::size_t>(end - rest.begin()));
      delta_ += (c - next) * (handled_ + 1);
      append_all(equal);
      rest = rest.subspan(equal.size());
      next = c + 1;
    }
  }

 private:
  // A code point << 32 | where it stands: in this form they are sorted by code points, equal ones as they stand.
  using Place = std::uint64_t;
  static std::uint32_t code_point_of(Place place) noexcept { return static_cast<std::uint32_t>(place >> 32); }
  static std::uint32_t position_of(Place place) noexcept { return static_cast<std::uint32_t>(place); }

  void take_basic() {
    for (std::size_t i = 0; i < label_.size(); ++i) {
      if (label_[i] >= kInitialCodePoint) {
        others_.push_back(Place{label_[i]} << 32 | i);
        continue;
      }
      out_ += static_cast<char>(label_[i]);
      smaller_.insert(i);
      ++handled_;
    }
  }

  // Where one code point stands. Each smaller one that is passed on the way counts one, and so does the end.
  void append_all(std::span<const Place> places) {
    std::uint32_t passed = 0;
    for (const Place place : places) {
      const std::uint32_t before = smaller_.count_before(position_of(place));
      delta_ += before - passed;
      append_integer(out_, delta_, bias_);
      bias_.adapt(delta_, ++handled_);
      delta_ = 0;
      passed = before;
    }
    delta_ += smaller_.count_before(label_.size()) - passed + 1;
    for (const Place place : places) smaller_.insert(position_of(place));
  }

  std::string& out_;
  std::u32string_view label_;
  std::vector<Place> others_;  // what is not ASCII
  PositionSet smaller_;        // positions of what is smaller than the code point at hand
  Bias bias_;
  std::uint32_t delta_ = 0;
  std::uint32_t handled_ = 0;
};

constexpr bool is_scalar_value(std::uint64_t c) noexcept { return c <= kMaxCodePoint && (c < 0xD800 || c > 0xDFFF); }

}  // namespace

Result<void> append_punycode(std::string& out, std::u32string_view label) {
  if (label.size() > kMaxLabelCodePoints) return IdnaError::label_too_long;
  Encoder(out, label).encode();
  return {};
}

// Section 6.2.
Result<std::u32string> decode_punycode(std::string_view text) {
  // Each code point takes at least one byte.
  if (text.size() > kMaxLabelCodePoints) return IdnaError::label_too_long;
  const std::size_t delimiter = text.rfind('-');
  const std::size_t basic = delimiter == std::string_view::npos ? 0 : delimiter;  // at 0 it is no delimiter
  const bool is_ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!is_ascii) return IdnaError::invalid_punycode;
  std::u32string label(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(basic));
  if (basic > 0) text.remove_prefix(basic + 1);

  Bias bias;
  std::uint64_t code_point = kInitialCodePoint;
  std::uint64_t position = 0;
  while (!text.empty()) {
    const auto delta = take_integer(text, bias);
    if (!delta) return IdnaError::invalid_punycode;
    const auto points = static_cast<std::uint32_t>(label.size() + 1);
    bias.adapt(*delta, points);
    position += *delta;
    code_point += position / points;
    position %= points;
    if (!is_scalar_value(code_point)) return IdnaError::invalid_punycode;
    label.insert(label.begin() + static_cast<std::ptrdiff_t>(position++), static_cast<char32_t>(code_point));
  }
  return label;
}

}  // namespace ratestack::idna_detail
