// Checks canonical form in one pass over the text, without a tree: every rule of RFC 8785 is one branch here.
#include <algorithm>
#include <cmath>
#include <cstring>

#include "encoding/es6_number.hpp"
#include "encoding/string_scan.hpp"
#include "encoding/utf16_order.hpp"
#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/encoding/utf8.hpp"

namespace ratestack {
namespace {

using encoding_detail::find_special;

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

// Each function below takes the place where its part begins and answers the place after it; nullptr is "not canonical".
class Scanner {
 public:
  explicit Scanner(const char* end) noexcept : end_(end) {}

  const char* value(const char* p, std::size_t depth) const noexcept;
  /// `p` stands after the opening quote; answers the closing quote.
  const char* string_body(const char* p) const noexcept;
  const char* safe_integer(const char* p, std::uint64_t& value) const noexcept;
  const char* literal(const char* p, std::string_view expected) const noexcept;

 private:
  const char* object(const char* p, std::size_t depth) const noexcept;
  const char* array(const char* p, std::size_t depth) const noexcept;
  const char* string(const char* p) const noexcept;
  const char* number(const char* p) const noexcept;
  const char* any_number(const char* p) const noexcept;
  const char* escape(const char* p) const noexcept;
  [[nodiscard]] bool is(const char* p, char c) const noexcept { return p != end_ && *p == c; }

