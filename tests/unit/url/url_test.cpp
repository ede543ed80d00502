// The parts of a URL, the views on them, and what a base gives. The Standard's own vectors are in
// tests/conformance/url.
#include "ratestack/url/url.hpp"

#include <gtest/gtest.h>

namespace ratestack {
namespace {

Url url(std::string_view text) { return Url::parse(text).value(); }
std::string href(std::string_view text) { return std::string(url(text).href()); }
std::string resolved(std::string_view text, std::string_view base) {
  return std::string(Url::parse(text, url(base)).value().href());
}
std::string rule(std::string_view text) { return Url::parse(text).error().message(); }

TEST(Url, ShowsEachPart) {
  const Url whole = url("https://user:pass@example.com:8443/a/b?q=1#top");
  EXPECT_EQ(whole.scheme(), "https");
  EXPECT_EQ(whole.username(), "user");
  EXPECT_EQ(whole.password(), "pass");
  EXPECT_TRUE(whole.has_credentials());
  EXPECT_EQ(whole.host(), "example.com");
  EXPECT_EQ(whole.port(), 8443);
  EXPECT_EQ(whole.path(), "/a/b");
  EXPECT_EQ(whole.query(), "q=1");
  EXPECT_EQ(whole.fragment(), "top");
  EXPECT_EQ(whole.origin(), "https://example.com:8443");
  EXPECT_TRUE(whole.is_special());
  EXPECT_FALSE(whole.has_opaque_path());
}

TEST(Url, AbsentIsNotEmpty) {
  const Url absent = url("https://example.com/");
  EXPECT_FALSE(absent.has_credentials());
  EXPECT_EQ(absent.port(), std::nullopt);
  EXPECT_EQ(absent.query(), std::nullopt);
  EXPECT_EQ(absent.fragment(), std::nullopt);
  EXPECT_EQ(url("https://example.com/?").query(), "");
  EXPECT_EQ(url("https://example.com/#").fragment(), "");
  EXPECT_EQ(url("data:x").host(), std::nullopt);
  EXPECT_EQ(url("file:///x").host(), "");
}

TEST(Url, OffsetsLieWhereThePictureSays) {
  const Url whole = url("https://user:pass@example.com:8443/a/b?q=1#top");
  const UrlOffsets expected{.scheme_end = 5,
                            .username_start = 8,
                            .username_end = 12,
                            .credentials_end = 17,
                            .host_start = 18,
                            .host_end = 29,
                            .path_start = 34,
                            .query_start = 38,
                            .fragment_start = 42,
                            .port = 8443};
  EXPECT_EQ(whole.offsets(), expected);
}

TEST(Url, PasswordAloneIsCredentialsToo) {
  const Url only_password = url("https://:secret@example.com/");
  EXPECT_TRUE(only_password.has_credentials());
  EXPECT_EQ(only_password.username(), "");
  EXPECT_EQ(only_password.password(), "secret");
  EXPECT_FALSE(url("https://:@example.com/").has_credentials());
}

TEST(Url, WritesNoDefaultPort) {
  EXPECT_EQ(href("https://example.com:443/"), "https://example.com/");
  EXPECT_EQ(href("http://example.com:00080/"), "http://example.com/");
  EXPECT_EQ(href("https://example.com:80/"), "https://example.com:80/");
  EXPECT_EQ(default_port("wss"), 443);
  EXPECT_EQ(default_port("file"), std::nullopt);
  EXPECT_EQ(default_port("imaps"), std::nullopt);
}

TEST(Url, OriginIsOpaqueWhereTheStandardSaysSo) {
  EXPECT_EQ(url("file:///x").origin(), "null");
  EXPECT_EQ(url("mailto:x@example.com").origin(), "null");
  EXPECT_EQ(url("blob:https://example.com:8443/id").origin(), "https://example.com:8443");
  EXPECT_EQ(url("blob:blob:https://example.com/").origin(), "null");
  EXPECT_EQ(url("http://u:p@example.com/x").origin(), "http://example.com");
}

TEST(Url, KeepsAPathThatLooksLikeAHostApart) {
  const Url guarded = url("web+demo:/.//not-a-host/");
  EXPECT_EQ(guarded.href(), "web+demo:/.//not-a-host/");
  EXPECT_EQ(guarded.path(), "//not-a-host/");
  EXPECT_EQ(guarded.host(), std::nullopt);
  EXPECT_EQ(resolved("?q", "web+demo:/.//p"), "web+demo:/.//p?q");
  EXPECT_EQ(resolved("x", "web+demo:/.//p"), "web+demo:/.//x");
}

TEST(Url, TakesFromItsBaseWhatItDoesNotSay) {
  constexpr std::string_view kBase = "https://user@example.com:8443/a/b/c?q#f";
  EXPECT_EQ(resolved("", kBase), "https://user@example.com:8443/a/b/c?q");
  EXPECT_EQ(resolved("#x", kBase), "https://user@example.com:8443/a/b/c?q#x");
  EXPECT_EQ(resolved("?x", kBase), "https://user@example.com:8443/a/b/c?x");
  EXPECT_EQ(resolved("../x", kBase), "https://user@example.com:8443/a/x");
  EXPECT_EQ(resolved("/x", kBase), "https://user@example.com:8443/x");
  EXPECT_EQ(resolved("//other/x", kBase), "https://other/x");
  EXPECT_EQ(resolved("\\\\other\\x", kBase), "https://other/x");
  EXPECT_EQ(resolved("http:x", kBase), "http://x/");
}

TEST(Url, CanBeItsOwnBase) {
  Url page = url("https://example.com/a/b");
  page = Url::parse("../c", page).value();
  EXPECT_EQ(page.href(), "https://example.com/c");
}

TEST(Url, NamesTheRuleThatRefused) {
  EXPECT_EQ(rule("/relative"), "url: invalid_url (missing-scheme-non-relative-URL)");
  EXPECT_EQ(rule("https://"), "url: invalid_url (host-missing)");
  EXPECT_EQ(rule("https://user@/"), "url: invalid_url (host-missing)");
  EXPECT_EQ(rule("https://a b/"), "url: invalid_url (domain-invalid-code-point)");
  EXPECT_EQ(rule("https://a%00b/"), "url: invalid_url (domain-to-ASCII)");
  EXPECT_EQ(rule("x://a b/"), "url: invalid_url (host-invalid-code-point)");
  EXPECT_EQ(rule("https://a:65536/"), "url: invalid_url (port-out-of-range)");
  EXPECT_EQ(rule("https://a:b/"), "url: invalid_url (port-invalid)");
  EXPECT_EQ(rule("https://1.2.3.4.5/"), "url: invalid_url (IPv4-too-many-parts)");
  EXPECT_EQ(rule("https://1.2.3.256/"), "url: invalid_url (IPv4-out-of-range-part)");
  EXPECT_EQ(rule("https://a.0x/"), "url: invalid_url (IPv4-non-numeric-part)");
}

TEST(Url, ReadsHostsInEverySpelling) {
  EXPECT_EQ(href("http://EXAMPLE.com"), "http://example.com/");
  EXPECT_EQ(href("http://ex%41mple.com"), "http://example.com/");
  EXPECT_EQ(href("http://example\xE3\x80\x82"
                 "com"),
            "http://example.com/");
  EXPECT_EQ(href("http://\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97.1"), "http://127.0.0.1/");  // full-width digits
  EXPECT_EQ(href("http://\xE2\x91\xA0\xE2\x91\xA1\xE2\x91\xA6.1"), "http://127.0.0.1/");  // circled digits
  EXPECT_EQ(href("http://exa\xC2\xADmple.com"), "http://example.com/");                   // a soft hyphen
  EXPECT_EQ(href("http://0x7f000001"), "http://127.0.0.1/");
  EXPECT_EQ(href("http://017700000001."), "http://127.0.0.1/");
  EXPECT_EQ(href("http://[::FFFF:7f00:1]"), "http://[::ffff:7f00:1]/");
}

TEST(Url, ReadsBracketsAsIpv6OrNotAtAll) {
  EXPECT_EQ(rule("http://[example.com]/"), "url: invalid_url (IPv6-invalid-code-point)");
  EXPECT_EQ(rule("http://[::1/"), "url: invalid_url (IPv6-unclosed)");
  EXPECT_EQ(rule("http://[::1%25eth0]/"), "url: invalid_url (IPv6-invalid-code-point)");
  EXPECT_EQ(rule("http://a[::1]/"), "url: invalid_url (domain-invalid-code-point)");
  const Url behind = url("http://127.0.0.1[@evil");
  EXPECT_EQ(behind.host(), "evil");
  EXPECT_EQ(behind.username(), "127.0.0.1%5B");
}

}  // namespace
}  // namespace ratestack
