#include "redaction/fold_unit.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "ratestack/encoding/utf8.hpp"
#include "redaction/characters.hpp"
#include "redaction/unicode_tables.hpp"

namespace ratestack::redaction_detail {
namespace {

constexpr std::size_t kMaxBackslashes = 16;
constexpr int kMaxPercentLevels = 3;
constexpr char32_t kMark = 1;

char at(std::string_view text, std::size_t i) noexcept { return i < text.size() ? text[i] : '\n'; }

template <std::size_t kSize>
const CodeRange* find_range(const CodeRange (&table)[kSize], char32_t code_point) noexcept {
  const CodeRange* const found = std::upper_bound(std::begin(table), std::end(table), code_point,
                                                  [](char32_t c, const CodeRange& range) { return c < range.first; });
  if (found == std::begin(table) || std::prev(found)->last < code_point) return nullptr;
  return std::prev(found);
}

// Look-alikes of the punctuation of numbers and addresses. 0 if it is none.
char32_t fold_punctuation(char32_t c) noexcept {
  if (c >= 0x2010 && c <= 0x2015) return '-';
  if ((c >= 0x2000 && c <= 0x200A) || (c >= 0x2028 && c <= 0x2029)) return ' ';
  switch (c) {
    case 0xA0:
    case 0x1680:
    case 0x202F:
    case 0x205F:
    case 0x3000:
      return ' ';
    case 0x2043:
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
      return '-';
    case 0xB7:
    case 0x2022:
    case 0x2024:
    case 0x2027:
    case 0x3002:
    case 0x30FB:
    case 0xFE52:
    case 0xFF61:
      return '.';
    case 0x2044:
    case 0x2215:
      return '/';
    case 0xFE59:
      return '(';
    case 0xFE5A:
      return ')';
    case 0xFE62:
      return '+';
    case 0xFE6B:
      return '@';
    default:
      return 0;
  }
}

// `digits` hex digits at `i`, or kNothing.
char32_t read_hex(std::string_view text, std::size_t i, std::size_t digits) noexcept {
  if (i + digits > text.size()) return kNothing;
  char32_t value = 0;
  for (std::size_t k = 0; k < digits; ++k) {
    if (!is_hex(text[i + k])) return kNothing;
    value = value << 4 | hex_value(text[i + k]);
  }
  return value;
}

// One byte of percent escape (RFC 3986 section 2.1), escaped again up to three times: %40, %2540, %252540.
struct PercentByte {
  unsigned value = 0;
  std::size_t length = 0;  // 0: none
};

PercentByte read_percent_byte(std::string_view text, std::size_t i) noexcept {
  if (at(text, i) != '%') return {};
  std::size_t digits = i + 1;
  for (int level = 0; level < kMaxPercentLevels; ++level) {
    if (text.substr(digits, 2) != "25" || read_hex(text, digits + 2, 2) == kNothing) break;
    digits += 2;
  }
  const char32_t value = read_hex(text, digits, 2);
  if (value == kNothing) return {};
  return {static_cast<unsigned>(value), digits + 2 - i};
}

// Escaped bytes that make up one UTF-8 sequence are one character.
Unit read_percent(std::string_view text, std::size_t i) noexcept {
  PercentByte byte = read_percent_byte(text, i);
  if (byte.length == 0) return {'%', 1};
  if (byte.value < 0x80) return {byte.value, byte.length};
  std::array<char, 4> bytes{};
  std::size_t length = 0;
  for (std::size_t n = 0; n < bytes.size() && byte.length != 0; ++n) {
    bytes[n] = static_cast<char>(byte.value);
    length += byte.length;
    const std::size_t sequence = utf8_sequence_length(bytes.data(), bytes.data() + n + 1);
    if (sequence == n + 1) return {fold_code_point(decode_utf8(bytes.data(), sequence)), length};
    byte = read_percent_byte(text, i + length);
  }
  return {kNothing, read_percent_byte(text, i).length};
}

// An escaped quote stays as it is: how often it was escaped tells which quotes belong together.
char32_t short_escape(char c) noexcept {
  switch (c) {
    case 'n':
    case 'r':
      return '\n';
    case 't':
      return '\t';
    case 'b':
    case 'f':
      return kMark;
    case '/':
    case '\\':
      return static_cast<unsigned char>(c);
    default:
      return 0;
  }
}

bool is_high_surrogate(char32_t c) noexcept { return c >= 0xD800 && c <= 0xDBFF; }
bool is_low_surrogate(char32_t c) noexcept { return c >= 0xDC00 && c <= 0xDFFF; }

// `slashes` backslashes stand at `i`; "uXXXX" or "xXX" behind them is an escape however often it was escaped again.
Unit read_coded_escape(std::string_view text, std::size_t i, std::size_t slashes) noexcept {
  const std::size_t letter = i + slashes;
  const std::size_t digits = at(text, letter) == 'x' ? 2 : 4;
  if (at(text, letter) != 'x' && at(text, letter) != 'u') return {0, 0};
  const char32_t code = read_hex(text, letter + 1, digits);
  if (code == kNothing) return {0, 0};
  const std::size_t length = slashes + 1 + digits;
  if (!is_high_surrogate(code)) return {is_low_surrogate(code) ? kNothing : fold_code_point(code), length};
  const std::size_t second = i + length + slashes;
  if (at(text, second - 1) != '\\' || at(text, second) != 'u') return {kNothing, length};
  const char32_t low = read_hex(text, second + 1, 4);
  if (low == kNothing || !is_low_surrogate(low)) return {kNothing, length};
  return {fold_code_point(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)), length + slashes + 5};
}

Unit read_backslash(std::string_view text, std::size_t i) noexcept {
  std::size_t slashes = 1;
  while (slashes < kMaxBackslashes && at(text, i + slashes) == '\\') ++slashes;
  const Unit coded = read_coded_escape(text, i, slashes);
  if (coded.length != 0) return coded;
  const char32_t meaning = short_escape(at(text, i + 1));
  return meaning == 0 ? Unit{'\\', 1} : Unit{meaning, 2};
}

struct Entity {
  std::string_view name;
  char32_t code_point;
};
constexpr std::array kEntities{
    Entity{"commat;", '@'}, Entity{"period;", '.'},   Entity{"nbsp;", ' '},      Entity{"shy;", kNothing},
    Entity{"plus;", '+'},   Entity{"hyphen;", '-'},   Entity{"dash;", '-'},      Entity{"ndash;", '-'},
    Entity{"mdash;", '-'},  Entity{"minus;", '-'},    Entity{"ensp;", ' '},      Entity{"emsp;", ' '},
    Entity{"thinsp;", ' '}, Entity{"zwj;", kNothing}, Entity{"zwnj;", kNothing}, Entity{"lpar;", '('},
    Entity{"rpar;", ')'},   Entity{"sol;", '/'},      Entity{"lowbar;", '_'},
};

// HTML numeric character references; the semicolon may be missing, as browsers read it.
Unit read_numeric_entity(std::string_view text, std::size_t i) noexcept {
  const bool hex = lower(at(text, i + 2)) == 'x';
  std::size_t k = i + (hex ? 3 : 2);
  const std::size_t first = k;
  char32_t code = 0;
  for (; k < first + 8 && (hex ? is_hex(at(text, k)) : is_digit(at(text, k))); ++k) {
    code = code * (hex ? 16 : 10) + hex_value(text[k]);
  }
  if (k == first || code > 0x10FFFF) return {'&', 1};
  if (at(text, k) == ';') ++k;
  return {fold_code_point(code), k - i};
}

Unit read_entity(std::string_view text, std::size_t i) noexcept {
  if (at(text, i + 1) == '#') return read_numeric_entity(text, i);
  if (!is_letter(at(text, i + 1))) return {'&', 1};
  for (const Entity& entity : kEntities) {
    if (entity.name.front() != text[i + 1]) continue;
    if (text.substr(i + 1, entity.name.size()) == entity.name) return {entity.code_point, entity.name.size() + 1};
  }
  return {'&', 1};
}

char closing(char open) noexcept {
  switch (open) {
    case '[':
      return ']';
    case '(':
      return ')';
    case '{':
      return '}';
    default:
      return '>';
  }
}

// "[at]", "( dot )", "[.]", "{@}".
Unit read_bracketed(std::string_view text, std::size_t i) noexcept {
  std::size_t k = i + 1;
  if (at(text, k) == ' ') ++k;
  char32_t meaning = 0;
  if (lower(at(text, k)) == 'a' && lower(at(text, k + 1)) == 't') {
    meaning = '@';
    k += 2;
  } else if (lower(at(text, k)) == 'd' && lower(at(text, k + 1)) == 'o' && lower(at(text, k + 2)) == 't') {
    meaning = '.';
    k += 3;
  } else if (at(text, k) == '@' || at(text, k) == '.') {
    meaning = static_cast<unsigned char>(text[k++]);
  }
  if (at(text, k) == ' ') ++k;
  if (meaning == 0 || at(text, k) != closing(text[i])) return {static_cast<unsigned char>(text[i]), 1};
  return {meaning, k + 1 - i};
}

Unit read_utf8(std::string_view text, std::size_t i) noexcept {
  const std::size_t length = utf8_sequence_length(text.data() + i, text.data() + text.size());
  if (length == 0) return {kNothing, 1};
  return {fold_code_point(decode_utf8(text.data() + i, length)), length};
}

bool is_wanted(char32_t c) noexcept { return c == '@' || (c >= '0' && c <= '9'); }

// The character before `i`, or at it, beyond a space or two.
char before_spaces(std::string_view text, std::size_t i) noexcept {
  for (int spaces = 0; spaces < 2 && i > 0 && text[i - 1] == ' '; ++spaces) --i;
  return i > 0 ? text[i - 1] : '\n';
}
char behind_spaces(std::string_view text, std::size_t i) noexcept {
  for (int spaces = 0; spaces < 2 && at(text, i) == ' '; ++spaces) ++i;
  return at(text, i);
}

// An address's "[at]"; a dot between the groups of a number.
bool calls_as_bracket(std::string_view text, std::size_t i) noexcept {
  const Unit unit = read_bracketed(text, i);
  if (unit.code_point == '@') return true;
  return unit.code_point == '.' && is_digit(before_spaces(text, i)) && is_digit(behind_spaces(text, i + unit.length));
}

// Separators whose escape has a letter in it would cut a run of digits in two for the scanner.
bool calls_as_percent(std::string_view text, std::size_t i) noexcept {
  const Unit unit = read_percent(text, i);
  if (unit.length == 1) return false;
  if (is_wanted(unit.code_point) || unit.code_point == kNothing || unit.length > 3) return true;
  if (unit.code_point == '+') return is_digit(at(text, i + 3)) || at(text, i + 3) == '%';
  const bool separates =
      unit.code_point == '-' || unit.code_point == '.' || unit.code_point == '/' || unit.code_point == '_';
  const char before = before_spaces(text, i);
  return separates && (is_digit(before) || before == ')');
}

// Pages of 256 code points in which any is folded: most letters of the world are in none.
constexpr std::size_t kPages = 0x110000 / 256;

template <std::size_t kSize>
constexpr void mark_pages(std::array<bool, kPages>& pages, const CodeRange (&table)[kSize]) {
  for (const CodeRange& range : table) {
    for (char32_t page = range.first / 256; page <= range.last / 256; ++page) pages[page] = true;
  }
}

constexpr std::array<bool, kPages> kFoldedPages = [] {
  std::array<bool, kPages> pages{};
  mark_pages(pages, kDecimalDigits);
  mark_pages(pages, kIgnored);
  mark_pages(pages, kMarks);
  return pages;
}();

}  // namespace

