// The schemes' published ranges and lengths (ISO/IEC 7812), the Luhn digit, the ways cards are written.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "redacted.hpp"

namespace ratestack {
namespace {

using test::redacted;

// `prefix` filled up to `length` digits that are not all the same, with its Luhn digit.
std::string card(const std::string& prefix, std::size_t length, int off = 0) {
  std::string digits = prefix;
  while (digits.size() + 1 < length) digits += static_cast<char>('0' + digits.size() * 7 % 10);
  int sum = 0;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    int digit = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 0) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return digits + static_cast<char>('0' + (10 - sum % 10 + off) % 10);
}

struct Scheme {
  const char* name;
  std::string prefix;
  std::vector<std::size_t> lengths;
};

const std::vector<Scheme> kSchemes{
    {"Visa", "4", {13, 16, 19}},
    {"Mastercard", "51", {16}},
    {"Mastercard", "55", {16}},
    {"Mastercard 2", "2221", {16}},
    {"Mastercard 2", "2720", {16}},
    {"Amex", "34", {15}},
    {"Amex", "37", {15}},
    {"Diners", "300", {14, 16, 19}},
    {"Diners", "305", {14, 16, 19}},
    {"Diners", "309", {14, 19}},
    {"Diners", "36", {14, 16, 19}},
    {"Diners", "38", {14, 19}},
    {"Discover", "6011", {16, 19}},
    {"Discover", "622126", {16, 19}},
    {"Discover", "644", {16, 19}},
    {"Discover", "65", {16, 19}},
    {"JCB", "3528", {16, 19}},
    {"JCB", "3589", {16, 19}},
    {"JCB old", "2131", {15}},
    {"JCB old", "1800", {15}},
    {"UnionPay", "62", {16, 17, 18, 19}},
    {"UnionPay", "81", {16, 19}},
    {"Maestro", "50", {12, 13, 16, 19}},
    {"Maestro", "56", {12, 19}},
    {"Maestro", "69", {12, 19}},
    {"Mir", "2200", {16, 19}},
    {"Mir", "2204", {16, 19}},
    {"RuPay", "508", {16}},
    {"RuPay", "82", {16}},
    {"Verve", "506099", {16, 19}},
    {"Troy", "9792", {16}},
    {"UATP", "1", {15}},
};

TEST(Pan, EverySchemeIsKnownAtItsLengths) {
  for (const Scheme& scheme : kSchemes) {
    for (std::size_t length = 12; length <= 19; ++length) {
      const bool issued = std::find(scheme.lengths.begin(), scheme.lengths.end(), length) != scheme.lengths.end();
      if (!issued) continue;
      EXPECT_EQ(redacted(card(scheme.prefix, length)), "[REDACTED:PAN]") << scheme.name << ' ' << length;
    }
  }
}

TEST(Pan, LengthsThatASchemeDoesNotIssueStay) {
  for (const std::string& digits : {card("4", 14), card("4", 15), card("51", 15), card("34", 16), card("2221", 15),
                                    card("2131", 16), card("9792", 17), card("1", 16), card("300", 13)}) {
    EXPECT_EQ(redacted(digits), digits);
  }
}

TEST(Pan, RangesEndWhereTheyEnd) {
  for (const std::string& digits :
       {card("2220", 16), card("2721", 16), card("2205", 16), card("3527", 16), card("306", 16), card("70", 16),
        card("9793", 16), card("83", 16), card("2132", 15)}) {
    EXPECT_EQ(redacted(digits), digits);
  }
}

TEST(Pan, AWrongCheckDigitIsNoCardUnlessItsFieldSaysSo) {
  for (int off = 1; off < 10; ++off) {
    const std::string digits = card("4", 16, off);
    EXPECT_EQ(redacted(digits), digits);
    EXPECT_EQ(redacted("card_number=" + digits), "card_number=[REDACTED:PAN]");
  }
}

// Thirteen sixes are within Maestro's range and have a right Luhn digit.
TEST(Pan, OneDigitAloneIsNoCard) {
  EXPECT_EQ(redacted("6666666666666 6666-6666-6666-6"), "6666666666666 6666-6666-6666-6");
  EXPECT_EQ(redacted("4444444444444444 0000000000000000"), "4444444444444444 0000000000000000");
}

TEST(Pan, GroupsMayBeSeparated) {
  for (const std::string text :
       {"4111 1111 1111 1111", "4111-1111-1111-1111", "4111.1111.1111.1111", "3782 822463 10005", "3056 930902 5904",
        "6304-0000-0000-0000-000", "4111\u20111111\u20111111\u20111111"}) {
    EXPECT_EQ(redacted("pay " + text + " now"), "pay [REDACTED:PAN] now") << text;
  }
}

TEST(Pan, WholeFloatsAreCardsAndFractionsAreNot) {
  EXPECT_EQ(redacted("0.4111111111111111 4111111111111111.25"), "0.4111111111111111 4111111111111111.25");
  EXPECT_EQ(redacted("4111111111111111.0 4111111111111111."), "[REDACTED:PAN].0 [REDACTED:PAN].");
}

TEST(Pan, DigitsWithinWordsAreNoCard) {
  EXPECT_EQ(redacted("a4111111111111111 4111111111111111f 84111111111111111"),
            "a4111111111111111 4111111111111111f 84111111111111111");
  EXPECT_EQ(redacted("card-4111111111111111 id_4111111111111111"), "card-[REDACTED:PAN] id_[REDACTED:PAN]");
}

// The name of a span behind a card could be an address that is gone the next time.
TEST(Pan, OnlyANameBeforeItMakesASpanIdOfIt) {
  EXPECT_EQ(redacted("span_id=4111111111111111"), "span_id=4111111111111111");
  EXPECT_EQ(redacted("4111111111111111 span_id@example.com"), "[REDACTED:PAN] [REDACTED:EMAIL]");
}

}  // namespace
}  // namespace ratestack
