// Properties over random trees: writing is a fixed point, and nothing beside the canonical bytes is canonical.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <random>

#include "ratestack/encoding/utf8.hpp"
#include "reading.hpp"

namespace ratestack::testing {
namespace {

class RandomTree {
 public:
  explicit RandomTree(unsigned seed) : random_(seed) {}

  JsonValue value(int depth) {
    switch (random_() % (depth > 0 ? 8 : 6)) {
      case 0:
        return nullptr;
      case 1:
        return random_() % 2 == 0;
      case 2:
        return integer();
      case 3:
        return number();
      case 4:
      case 5:
        return JsonString(text());
      case 6:
        return array(depth - 1);
      default:
        return object(depth - 1);
    }
  }
  std::size_t below(std::size_t bound) { return random_() % bound; }

 private:
  std::int64_t integer() {
    const auto bits = static_cast<std::int64_t>(random_() >> (11 + random_() % 53));
    return random_() % 2 == 0 ? bits : -bits;
  }
  double number() {
    const auto value = std::bit_cast<double>(random_());
    return std::isfinite(value) ? value : 0.5;
  }
  std::string text() {
    std::string out;
    for (std::size_t left = random_() % 24; left > 0; --left) append(out, character());
    return out;
  }
  char32_t character() {
    constexpr char32_t kPicked[] = {0,    8,     10,    31,     '"',    '\\',   '/',     127,
                                    0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF};
    const std::size_t pick = random_() % 60;
    return pick < std::size(kPicked) ? kPicked[pick] : U'a' + static_cast<char32_t>(pick % 26);
  }
  static void append(std::string& out, char32_t c) {
    char bytes[4];
    out.append(bytes, encode_utf8(c, bytes));
  }
  JsonArray array(int depth) {
    JsonArray out;
    for (std::size_t left = random_() % 5; left > 0; --left) out.push_back(value(depth));
    return out;
  }
  JsonObject object(int depth) {
    JsonObject out;
    for (std::size_t left = random_() % 5; left > 0; --left) out[text()] = value(depth);
    return out;
  }

  std::mt19937_64 random_;
};

std::string written(const JsonValue& value) { return CanonicalJson::from_value(value).value().text(); }

TEST(CanonicalProperty, WritingWhatWasReadChangesNothing) {
  RandomTree trees(1);
  for (int i = 0; i < 5000; ++i) {
    const std::string text = written(trees.value(5));
    EXPECT_TRUE(checked(text)) << text;
    EXPECT_EQ(canonical(text, kNearest), text);
  }
}

TEST(CanonicalProperty, WhiteSpaceInsertedAnywhereIsRefusedOutsideStringsAndIsOtherTextInside) {
  RandomTree trees(2);
  for (int i = 0; i < 300; ++i) {
    const std::string text = written(trees.value(4));
    for (std::size_t at = 0; at <= text.size(); ++at) {
      std::string spaced = text;
      spaced.insert(at, 1, ' ');
      EXPECT_EQ(checked(spaced), canonical(spaced, kNearest) == spaced) << spaced;
      std::string tabbed = text;  // a tab must be escaped even inside a string
      tabbed.insert(at, 1, '\t');
      EXPECT_FALSE(checked(tabbed)) << tabbed;
    }
  }
}

TEST(CanonicalProperty, CheckerAndWriterAgreeOnEveryDamagedText) {
  RandomTree trees(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = written(trees.value(3));
    for (std::size_t edits = 1 + trees.below(2); edits > 0; --edits) {
      text[trees.below(text.size())] = static_cast<char>(trees.below(256));
    }
    EXPECT_EQ(checked(text), canonical(text, kNearest) == text) << text;
  }
}

TEST(CanonicalProperty, NoProperPrefixOfAContainerIsCanonical) {
  RandomTree trees(4);
  for (int i = 0; i < 500; ++i) {
    const std::string text = written(JsonArray{trees.value(4)});
    for (std::size_t size = 0; size < text.size(); ++size)
      EXPECT_FALSE(checked(std::string_view(text).substr(0, size)));
  }
}

}  // namespace
}  // namespace ratestack::testing
