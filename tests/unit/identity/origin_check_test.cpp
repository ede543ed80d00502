#include "ratestack/identity/origin_check.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ratestack {
namespace {

const PublicOrigin kOurs = PublicOrigin::parse("https://portal.example").value();

OriginVerdict judged(const RequestSource& source) { return judge_origin(source, kOurs); }

OriginVerdict posted_from(std::string_view origin) { return judged({.method = "POST", .origin = origin}); }

OriginVerdict referred_from(std::string_view referer) { return judged({.method = "POST", .referer = referer}); }

TEST(OriginCheck, OurOwnOriginMayChangeSomething) {
  for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "PURGE", "get", ""}) {
    const RequestSource source{.method = method, .origin = "https://portal.example", .sec_fetch_site = "same-origin"};
    EXPECT_EQ(judged(source), OriginVerdict::same_origin) << method;
    EXPECT_EQ(judged({.method = method, .origin = "https://evil.example"}), OriginVerdict::foreign_origin) << method;
  }
}

TEST(OriginCheck, SafeMethodsMayComeFromAnywhere) {
  for (const char* method : {"GET", "HEAD", "OPTIONS"}) {
    const RequestSource source{.method = method, .origin = "https://evil.example", .sec_fetch_site = "cross-site"};
    EXPECT_EQ(judged(source), OriginVerdict::safe_method) << method;
  }
}

TEST(OriginCheck, AnOriginIsComparedAsItStands) {
  EXPECT_EQ(posted_from("https://portal.example"), OriginVerdict::same_origin);
  for (const char* origin :
       {"", "http://portal.example", "https://portal.example/", "https://portal.example:443",
        "https://portal.example:444", "https://PORTAL.example", "https://portal.example.", "https://a.portal.example",
        "https://example", "https://portal.example.evil.example", "https://portal.example@evil.example",
        " https://portal.example", "https://portal.example https://evil.example",
        "https://portal.example, https://portal.example", "https://evil.example/https://portal.example"}) {
    EXPECT_EQ(posted_from(origin), OriginVerdict::foreign_origin) << origin;
  }
  EXPECT_EQ(posted_from("null"), OriginVerdict::null_origin);
}

TEST(OriginCheck, TheRefererSpeaksWhereTheOriginIsAbsent) {
  for (const char* referer : {"https://portal.example", "https://portal.example/", "https://portal.example/a?b",
                              "https://portal.example?x"}) {
    EXPECT_EQ(referred_from(referer), OriginVerdict::same_origin) << referer;
  }
  for (const char* referer :
       {"", "https://portal.example.evil.example/", "https://portal.example@evil.example/",
        "https://portal.example:444/", "https://portal.example\\@evil.example/", "https://portal.example#@evil.example",
        "http://portal.example/", "https://evil.example/?https://portal.example/", "/login", "about:blank"}) {
    EXPECT_EQ(referred_from(referer), OriginVerdict::foreign_origin) << referer;
  }
}

TEST(OriginCheck, TheRefererDoesNotOverruleTheOrigin) {
  const RequestSource source{.method = "POST", .origin = "https://evil.example", .referer = "https://portal.example/"};
  EXPECT_EQ(judged(source), OriginVerdict::foreign_origin);
  EXPECT_EQ(judged({.method = "POST", .origin = "null", .referer = "https://portal.example/"}),
            OriginVerdict::null_origin);
}

TEST(OriginCheck, NeitherOfThemIsNoReasonToBelieve) {
  EXPECT_EQ(judged({.method = "POST"}), OriginVerdict::no_origin);
  EXPECT_EQ(judged({.method = "POST", .sec_fetch_site = "same-origin"}), OriginVerdict::no_origin);
  EXPECT_EQ(judged({.method = "POST", .sec_fetch_site = "none"}), OriginVerdict::no_origin);
}

TEST(OriginCheck, FetchMetadataCanOnlyRefuse) {
  for (const char* site : {"cross-site", "same-site"}) {
    const RequestSource source{.method = "POST", .origin = "https://portal.example", .sec_fetch_site = site};
    EXPECT_EQ(judged(source), OriginVerdict::cross_site) << site;
  }
  const RequestSource lying{.method = "POST", .origin = "https://evil.example", .sec_fetch_site = "same-origin"};
  EXPECT_EQ(judged(lying), OriginVerdict::foreign_origin);
  const RequestSource newer{.method = "POST", .origin = "https://portal.example", .sec_fetch_site = "same-planet"};
  EXPECT_EQ(judged(newer), OriginVerdict::same_origin);
}

TEST(OriginCheck, TwoVerdictsPermit) {
  using enum OriginVerdict;
  for (const auto verdict : {same_origin, safe_method}) EXPECT_TRUE(permits(verdict));
  for (const auto verdict : {cross_site, null_origin, foreign_origin, no_origin}) EXPECT_FALSE(permits(verdict));
  EXPECT_EQ(to_string(no_origin), "no_origin");
}

TEST(PublicOrigin, IsReadInThePartsThatBrowsersWrite) {
  const auto plain = PublicOrigin::parse("http://localhost:8787").value();
  EXPECT_EQ(plain.host(), "localhost");
  EXPECT_FALSE(plain.is_https());
  EXPECT_TRUE(kOurs.is_https());
  EXPECT_EQ(kOurs.host(), "portal.example");
  EXPECT_EQ(PublicOrigin::parse("https://[2606:2800:220:1::1]:8443").value().host(), "[2606:2800:220:1::1]");
}

TEST(PublicOrigin, RefusesWhatNoBrowserWouldSend) {
  for (const char* text : {"",
                           "portal.example",
                           "https://",
                           "https:///",
                           "https://portal.example/",
                           "https://Portal.example",
                           "HTTPS://portal.example",
                           "https://portal.example:443",
                           "http://portal.example:80",
                           "https://portal.example:",
                           "https://portal.example:0",
                           "https://portal.example:65536",
                           "https://portal.example:0443",
                           "https://portal.example:8 ",
                           "https://portal.example:123456",
                           "https://u@portal.example",
                           "https://.example",
                           "ftp://portal.example",
                           "https://portal.example?x",
                           "https://b\xC3\xBC.example",
                           "https://[::1",
                           "https://[]",
                           "https://[::1]x",
                           "https://a_b.example",
                           "null",
                           "https://*.example"}) {
    EXPECT_FALSE(PublicOrigin::parse(text)) << text;
  }
  EXPECT_FALSE(PublicOrigin::parse("https://" + std::string(254, 'a')));
}

}  // namespace
}  // namespace ratestack
