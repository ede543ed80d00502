// Inputs made to break a parser: bytes that are no text, and megabytes that take quadratic time where something is
// looked at again and again (those run into the test's time limit).
#include <gtest/gtest.h>

#include "ratestack/url/idna.hpp"
#include "ratestack/url/url.hpp"

namespace ratestack {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMegabyte = std::size_t{1} << 20;

std::string repeated(std::string_view text, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += text;
  return out;
}

std::string href(std::string_view text) {
  const Result<Url> url = Url::parse(text);
  return url ? std::string(url.value().href()) : url.error().context;
}

TEST(HostileUrl, NulIsAByteLikeAnother) {
  EXPECT_EQ(href("https://example.com/a\0b?c\0#d\0e"sv), "https://example.com/a%00b?c%00#d%00e");
  EXPECT_EQ(href("https://exam\0ple.com/"sv), "domain-invalid-code-point");
  EXPECT_EQ(href("\0\x1Fhttps://example.com/\0"sv), "https://example.com/");
  EXPECT_EQ(href("ht\0tps://example.com/"sv), "missing-scheme-non-relative-URL");
}

TEST(HostileUrl, TabsAndNewlinesAreNotThere) {
  EXPECT_EQ(href("ht\ntps:/\t/exa\rmple.com/a\n.\t."), "https://example.com/a..");
  EXPECT_EQ(href("https://example.com/.\n.\t/x"), "https://example.com/x");
}

// Encoding Standard: one U+FFFD for the longest start of a sequence.
TEST(HostileUrl, MalformedUtf8CountsAsReplacementCharacters) {
  constexpr std::string_view kOne = "%EF%BF%BD";
  const auto path = [](std::string_view bytes) { return href("x:" + std::string(bytes)).substr(2); };
  const auto times = [&](std::size_t n) { return repeated(kOne, n * kOne.size()); };
  EXPECT_EQ(path("\xFF"), times(1));
  EXPECT_EQ(path("\x80\x80"), times(2));
  EXPECT_EQ(path("\xC3"), times(1));
  EXPECT_EQ(path("\xC0\xAF"), times(2));          // overlong
  EXPECT_EQ(path("\xED\xA0\x80"), times(3));      // a surrogate
  EXPECT_EQ(path("\xF4\x90\x80\x80"), times(4));  // above U+10FFFF
  EXPECT_EQ(path("\xE2\x82"), times(1));
  EXPECT_EQ(path("\xE2\x82\xE2\x82\xAC"), times(1) + "%E2%82%AC");
  EXPECT_EQ(path("\xF0\x9F\x98"), times(1));
  EXPECT_EQ(path("\xF0\x9F\x98z"), times(1) + 'z');
  EXPECT_EQ(path("\xF0\x9F"), times(1));
  EXPECT_EQ(path("\xE2\x82\t\xAC"), times(2));  // decoded before the tab goes
}

TEST(HostileUrl, MalformedUtf8IsNoHost) {
  EXPECT_EQ(href("https://ex\xFFmple.com/"), "domain-to-ASCII");
  EXPECT_EQ(href("https://ex%FFmple.com/"), "domain-to-ASCII");
  EXPECT_EQ(href("https://ex%C3mple.com/"), "domain-to-ASCII");
}

TEST(HostileUrl, MegabytesOfOneByteTakeLinearTime) {
  for (const std::string_view piece :
       {"@", "/", ".", ":", "[", "]", "%", "%2e", "\\", "?", "#", " ", "\t", "\xFF", "-", "0"}) {
    const std::string bytes = repeated(piece, kMegabyte);
    for (const std::string_view prefix :
         {"", "https://", "https://a/", "https://a@", "x:", "x://", "file:", "https://["}) {
      const Result<Url> url = Url::parse(std::string(prefix) + bytes);
      if (!url) continue;
      const Url parsed = url.value();
      EXPECT_TRUE(Url::parse(parsed.href()).has_value()) << prefix << piece;
      EXPECT_TRUE(Url::parse(bytes, parsed).has_value() || !Url::parse(bytes).has_value()) << prefix << piece;
    }
  }
}

TEST(HostileUrl, MegabytesOfDotSegmentsTakeLinearTime) {
  EXPECT_EQ(href("https://a/" + repeated("x/../", kMegabyte)), "https://a/");
  EXPECT_EQ(href("https://a/" + repeated("x/", kMegabyte) + repeated("../", 3 * kMegabyte)), "https://a/");
  EXPECT_EQ(href("https://a/" + repeated("%2e%2E/", kMegabyte)), "https://a/");
}

TEST(HostileUrl, MegabytesOfHostTakeLinearTime) {
  const std::string labels = repeated("a.", kMegabyte);
  EXPECT_EQ(href("https://" + labels), "https://" + labels + '/');
  EXPECT_EQ(href("https://" + repeated("1.", kMegabyte)), "IPv4-too-many-parts");
  EXPECT_EQ(href("https://" + repeated("\xC3\xA9.", kMegabyte)).size(), 8 + kMegabyte / 3 * 8 + 8 + 1);  // xn--9ca.
  EXPECT_EQ(href("https://" + repeated("\xC3\xA9", kMegabyte)), "domain-to-ASCII");
  EXPECT_EQ(href("https://a" + repeated("\xCC\x81\xCC\xA7", kMegabyte)), "domain-to-ASCII");  // marks to order
  EXPECT_EQ(href("https://a" + repeated("\xE2\x80\x8C", kMegabyte)), "domain-to-ASCII");      // joiners
  EXPECT_EQ(href("https://" + repeated("xn--zca.", kMegabyte) + "\xC3\x9F").substr(8, 8), "xn--zca.");
}

TEST(HostileUrl, TooMuchIsRefusedBeforeItIsRead) {
  const std::string bytes(kMaxUrlInputBytes + 1, 'x');
  EXPECT_EQ(href(bytes), "too long");
  const Url base = Url::parse("https://example.com/").value();
  EXPECT_EQ(Url::parse(std::string_view(bytes).substr(2), base).error().context, "too long");
}

}  // namespace
}  // namespace ratestack