  const char* end_;
};

const char* Scanner::literal(const char* p, std::string_view expected) const noexcept {
  if (static_cast<std::size_t>(end_ - p) < expected.size()) return nullptr;
  return std::memcmp(p, expected.data(), expected.size()) == 0 ? p + expected.size() : nullptr;
}

// RFC 8785 section 3.2.2.2: of all the escapes JSON allows, the one that the serializer would have written.
const char* Scanner::escape(const char* p) const noexcept {
  if (end_ - p < 2) return nullptr;
  switch (p[1]) {
    case 'b':
    case 't':
    case 'n':
    case 'f':
    case 'r':
    case '"':
    case '\\':
      return p + 2;
    case 'u':
      break;
    default:
      return nullptr;
  }
  if (end_ - p < 6 || p[2] != '0' || p[3] != '0') return nullptr;
  const bool control = p[4] == '0' || p[4] == '1';
  const bool digit = is_digit(p[5]) || (p[5] >= 'a' && p[5] <= 'f');
  if (!control || !digit) return nullptr;
  // 8, 9, a, c and d in the first column have their short escapes.
  constexpr std::string_view kShort = "89acd";
  return p[4] == '0' && kShort.find(p[5]) != std::string_view::npos ? nullptr : p + 6;
}

const char* Scanner::string_body(const char* p) const noexcept {
  while ((p = find_special(p, end_)) != end_) {
    if (*p == '"') return p;
    if (*p == '\\') {
      if ((p = escape(p)) == nullptr) return nullptr;
      continue;
    }
    // A bare control character is one byte long in UTF-8, yet no part of a JSON string.
    const std::size_t length = utf8_sequence_length(p, end_);
    if (length < 2) return nullptr;
    p += length;
  }
  return nullptr;
}

const char* Scanner::string(const char* p) const noexcept {
  const char* const close = string_body(p + 1);
  return close == nullptr ? nullptr : close + 1;
}

const char* Scanner::safe_integer(const char* p, std::uint64_t& value) const noexcept {
  if (p == end_ || !is_digit(*p)) return nullptr;
  value = static_cast<std::uint64_t>(*p++ - '0');
  if (value == 0) return p != end_ && is_digit(*p) ? nullptr : p;
  // Sixteen digits hold 2^53-1 and cannot overflow.
  const char* const last = p + std::min<std::ptrdiff_t>(end_ - p, 15);
  for (; p != last && is_digit(*p); ++p) value = value * 10 + static_cast<std::uint64_t>(*p - '0');
  const bool longer = p != end_ && is_digit(*p);
  return longer || value > static_cast<std::uint64_t>(limits::kMaxSafeInteger) ? nullptr : p;
}

const char* Scanner::number(const char* p) const noexcept {
  std::uint64_t magnitude = 0;
  const bool negative = *p == '-';
  const char* const after = safe_integer(p + (negative ? 1 : 0), magnitude);
  const bool more = after != nullptr && after != end_ && (*after == '.' || *after == 'e' || *after == 'E');
  if (after == nullptr || more) return any_number(p);
  return negative && magnitude == 0 ? nullptr : after;  // -0 is written 0
}

// Fractions, exponents and integers beyond 2^53-1: canonical if writing the number again gives the same characters.
const char* Scanner::any_number(const char* p) const noexcept {
  const auto in_number = [](char c) { return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e'; };
  encoding_detail::NumberText again;
  const char* const limit = p + std::min<std::ptrdiff_t>(end_ - p, static_cast<std::ptrdiff_t>(again.size()));
  const char* const after = std::find_if_not(p, limit, in_number);
  const std::string_view text(p, static_cast<std::size_t>(after - p));
  const double value = encoding_detail::parse_decimal(text);
  return !std::isinf(value) && encoding_detail::format_es6(value, again) == text ? after : nullptr;
}

const char* Scanner::array(const char* p, std::size_t depth) const noexcept {
  if (is(p, ']')) return p + 1;
  for (;;) {
    p = value(p, depth);
    if (p == nullptr || p == end_) return nullptr;
    if (*p == ']') return p + 1;
    if (*p++ != ',') return nullptr;
  }
}

const char* Scanner::object(const char* p, std::size_t depth) const noexcept {
  if (is(p, '}')) return p + 1;
  std::string_view previous;
  for (bool first = true;; first = false) {
    if (!is(p, '"')) return nullptr;
    const char* const close = string_body(p + 1);
    if (close == nullptr) return nullptr;
    const std::string_view key(p + 1, static_cast<std::size_t>(close - p - 1));
    // Section 3.2.3: ascending by UTF-16 code units; equal names would be duplicates.
    if (!first && encoding_detail::compare_utf16_escaped(previous, key) >= 0) return nullptr;
    previous = key;
    if (!is(close + 1, ':')) return nullptr;
    p = value(close + 2, depth);
    if (p == nullptr || p == end_) return nullptr;
    if (*p == '}') return p + 1;
    if (*p++ != ',') return nullptr;
  }
}

const char* Scanner::value(const char* p, std::size_t depth) const noexcept {
  if (p == end_) return nullptr;
  switch (*p) {
    case '"':
      return string(p);
    case '{':
      return depth == 0 ? nullptr : object(p + 1, depth - 1);
    case '[':
      return depth == 0 ? nullptr : array(p + 1, depth - 1);
    case 't':
      return literal(p, "true");
    case 'f':
      return literal(p, "false");
    case 'n':
      return literal(p, "null");
    default:
      return number(p);
  }
}

}  // namespace

bool CanonicalCursor::literal(std::string_view expected) noexcept {
  const char* const after = Scanner(end_).literal(at_, expected);
  return after != nullptr && (at_ = after, true);
}

bool CanonicalCursor::string(std::string_view& raw) noexcept {
  if (!next_is('"')) return false;
  const char* const close = Scanner(end_).string_body(at_ + 1);
  if (close == nullptr) return false;
  raw = {at_ + 1, static_cast<std::size_t>(close - at_ - 1)};
  at_ = close + 1;
  return true;
}

bool CanonicalCursor::unsigned_integer(std::uint64_t& value) noexcept {
  const char* const after = Scanner(end_).safe_integer(at_, value);
  return after != nullptr && (at_ = after, true);
}

bool CanonicalCursor::value(std::size_t max_depth) noexcept {
  const char* const after = Scanner(end_).value(at_, std::min(max_depth, kMaxJsonNesting));
  return after != nullptr && (at_ = after, true);
}

bool is_canonical_json(std::string_view text, std::size_t max_depth) noexcept {
  CanonicalCursor cursor(text);
  return cursor.value(max_depth) && cursor.at_end();
}

}  // namespace ratestack
