// What each byte means to the URL Standard: its percent-encode sets (section 1.3) and forbidden host code points
// (section 3.1), one bit each, so that any part of a URL is classified in one pass over its bytes.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace ratestack::url_detail {

enum ByteClass : std::uint16_t {
  kC0ControlSet = 1 << 0,  // percent-encode sets; bytes from 0x80 up are in each of them
  kFragmentSet = 1 << 1,
  kQuerySet = 1 << 2,
  kSpecialQuerySet = 1 << 3,
  kPathSet = 1 << 4,
  kUserinfoSet = 1 << 5,
  kForbiddenHost = 1 << 6,
  kForbiddenDomain = 1 << 7,
  kEncodedHost = 1 << 8,  // "%" and bytes from 0x80 up: the host is not what it looks like
  kUpperAlpha = 1 << 9,
  kSchemeByte = 1 << 10,  // ASCII alphanumeric, "+", "-", "."
  kBackslash = 1 << 11,
  kDot = 1 << 12,
  kPercent = 1 << 13,
  kPathEnd = 1 << 14,  // "?" and "#"
  kSlash = 1 << 15,
};
using ByteClasses = std::uint16_t;

[[nodiscard]] constexpr bool is_ascii_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_ascii_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_ascii_alpha(char c) noexcept { return (c >= 'a' && c <= 'z') || is_ascii_upper(c); }
[[nodiscard]] constexpr char to_ascii_lower(char c) noexcept {
  return is_ascii_upper(c) ? static_cast<char>(c + 32) : c;
}

/// -1 for what is no hex digit.
[[nodiscard]] constexpr int hex_digit_value(char c) noexcept {
  if (is_ascii_digit(c)) return c - '0';
  const char lower = to_ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

namespace byte_class_detail {

constexpr bool is_among(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

// Each set of section 1.3 is an earlier one and some more.
constexpr unsigned percent_encode_sets(char c) {
  using namespace std::string_view_literals;
  const auto byte = static_cast<unsigned char>(c);
  if (byte < 0x20 || byte > 0x7E) {
    return kC0ControlSet | kFragmentSet | kQuerySet | kSpecialQuerySet | kPathSet | kUserinfoSet;
  }
  unsigned sets = 0;
  if (is_among(c, " \"<>`")) sets |= kFragmentSet;
  if (is_among(c, " \"#<>")) sets |= kQuerySet | kSpecialQuerySet | kPathSet | kUserinfoSet;
  if (c == '\'') sets |= kSpecialQuerySet;
  if (is_among(c, "?^`{}")) sets |= kPathSet | kUserinfoSet;
  if (is_among(c, "/:;=@[\\]|")) sets |= kUserinfoSet;
  return sets;
}

constexpr unsigned host_classes(char c) {
  using namespace std::string_view_literals;
  const auto byte = static_cast<unsigned char>(c);
  unsigned classes = 0;
  if (is_among(c, "\0\t\n\r #/:<>?@[\\]^|"sv)) classes |= kForbiddenHost | kForbiddenDomain;
  if (byte < 0x20 || c == '%' || byte == 0x7F) classes |= kForbiddenDomain;
  if (c == '%' || byte >= 0x80) classes |= kEncodedHost;
  return classes;
}

constexpr unsigned syntax_classes(char c) {
  unsigned classes = 0;
  if (is_ascii_upper(c)) classes |= kUpperAlpha;
  if (is_ascii_alpha(c) || is_ascii_digit(c) || is_among(c, "+-.")) classes |= kSchemeByte;
  if (c == '\\') classes |= kBackslash;
  if (c == '.') classes |= kDot;
  if (c == '%') classes |= kPercent;
  if (c == '?' || c == '#') classes |= kPathEnd;
  if (c == '/') classes |= kSlash;
  return classes;
}

constexpr std::array<ByteClasses, 256> make_table() {
  std::array<ByteClasses, 256> table{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    table[byte] = static_cast<ByteClasses>(percent_encode_sets(c) | host_classes(c) | syntax_classes(c));
  }
  return table;
}

}  // namespace byte_class_detail

inline constexpr std::array<ByteClasses, 256> kByteClasses = byte_class_detail::make_table();

[[nodiscard]] inline ByteClasses classes_of(char c) noexcept { return kByteClasses[static_cast<unsigned char>(c)]; }
[[nodiscard]] inline bool is_in(char c, unsigned classes) noexcept { return (classes_of(c) & classes) != 0; }

struct Run {
  std::size_t size = 0;
  unsigned classes = 0;  // of all bytes in it, together
};

/// What stands before the first byte in `stops`.
[[nodiscard]] inline Run run_before(std::string_view text, unsigned stops) noexcept {
  Run run;
  for (; run.size < text.size(); ++run.size) {
    const unsigned classes = classes_of(text[run.size]);
    if ((classes & stops) != 0) break;
    run.classes |= classes;
  }
  return run;
}

/// The classes of all bytes, together.
[[nodiscard]] inline unsigned classes_in(std::string_view text) noexcept {
  unsigned classes = 0;
  for (const char c : text) classes |= classes_of(c);
  return classes;
}

}  // namespace ratestack::url_detail
