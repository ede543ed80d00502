#include <gtest/gtest.h>

#include <string>

#include "ratestack/identity/cookie.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kName = "__Host-rs_session";

/// What a header says of a name: its value, "-" for none, or the error.
std::string found(std::string_view header, std::string_view name = kName) {
  const auto cookies = CookieHeader::parse(header);
  if (!cookies) return cookies.error().code.message();
  const auto value = cookies.value().find(name);
  if (!value) return value.error().code.message();
  return std::string(value.value().value_or("-"));
}

TEST(CookieHeader, FindsACookieAmongOthers) {
  EXPECT_EQ(found("__Host-rs_session=abc"), "abc");
  EXPECT_EQ(found("a=1; __Host-rs_session=abc; b=2"), "abc");
  EXPECT_EQ(found("a=1;__Host-rs_session=abc;b=2"), "abc");
  EXPECT_EQ(found(";; a=1;\t __Host-rs_session = abc \t;"), "abc");
  EXPECT_EQ(found("a=1; b=2"), "-");
  EXPECT_EQ(found(""), "-");
  EXPECT_EQ(found("__Host-rs_session="), "");
}

TEST(CookieHeader, AValueKeepsItsEqualsSignsAndQuotes) {
  EXPECT_EQ(found("__Host-rs_session=a=b=="), "a=b==");
  EXPECT_EQ(found("__Host-rs_session=\"abc\""), "\"abc\"");
}

TEST(CookieHeader, OnlyTheVeryNameIsTheName) {
  EXPECT_EQ(found("__host-rs_session=evil"), "-");
  EXPECT_EQ(found("__HOST-rs_session=evil"), "-");
  EXPECT_EQ(found("rs_session=evil"), "-");
  EXPECT_EQ(found("x__Host-rs_session=evil"), "-");
  EXPECT_EQ(found("__Host-rs_session2=evil"), "-");
  EXPECT_EQ(found("__Host-rs%5Fsession=evil"), "-");
  EXPECT_EQ(found("\"__Host-rs_session\"=evil"), "-");
  EXPECT_EQ(found("\xC2\xA0__Host-rs_session=evil"), "-") << "a no-break space is part of a name";
  EXPECT_EQ(found("\xE2\x80\x80__Host-rs_session=evil"), "-") << "and so is an en quad";
}

TEST(CookieHeader, ReadsNoLegacySyntaxIntoAHeader) {
  EXPECT_EQ(found("$Version=1; a=\"x; __Host-rs_session=evil; \"; __Host-rs_session=good"), "ambiguous_cookie");
  EXPECT_EQ(found("$Version=1, __Host-rs_session=evil"), "-") << "a comma separates nothing";
  EXPECT_EQ(found("a=\"x\\\"; __Host-rs_session=good"), "good");
}

TEST(CookieHeader, AValueWithoutANameIsNotAName) {
  EXPECT_EQ(found("__Host-rs_session"), "-");
  EXPECT_EQ(found("=__Host-rs_session=evil"), "-");
  EXPECT_EQ(found("; =; a"), "-");
}

TEST(CookieHeader, ANameThatComesTwiceIsAmbiguousEvenWithOneValue) {
  EXPECT_EQ(found("__Host-rs_session=a; x=1; __Host-rs_session=b"), "ambiguous_cookie");
  EXPECT_EQ(found("__Host-rs_session=a; __Host-rs_session=a"), "ambiguous_cookie");
  EXPECT_EQ(found("x=1; x=2; __Host-rs_session=a"), "a") << "other people's cookies may come twice";
}

TEST(CookieHeader, TakesAnyBytesButControlCharacters) {
  EXPECT_EQ(found("x=\xFF\xC3\x28; __Host-rs_session=a"), "a");
  for (int c = 0; c < 0x20; ++c) {
    const std::string header = std::string("x=1") + static_cast<char>(c) + "; __Host-rs_session=a";
    EXPECT_EQ(found(header), c == '\t' ? "a" : "malformed_cookie_header") << c;
  }
  EXPECT_EQ(found("x=\x7F; __Host-rs_session=a"), "malformed_cookie_header");
}

TEST(CookieHeader, IsBoundedInBytesAndCookies) {
  const std::string session = "; __Host-rs_session=a";
  const std::string full = "x=" + std::string(CookieHeader::kMaxBytes - 2 - session.size(), 'y') + session;
  EXPECT_EQ(found(full), "a");
  EXPECT_EQ(found(full + "b"), "cookie_header_too_long");
  std::string many;
  for (std::size_t i = 1; i < CookieHeader::kMaxCookies; ++i) many += "x=1; ";
  EXPECT_EQ(found(many + "__Host-rs_session=a"), "a");
  EXPECT_EQ(found(many + "x=1; __Host-rs_session=a"), "too_many_cookies");
}

}  // namespace
}  // namespace ratestack
