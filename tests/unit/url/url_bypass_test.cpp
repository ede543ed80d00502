// Spellings that got past validators in the wild, each with the verdict it must get.
#include <gtest/gtest.h>

#include <random>

#include "verdicts.hpp"

namespace ratestack {
namespace {

using testing_url::code;
using testing_url::validator;

const SafeUrlValidator& scraper() {
  static const SafeUrlValidator kService = validator(default_service_policies()[0]);
  return kService;
}

struct Bypass {
  const char* url;
  const char* code;
};

void expect_all(std::span<const Bypass> table) {
  for (const Bypass& row : table) EXPECT_EQ(code(scraper(), row.url), row.code) << row.url;
}

TEST(UrlBypass, SpellingsOfIpv4) {
  constexpr Bypass kTable[] = {
      {"http://127.0.0.1/", "blocked_address"},
      {"http://2130706433/", "blocked_address"},
      {"http://0x7f000001/", "blocked_address"},
      {"http://0X7F.0.0.1/", "blocked_address"},
      {"http://0x7f.1/", "blocked_address"},
      {"http://017700000001/", "blocked_address"},
      {"http://0177.0.0.01/", "blocked_address"},
      {"http://127.1/", "blocked_address"},
      {"http://127.0.1/", "blocked_address"},
      {"http://127.0.0.1./", "blocked_address"},
      {"http://0/", "blocked_address"},
      {"http://0.0.0.0:80/", "blocked_address"},
      {"http://%31%32%37.0.0.1/", "blocked_address"},
      {"http://127%2E0%2E0%2E1/", "blocked_address"},
      {"http://\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97.0.0.1/", "blocked_address"},  // full-width digits
      {"http://\xE2\x91\xA0\xE2\x91\xA1\xE2\x91\xA6.0.0.1/", "blocked_address"},  // circled digits
      {"http://127\xE3\x80\x82"
       "0\xE3\x80\x82"
       "0\xE3\x80\x82"
       "1/",
       "blocked_address"},  // U+3002
      {"http://1\xC2\xAD"
       "27.0.0.1/",
       "blocked_address"},  // soft hyphen
      {"http://169.254.169.254/latest/meta-data/", "metadata_endpoint"},
      {"http://2852039166/", "metadata_endpoint"},
      {"http://0xA9FEA9FE/", "metadata_endpoint"},
      {"http://0251.0376.0251.0376/", "metadata_endpoint"},
      {"http://169.254.43518/", "metadata_endpoint"},
      {"http://127.0.0.256/", "invalid_url"},
      {"http://0x1p3.0.0.1/", "invalid_url"},
      {"http://127.0.0.1.5/", "invalid_url"},
  };
  expect_all(kTable);
}

TEST(UrlBypass, Ipv6AndWhatItEmbeds) {
  constexpr Bypass kTable[] = {
      {"http://[::1]/", "blocked_address"},
      {"http://[0:0:0:0:0:0:0:1]/", "blocked_address"},
      {"http://[::]/", "blocked_address"},
      {"http://[::ffff:127.0.0.1]/", "blocked_address"},
      {"http://[::ffff:7f00:1]/", "blocked_address"},
      {"http://[::127.0.0.1]/", "blocked_address"},
      {"http://[::ffff:169.254.169.254]/", "metadata_endpoint"},
      {"http://[::ffff:0:a9fe:a9fe]/", "metadata_endpoint"},
      {"http://[64:ff9b::a9fe:a9fe]/", "metadata_endpoint"},
      {"http://[64:ff9b:1::a9fe:a9fe]/", "metadata_endpoint"},
      {"http://[2002:a9fe:a9fe::]/", "metadata_endpoint"},
      {"http://[2002:7f00:1::]/", "blocked_address"},
      {"http://[2001:0:4136:e378:8000:63bf:5601:5601]/", "metadata_endpoint"},
      {"http://[fe80::5efe:169.254.169.254]/", "metadata_endpoint"},
      {"http://[fd00:ec2::254]/", "metadata_endpoint"},
      {"http://[fc00::1]/", "blocked_address"},
      {"http://[fe80::1]/", "blocked_address"},
      {"http://[ff02::1]/", "blocked_address"},
      {"http://[fe80::1%25eth0]/", "invalid_url"},
      {"http://[fe80::1%eth0]/", "invalid_url"},
      {"http://[example.com]/", "invalid_url"},
      {"http://[127.0.0.1]/", "invalid_url"},
      {"http://[::1/", "invalid_url"},
      {"http://::1/", "invalid_url"},
  };
  expect_all(kTable);
}

TEST(UrlBypass, NamesThatMeanThisMachineOrItsNeighbours) {
  constexpr Bypass kTable[] = {
      {"http://localhost/", "blocked_address"},
      {"http://LOCALHOST/", "blocked_address"},
      {"http://localhost./", "blocked_address"},
      {"http://a.localhost/", "blocked_address"},
      {"http://l\xC2\xAD"
       "ocalhost/",
       "blocked_address"},
      {"http://"
       "\xE2\x93\x9B\xE2\x93\x9E\xE2\x93\x92\xE2\x93\x90\xE2\x93\x9B\xE2\x93\x97\xE2\x93\x9E\xE2\x93\xA2\xE2\x93\xA3/",
       "blocked_address"},
      {"http://printer.local/", "blocked_address"},
      {"http://printer.local./", "blocked_address"},
      {"http://db.internal/", "blocked_address"},
      {"http://api.default.svc.cluster.local/", "blocked_address"},
      {"http://intranet/", "blocked_address"},
      {"http://intranet./", "blocked_address"},
      {"http://metadata.google.internal/computeMetadata/v1/", "metadata_endpoint"},
      {"http://metadata.google.internal./", "metadata_endpoint"},
      {"http://METADATA.goog/", "metadata_endpoint"},
      {"http://metadata/", "metadata_endpoint"},
      {"http://metadata.tencentyun.com/", "metadata_endpoint"},
      {"http://api.metadata.cloud.ibm.com/", "metadata_endpoint"},
      {"http://instance-data/", "metadata_endpoint"},
      {"http://notlocalhost.example.com/", "needs_dns"},
      {"http://local.example.com/", "needs_dns"},
      {"http://mylocal/", "blocked_address"},
      {"http://example.notlocal/", "needs_dns"},
      {"http://metadata.example.com/", "needs_dns"},
  };
  expect_all(kTable);
}

TEST(UrlBypass, TextsThatTwoReadersReadDifferently) {
  constexpr Bypass kTable[] = {
      {"http://a\\@b", "ambiguous_url"},
      {"http://good.example\\@127.0.0.1/", "ambiguous_url"},
      {"http://127.0.0.1\\@good.example/", "ambiguous_url"},
      {"http://good.example@evil.example@127.0.0.1/", "ambiguous_url"},
      {"http://127.0.0.1[@evil.example/", "ambiguous_url"},
      {"http://good.example\\evil.example/", "ambiguous_url"},
      {"http:\\\\good.example/", "ambiguous_url"},
      {"http:good.example", "ambiguous_url"},
      {"http:/good.example", "ambiguous_url"},
      {"http:///good.example", "ambiguous_url"},
      {"http:////good.example", "ambiguous_url"},
      {"ht\ttp://good.example/", "ambiguous_url"},
      {"http://good\t.example/", "ambiguous_url"},
      {"http://good.ex\r\nample/", "ambiguous_url"},
      {"http:/\n/good.example/", "ambiguous_url"},
      {"http://good.example:8\t0/", "ambiguous_url"},
      {"http://good%22.example/", "ambiguous_url"},  // its canonical host holds a quotation mark
      {"http://good.example%2F@evil.example/", "credentials_in_url"},
      {"http://good.example%2Fevil.example/", "invalid_url"},
      {"http://good.example%00.evil.example/", "invalid_url"},
      {"http://good.example%23.evil.example/", "invalid_url"},
      {"http://good.example#@evil.example/", "needs_dns"},
      {"http://good.example?@evil.example/", "needs_dns"},
      {"http://u:p@good.example/", "credentials_in_url"},
      {"http://good.example:80@evil.example/", "credentials_in_url"},
  };
  expect_all(kTable);
}

TEST(UrlBypass, LegalDifferencesOfSpellingAreNoAmbiguity) {
  constexpr Bypass kTable[] = {
      {"HTTP://GOOD.EXAMPLE/", "needs_dns"},
      {" \n http://good.example/ \t", "needs_dns"},
      {"http://g%6Fod.example/", "needs_dns"},
      {"http://b\xC3\xBC"
       "cher.example/",
       "needs_dns"},
      {"http://b%C3%BCcher.example/", "needs_dns"},
      {"http://good\xE3\x80\x82"
       "example/",
       "needs_dns"},
      {"http://good.example:80/", "needs_dns"},
      {"http://good.example:/", "needs_dns"},
      {"http://good.example:0080/", "needs_dns"},
      {"http://good.example/a\\b", "needs_dns"},
      {"http://good.example/a b", "needs_dns"},
      {"http://good.example./", "needs_dns"},
      {"http://0x5DB8D822/", "safe"},
  };
  expect_all(kTable);
}

TEST(UrlBypass, SchemesAndPortsOutsideOfThePolicy) {
  constexpr Bypass kTable[] = {
      {"file:///etc/passwd", "unsupported_scheme"},
      {"file://localhost/etc/passwd", "unsupported_scheme"},
      {"gopher://127.0.0.1:6379/_FLUSHALL", "unsupported_scheme"},
      {"dict://127.0.0.1:11211/stat", "unsupported_scheme"},
      {"ldap://127.0.0.1/", "unsupported_scheme"},
      {"jar:http://good.example!/", "unsupported_scheme"},
      {"javascript:alert(1)", "unsupported_scheme"},
      {"data:text/html,x", "unsupported_scheme"},
      {"mailto:a@good.example", "unsupported_scheme"},
      {"ftp://good.example/", "unsupported_scheme"},
      {"http://good.example:22/", "port_not_allowed"},
      {"http://good.example:6379/", "port_not_allowed"},
      {"http://good.example:0/", "port_not_allowed"},
      {"http://good.example:65536/", "invalid_url"},
      {"", "invalid_url"},
      {"good.example", "invalid_url"},
      {"//good.example", "invalid_url"},
      {"http://", "invalid_url"},
  };
  expect_all(kTable);
}

// Whoever is handed the canonical form comes to the same verdict.
TEST(UrlBypass, TheCanonicalFormGetsTheSameVerdict) {
  std::mt19937 random(311);
  constexpr std::string_view kPieces[] = {"http",
                                          "https",
                                          ":",
                                          "//",
                                          "/",
                                          "\\",
                                          "@",
                                          "a",
                                          "b.example",
                                          "127.0.0.1",
                                          "0x7f.1",
                                          ".",
                                          "%2e",
                                          "%41",
                                          "[::1]",
                                          "[",
                                          "]",
                                          ":80",
                                          "?",
                                          "#",
                                          " ",
                                          "\t",
                                          "\xEF\xBC\x91",
                                          "2130706433",
                                          "localhost",
                                          "EXAMPLE.com",
                                          "u:p",
                                          "\xC3\xBC",
                                          "xn--"};
  int told = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string text = random() % 2 ? "http://" : "";
    for (std::size_t count = random() % 7; count > 0; --count) text += kPieces[random() % std::size(kPieces)];
    const auto verdict = scraper().validate(text);
    if (!verdict) continue;
    ++told;
    const std::string href(std::visit([](const auto& good) { return good.url().href(); }, *verdict));
    ASSERT_EQ(code(scraper(), href), code(scraper(), text)) << text;
  }
  EXPECT_GT(told, 1000);
}

}  // namespace
}  // namespace ratestack
