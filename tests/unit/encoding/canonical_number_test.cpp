// Numbers as RFC 8785 writes them.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>

#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack {
namespace {

std::string written(double value) {
  std::string out;
  append_canonical_number(out, value);
  return out;
}

struct Sample {
  std::uint64_t bits;
  const char* text;
};

// RFC 8785 appendix B, the finite rows.
constexpr Sample kAppendixB[] = {
    {0x0000000000000000, "0"},
    {0x8000000000000000, "0"},
    {0x0000000000000001, "5e-324"},
    {0x8000000000000001, "-5e-324"},
    {0x7fefffffffffffff, "1.7976931348623157e+308"},
    {0xffefffffffffffff, "-1.7976931348623157e+308"},
    {0x4340000000000000, "9007199254740992"},
    {0xc340000000000000, "-9007199254740992"},
    {0x4430000000000000, "295147905179352830000"},
    {0x44b52d02c7e14af5, "9.999999999999997e+22"},
    {0x44b52d02c7e14af6, "1e+23"},
    {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
    {0x444b1ae4d6e2ef4e, "999999999999999700000"},
    {0x444b1ae4d6e2ef4f, "999999999999999900000"},
    {0x444b1ae4d6e2ef50, "1e+21"},
    {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
    {0x3eb0c6f7a0b5ed8d, "0.000001"},
    {0x41b3de4355555553, "333333333.3333332"},
    {0x41b3de4355555554, "333333333.33333325"},
    {0x41b3de4355555555, "333333333.3333333"},
    {0x41b3de4355555556, "333333333.3333334"},
    {0x41b3de4355555557, "333333333.33333343"},
    {0xbecbf647612f3696, "-0.0000033333333333333333"},
    {0x43143ff3c1cb0959, "1424953923781206.2"},
};

TEST(CanonicalNumber, WritesTheTableOfRfc8785AppendixB) {
  for (const Sample& sample : kAppendixB) EXPECT_EQ(written(std::bit_cast<double>(sample.bits)), sample.text);
}

TEST(CanonicalNumber, ReadsTheTableOfRfc8785AppendixBAsTheSameDoubles) {
  for (const Sample& sample : kAppendixB) {
    const Result<JsonValue> value = parse_json(sample.text, {.integers = IntegerRule::nearest});
    ASSERT_TRUE(value) << sample.text;
    const double read = value.value().to_number<double>();
    EXPECT_EQ(read, std::bit_cast<double>(sample.bits)) << sample.text;
  }
}

double random_double(std::mt19937_64& random) {
  for (;;) {
    const auto value = std::bit_cast<double>(random());
    if (std::isfinite(value)) return value;
  }
}

// The decimal digits of the number, without sign, point, exponent and the zeros around them.
std::string significant_digits(std::string_view text) {
  std::string digits;
  for (const char c : text.substr(0, text.find('e'))) {
    if (c >= '0' && c <= '9' && !(digits.empty() && c == '0')) digits += c;
  }
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits;
}

// The fewest digits from which the C library reads `value` back.
std::string fewest_digits(double value) {
  char text[40];
  for (int precision = 0; precision < 17; ++precision) {
    std::snprintf(text, sizeof text, "%.*e", precision, value);
    if (std::strtod(text, nullptr) == value) break;
  }
  return significant_digits(text);
}

TEST(CanonicalNumber, RandomDoublesComeBackThroughTheCLibraryAndThroughOurReader) {
  std::mt19937_64 random(754);
  for (int i = 0; i < 200'000; ++i) {
    const double value = random_double(random);
    const std::string text = written(value);
    ASSERT_EQ(std::strtod(text.c_str(), nullptr), value) << text;
    ASSERT_EQ(parse_json(text, {.integers = IntegerRule::nearest}).value().to_number<double>(), value) << text;
    ASSERT_TRUE(is_canonical_json(text, 0)) << text;
  }
}

TEST(CanonicalNumber, WritesNoMoreDigitsThanTheCLibraryNeeds) {
  std::mt19937_64 random(55);
  for (int i = 0; i < 20'000; ++i) {
    const double value = random_double(random);
    ASSERT_EQ(significant_digits(written(value)), fewest_digits(value)) << written(value);
  }
}

TEST(CanonicalNumber, ReaderRoundsAsTheCLibraryDoes) {
  std::mt19937_64 random(2);
  for (int i = 0; i < 100'000; ++i) {
    std::string text = std::to_string(random() % 10) + '.';
    for (std::size_t left = 1 + random() % 40; left > 0; --left) text += static_cast<char>('0' + random() % 10);
    text += 'e' + std::to_string(static_cast<int>(random() % 640) - 330);
    const double expected = std::strtod(text.c_str(), nullptr);
    const Result<JsonValue> value = parse_json(text);
    ASSERT_EQ(value.has_value(), std::isfinite(expected)) << text;
    if (value) {
      ASSERT_EQ(value.value().as_double(), expected) << text;
    }
  }
}

TEST(CanonicalNumber, ChangesItsLayoutWhereEcmaScriptDoes) {
  EXPECT_EQ(written(999999999999999900000.0), "999999999999999900000");
  EXPECT_EQ(written(1e21), "1e+21");
  EXPECT_EQ(written(1.5e21), "1.5e+21");
  EXPECT_EQ(written(123456789012345680000.0), "123456789012345680000");
  EXPECT_EQ(written(1e-6), "0.000001");
  EXPECT_EQ(written(1.5e-6), "0.0000015");
  EXPECT_EQ(written(1e-7), "1e-7");
  EXPECT_EQ(written(-1.25e-7), "-1.25e-7");
  EXPECT_EQ(written(1e100), "1e+100");
  EXPECT_EQ(written(0.1 + 0.2), "0.30000000000000004");
}

TEST(CanonicalNumber, WritesWholeDoublesAsIntegers) {
  EXPECT_EQ(written(1.0), "1");
  EXPECT_EQ(written(-7.0), "-7");
  EXPECT_EQ(written(9007199254740991.0), "9007199254740991");
  EXPECT_EQ(written(-9007199254740994.0), "-9007199254740994");
}

}  // namespace
}  // namespace ratestack
