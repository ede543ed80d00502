// The order of names, against a plain conversion to UTF-16.
#include "encoding/utf16_order.hpp"

#include <gtest/gtest.h>

#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/encoding/utf8.hpp"

namespace ratestack::encoding_detail {
namespace {

constexpr int sign(int value) { return (value > 0) - (value < 0); }

std::string utf8(const std::u32string& text) {
  std::string out;
  char bytes[4];
  for (const char32_t c : text) out.append(bytes, encode_utf8(c, bytes));
  return out;
}

std::u16string utf16(const std::u32string& text) {
  std::u16string out;
  for (const char32_t c : text) {
    if (c >= 0x10000) out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
    out += static_cast<char16_t>(c >= 0x10000 ? 0xDC00 + ((c - 0x10000) & 0x3FF) : c);
  }
  return out;
}

std::string escaped(const std::u32string& text) {
  std::string out;
  append_canonical_string(out, utf8(text));
  return out.substr(1, out.size() - 2);
}

// Characters at the edges of each length of UTF-8 and of each side of the surrogates, and those that are escaped.
constexpr char32_t kEdges[] = {0,      '\b',   '\t',   '\n',   '\v',   '\f',   '\r',    0x1F,    ' ',     '!',
                               '"',    '/',    '\\',   ']',    'a',    0x7F,   0x80,    0xE9,    0x7FF,   0x800,
                               0x20AC, 0xD7FF, 0xE000, 0xFB33, 0xFDD0, 0xFFFF, 0x10000, 0x1F600, 0x10FFFF};

std::u32string random_text(std::mt19937& random) {
  std::u32string text(random() % 6, U'a');
  for (char32_t& c : text) {
    if (random() % 3 != 0) c = kEdges[random() % std::size(kEdges)];
  }
  return text;
}

void expect_same_order(const std::u32string& a, const std::u32string& b) {
  const int expected = sign(utf16(a).compare(utf16(b)));
  EXPECT_EQ(sign(compare_utf16(utf8(a), utf8(b))), expected) << utf8(a) << " / " << utf8(b);
  EXPECT_EQ(sign(compare_utf16_escaped(escaped(a), escaped(b))), expected) << escaped(a) << " / " << escaped(b);
}

TEST(Utf16Order, EdgeCharactersSortAsTheirCodeUnits) {
  for (const char32_t a : kEdges) {
    for (const char32_t b : kEdges) expect_same_order(std::u32string(1, a), std::u32string(1, b));
  }
}

TEST(Utf16Order, RandomTextsSortAsTheirCodeUnits) {
  std::mt19937 random(8785);
  for (int i = 0; i < 200'000; ++i) expect_same_order(random_text(random), random_text(random));
}

TEST(Utf16Order, SupplementaryCharactersComeBeforeThePrivateUseArea) {
  EXPECT_LT(compare_utf16("\xF0\x9F\x98\x80", "\xEE\x80\x80"), 0);  // U+1F600 is D83D DE00
  EXPECT_GT(compare_utf16("\xF0\x9F\x98\x80", "\xED\x9F\xBF"), 0);  // U+D7FF
}

TEST(Utf16Order, APrefixComesFirst) {
  EXPECT_LT(compare_utf16("", "a"), 0);
  EXPECT_LT(compare_utf16("org", "org_id"), 0);
  EXPECT_LT(compare_utf16_escaped("a\\n", "a\\n\\n"), 0);
  EXPECT_EQ(compare_utf16_escaped("a\\n", "a\\n"), 0);
}

// The raw texts of these would sort the other way: a backslash is 0x5C.
TEST(Utf16Order, AnEscapeSortsAsTheCharacterItStandsFor) {
  EXPECT_LT(compare_utf16_escaped("\\n", "A"), 0);
  EXPECT_LT(compare_utf16_escaped("\\u001f", " "), 0);
  EXPECT_LT(compare_utf16_escaped("\\u000b", "\\f"), 0);
  EXPECT_GT(compare_utf16_escaped("\\\\", "Z"), 0);
  EXPECT_LT(compare_utf16_escaped("\\\"", "#"), 0);
}

}  // namespace
}  // namespace ratestack::encoding_detail
