#include "encoding/es6_number.hpp"

#include <fast_float/fast_float.h>
#include <fmt/compile.h>

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

// {fmt} finds the shortest digits; its layout ("1e+21", "0.001", "100.5") is taken apart again.
Decimal shortest(double magnitude) noexcept {
  NumberText text;
  const char* const end = fmt::format_to(text.data(), FMT_COMPILE("{}"), magnitude);
  Decimal d;
  const char* p = text.data();
  bool fraction = false;
  for (; p != end && *p != 'e'; ++p) {
    if (*p == '.') {
      fraction = true;
    } else if (d.k == 0 && *p == '0') {
      d.n -= fraction ? 1 : 0;
    } else {
      d.digits[static_cast<std::size_t>(d.k++)] = *p;
      d.n += fraction ? 0 : 1;
    }
  }
  if (p != end) {
    int exponent = 0;
    for (const char* e = p + 2; e != end; ++e) exponent = exponent * 10 + (*e - '0');
    d.n += p[1] == '-' ? -exponent : exponent;
  }
  while (d.k > 1 && d.digits[static_cast<std::size_t>(d.k - 1)] == '0') --d.k;
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
