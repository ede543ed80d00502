#include "url/strict_authority.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ratestack {
namespace {

std::string host(std::string_view text) {
  const auto reading = read_strictly(text);
  if (!reading) return "unreadable";
  return reading->host ? std::string(*reading->host) : "none";
}

TEST(StrictAuthority, FindsTheHostBetweenUserInformationAndPort) {
  EXPECT_EQ(host("https://example.com"), "example.com");
  EXPECT_EQ(host("https://example.com/path@other"), "example.com");
  EXPECT_EQ(host("https://example.com?x=@other"), "example.com");
  EXPECT_EQ(host("https://example.com#@other"), "example.com");
  EXPECT_EQ(host("https://user:pass@example.com:8443/"), "example.com");
  EXPECT_EQ(host("https://example.com:/"), "example.com");
  EXPECT_EQ(host("https://[2001:db8::1]:443/"), "[2001:db8::1]");
  EXPECT_EQ(host("//example.com/x"), "example.com");
  EXPECT_EQ(host("https:///x"), "");
  EXPECT_EQ(host("https://ex%61mple.com"), "ex%61mple.com");
  EXPECT_EQ(host("https://b\xC3\xBC"
                 "cher.example"),
            "b\xC3\xBC"
            "cher.example");
}

TEST(StrictAuthority, FindsNoneWithoutTwoSlashes) {
  for (const char* text : {"https:example.com", "https:/example.com", "https:\\\\example.com", "mailto:a@example.com",
                           "/x", "/\\example.com", "\\\\example.com", "", "ht\ttps://example.com"}) {
    EXPECT_EQ(host(text), "none") << text;
  }
}

TEST(StrictAuthority, DropsControlCharactersAndSpacesAroundTheWholeAlone) {
  EXPECT_EQ(host(" \x01\t\nhttps://example.com \r\n"), "example.com");
  EXPECT_EQ(host("https://exa\tmple.com"), "unreadable");
  EXPECT_EQ(host("https://example.com\n/x"), "unreadable");
  EXPECT_EQ(host("https://example.com/a\tb"), "example.com") << "the path is not its business";
}

TEST(StrictAuthority, RefusesWhatTheGrammarOfAnAuthorityDoesNotKnow) {
  for (const char* text :
       {"http://a\\@b", "http://a@b@c", "http://127.0.0.1[@evil.example", "http://a b/", "http://a\\b/", "http://a%2",
        "http://a%zz/", "http://a:80:80/", "http://a:8o/", "http://[::1]x/", "http://[::1", "http://[::1%25eth0]/",
        "http://[example.com]/", "http://a^b/", "http://a|b/", "http://{a}/", "http://\"a\"/", "http://<a>/"}) {
    EXPECT_EQ(host(text), "unreadable") << text;
  }
}

TEST(StrictAuthority, ReadsTheScheme) {
  EXPECT_EQ(read_strictly("HTTPS://a")->scheme, "HTTPS");
  EXPECT_EQ(read_strictly("a+b-c.d:x")->scheme, "a+b-c.d");
  for (const char* text : {"//a", "1a://b", "a b://c", "/a:b", "?a:b", "a/b:c", ":a"})
    EXPECT_EQ(read_strictly(text)->scheme, "") << text;
}

}  // namespace
}  // namespace ratestack
