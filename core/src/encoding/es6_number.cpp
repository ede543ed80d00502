#include "encoding/es6_number.hpp"

#include <fast_float/fast_float.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "ratestack/base/limits.hpp"

namespace ratestack::encoding_detail {
namespace {

// The specification's decimal: value = 0.d1d2...dk x 10^n, with the shortest digits that read back as the same double.
struct Decimal {
  std::array<char, 20> digits{};
  int k = 0;
  int n = 0;
};

// {fmt}'s Dragonbox finds the shortest digits, the nearest of them where there are several, as ECMA-262 recommends. It
// is called by its internal name: fmt::format_to would bring 45 KB (gzipped) of formatting into the WebAssembly module.
Decimal shortest(double magnitude) noexcept {
  const auto [significand, exponent] = fmt::detail::dragonbox::to_decimal(magnitude);
  std::uint64_t rest = significand;
  Decimal d;
  d.n = exponent;
  for (; rest % 10 == 0; rest /= 10) ++d.n;
  for (std::uint64_t r = rest; r != 0; r /= 10) ++d.k;
  for (int i = d.k; i-- > 0; rest /= 10) d.digits[static_cast<std::size_t>(i)] = static_cast<char>('0' + rest % 10);
  d.n += d.k;
  return d;
}

class Writer {
 public:
  explicit Writer(char* at) noexcept : at_(at) {}
  void put(char c) noexcept { *at_++ = c; }
  void zeros(int count) noexcept { at_ = std::fill_n(at_, count, '0'); }
  void digits(const Decimal& d, int from, int to) noexcept {
    at_ = std::copy(d.digits.begin() + from, d.digits.begin() + to, at_);
  }
  void integer(std::uint64_t value) noexcept {
    std::array<char, 20> reversed;
    std::size_t count = 0;
    do reversed[count++] = static_cast<char>('0' + value % 10);
    while ((value /= 10) != 0);
    while (count != 0) put(reversed[--count]);
  }
  [[nodiscard]] char* at() const noexcept { return at_; }

 private:
  char* at_;
};

void write_exponential(Writer& out, const Decimal& d) noexcept {
  out.digits(d, 0, 1);
  if (d.k > 1) out.put('.'), out.digits(d, 1, d.k);
  const int exponent = d.n - 1;
  out.put('e'), out.put(exponent < 0 ? '-' : '+');
  out.integer(static_cast<std::uint64_t>(std::abs(exponent)));
}

// Steps 6 to 9 of Number::toString.
void write_decimal(Writer& out, const Decimal& d) noexcept {
  if (d.k <= d.n && d.n <= 21) {
    out.digits(d, 0, d.k), out.zeros(d.n - d.k);
  } else if (0 < d.n && d.n <= 21) {
    out.digits(d, 0, d.n), out.put('.'), out.digits(d, d.n, d.k);
  } else if (-6 < d.n && d.n <= 0) {
    out.put('0'), out.put('.'), out.zeros(-d.n), out.digits(d, 0, d.k);
  } else {
    write_exponential(out, d);
  }
}

}  // namespace

std::string_view format_es6(double value, NumberText& out) noexcept {
  Writer writer(out.data());
  if (value < 0) writer.put('-');
  const double magnitude = std::fabs(value);
  if (magnitude <= static_cast<double>(limits::kMaxSafeInteger) && magnitude == std::trunc(magnitude)) {
    writer.integer(static_cast<std::uint64_t>(magnitude));
  } else {
    write_decimal(writer, shortest(magnitude));
  }
  return {out.data(), static_cast<std::size_t>(writer.at() - out.data())};
}

double parse_decimal(std::string_view text) noexcept {
  double value = 0;
  const auto [end, error] = fast_float::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = end == text.data() + text.size() && error != std::errc::invalid_argument;
  return whole ? value : std::numeric_limits<double>::infinity();
}

}  // namespace ratestack::encoding_detail