char32_t fold_code_point(char32_t c) noexcept {
  if (c < 0x80 || !kFoldedPages[c / 256]) return c;
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;  // full-width ASCII
  if (const CodeRange* digits = find_range(kDecimalDigits, c)) return '0' + (c - digits->first);
  if (const char32_t folded = fold_punctuation(c)) return folded;
  if (find_range(kIgnored, c) != nullptr) return kNothing;
  return find_range(kMarks, c) != nullptr ? kMark : c;
}

Unit read_unit(std::string_view text, std::size_t i) noexcept {
  const auto c = static_cast<unsigned char>(text[i]);
  if (c >= 0x80) return read_utf8(text, i);
  switch (c) {
    case '%':
      return read_percent(text, i);
    case '\\':
      return read_backslash(text, i);
    case '&':
      return read_entity(text, i);
    case '[':
    case '(':
    case '{':
    case '<':
      return read_bracketed(text, i);
    default:
      return {c, 1};
  }
}

bool calls_for_folding(std::string_view text, std::size_t i) noexcept {
  const auto c = static_cast<unsigned char>(text[i]);
  if (c >= 0xC0) return is_wanted(read_utf8(text, i).code_point);
  switch (c) {
    case '%':
      return calls_as_percent(text, i);
    case '\\':
      if (at(text, i + 1) == '/') return i > 0 && is_digit(text[i - 1]) && is_digit(at(text, i + 2));
      return (at(text, i + 1) == 'u' || at(text, i + 1) == 'x') && read_backslash(text, i).length > 2;
    case '&':
      return read_entity(text, i).length > 1;
    case '[':
    case '(':
    case '{':
    case '<':
      return calls_as_bracket(text, i);
    default:
      return false;
  }
}

}  // namespace ratestack::redaction_detail
