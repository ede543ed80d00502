// The judgement in its order, the redirect, and the addresses that DNS answers.
#include "ratestack/url/safe_url.hpp"

#include <gtest/gtest.h>

#include "verdicts.hpp"

namespace ratestack {
namespace {

using testing_url::code;
using testing_url::validator;

std::vector<IpAddress> addresses(const std::vector<std::string>& texts) {
  std::vector<IpAddress> out;
  for (const std::string& text : texts) out.push_back(IpAddress::parse(text).value());
  return out;
}

std::string resolved(const std::vector<std::string>& answers, std::string_view url = "https://rates.example.com/") {
  const auto service = validator({.name = "any", .hosts = {"*"}});
  auto verdict = service.validate(url).value();
  const auto safe = service.judge_addresses(std::get<UnresolvedUrl>(std::move(verdict)), addresses(answers));
  return safe ? "safe" : safe.error().code.message();
}

TEST(SafeUrlValidator, LeavesANameToDns) {
  const auto service = validator({.name = "any", .hosts = {"*"}});
  const auto verdict = service.validate("https://Rates.Example.com:443/sheet?x=1#top").value();
  const auto& unresolved = std::get<UnresolvedUrl>(verdict);
  EXPECT_EQ(unresolved.url().href(), "https://rates.example.com/sheet?x=1#top");
  EXPECT_EQ(unresolved.host(), "rates.example.com");
  EXPECT_EQ(unresolved.port(), 443);
}

TEST(SafeUrlValidator, AnswersForAPublicAddressByItself) {
  const auto service = validator({.name = "any", .ports = {443, 8443}, .hosts = {"*"}});
  const auto verdict = service.validate("https://[2606:2800:220:1::1]:8443/").value();
  const auto& safe = std::get<SafeUrl>(verdict);
  EXPECT_EQ(safe.host(), "[2606:2800:220:1::1]");
  EXPECT_EQ(safe.port(), 8443);
  ASSERT_EQ(safe.addresses().size(), 1U);
  EXPECT_TRUE(safe.allows_peer(IpAddress::parse("2606:2800:220:1::1").value()));
  EXPECT_FALSE(safe.allows_peer(IpAddress::parse("2606:2800:220:1::2").value()));
}

// Each URL breaks the rule of its row and every later one.
TEST(SafeUrlValidator, TheFirstFailureIsTheCode) {
  const auto service = validator({.name = "narrow", .hosts = {"api.example.com"}});
  EXPECT_EQ(code(service, "ftp://u:p@a@[x]:99/"), "invalid_url");
  EXPECT_EQ(code(service, "ftp://u:p@a@localhost:99/"), "ambiguous_url");
  EXPECT_EQ(code(service, "ftp://u@localhost:99/"), "unsupported_scheme");
  EXPECT_EQ(code(service, "https://u@localhost:99/"), "credentials_in_url");
  EXPECT_EQ(code(service, "https://localhost:99/"), "port_not_allowed");
  EXPECT_EQ(code(service, "https://localhost/"), "blocked_address");
  EXPECT_EQ(code(service, "https://other.example.com/"), "host_not_allowlisted");
  EXPECT_EQ(code(service, "https://api.example.com/"), "needs_dns");
}

TEST(SafeUrlValidator, RefusesAnAddressThatIsNotListedAndAllowsOneThatIs) {
  const auto service = validator({.name = "narrow", .hosts = {"93.184.216.34"}});
  EXPECT_EQ(code(service, "https://93.184.216.35/"), "host_not_allowlisted");
  EXPECT_EQ(code(service, "https://93.184.216.34/"), "safe");
  EXPECT_EQ(code(service, "https://0x5DB8D822/"), "safe");
}

TEST(SafeUrlValidator, AnAllowlistDoesNotUnlockAnAddress) {
  const auto service = validator({.name = "narrow", .hosts = {"127.0.0.1", "localhost", "metadata.google.internal"}});
  EXPECT_EQ(code(service, "https://127.0.0.1/"), "blocked_address");
  EXPECT_EQ(code(service, "https://localhost/"), "blocked_address");
  EXPECT_EQ(code(service, "https://metadata.google.internal/"), "metadata_endpoint");
}

TEST(SafeUrlValidator, AllowsTheOperatorsNetworks) {
  const auto service = validator({.name = "inner", .hosts = {"*"}, .networks = {"10.20.0.0/16"}});
  EXPECT_EQ(code(service, "https://10.20.1.1/"), "safe");
  EXPECT_EQ(code(service, "https://10.21.1.1/"), "blocked_address");
}

TEST(SafeUrlValidator, RefusesTooLongAUrlBeforeReadingIt) {
  const auto service = validator({.name = "any", .hosts = {"*"}});
  const std::string front = "https://example.com/";
  EXPECT_EQ(code(service, front + std::string(kMaxUrlBytes - front.size(), 'a')), "needs_dns");
  EXPECT_EQ(code(service, front + std::string(kMaxUrlBytes - front.size() + 1, 'a')), "invalid_url");
}

TEST(SafeUrlValidator, RefusesNamesThatDnsCannotHold) {
  const auto service = validator({.name = "any", .hosts = {"*"}});
  const std::string label(63, 'a');
  const std::string longest = label + "." + label + "." + label + "." + std::string(61, 'b');
  EXPECT_EQ(code(service, "https://" + longest + "/"), "needs_dns");
  EXPECT_EQ(code(service, "https://" + longest + "./"), "needs_dns");
  EXPECT_EQ(code(service, "https://" + longest + "b/"), "invalid_url");
  EXPECT_EQ(code(service, "https://" + std::string(64, 'a') + ".example.com/"), "invalid_url");
  EXPECT_EQ(code(service, "https://a..example.com/"), "invalid_url");
  EXPECT_EQ(code(service, "https://example.com../"), "invalid_url");
}

TEST(SafeUrlValidator, PutsHostsOfMailUrlsIntoTheSpellingThatIsJudged) {
  const auto service = validator(default_service_policies()[2]);
  EXPECT_EQ(code(service, "imaps://0x7f.1/"), "blocked_address");
  EXPECT_EQ(code(service, "imaps://2130706433/"), "blocked_address");
  EXPECT_EQ(code(service, "smtp://%31%32%37.0.0.1:587/"), "blocked_address");
  EXPECT_EQ(code(service, "imap://mail%22.example.com/"), "ambiguous_url");
  EXPECT_EQ(code(service, "imap:///x"), "invalid_url");
  EXPECT_EQ(code(service, "imap:mail.example.com"), "invalid_url");
  EXPECT_EQ(code(service, "imap://u@mail.example.com"), "credentials_in_url");
  EXPECT_EQ(code(service, "imap://mail.example.com:144"), "port_not_allowed");
  const auto verdict = service
                           .validate(
                               "imaps://Mail.B\xC3\xBC"
                               "cher.example/inbox")
                           .value();
  EXPECT_EQ(std::get<UnresolvedUrl>(verdict).url().href(), "imaps://mail.xn--bcher-kva.example/inbox");
  EXPECT_EQ(std::get<UnresolvedUrl>(verdict).port(), 993);
}

TEST(JudgeAddresses, OneBadAnswerRefusesTheHost) {
  EXPECT_EQ(resolved({"93.184.216.34", "2606:2800:220:1::1"}), "safe");
  EXPECT_EQ(resolved({"93.184.216.34", "10.0.0.1"}), "blocked_address");
  EXPECT_EQ(resolved({"10.0.0.1", "93.184.216.34"}), "blocked_address");
  EXPECT_EQ(resolved({"93.184.216.34", "::ffff:127.0.0.1"}), "blocked_address");
}

TEST(JudgeAddresses, AMetadataEndpointIsNamedWhereverItStandsAmongTheAnswers) {
  EXPECT_EQ(resolved({"10.0.0.1", "169.254.169.254"}), "metadata_endpoint");
  EXPECT_EQ(resolved({"fd00:ec2::254", "10.0.0.1", "93.184.216.34"}), "metadata_endpoint");
}

TEST(JudgeAddresses, NoAnswerAndTooManyAreFailuresOfDns) {
  EXPECT_EQ(resolved({}), "dns_failure");
  EXPECT_EQ(resolved(std::vector<std::string>(kMaxDnsAnswers, "93.184.216.34")), "safe");
  EXPECT_EQ(resolved(std::vector<std::string>(kMaxDnsAnswers + 1, "93.184.216.34")), "dns_failure");
}

TEST(ValidateRedirect, StartsOver) {
  const auto service = validator({.name = "narrow", .hosts = {"a.example.com", "b.example.com"}});
  const Url from = Url::parse("https://a.example.com/x/y").value();
  const auto next = [&](std::string_view location) {
    const auto verdict = service.validate_redirect(location, from);
    if (!verdict) return verdict.error().code.message();
    return std::string(std::get<UnresolvedUrl>(*verdict).url().href());
  };
  EXPECT_EQ(next("../z"), "https://a.example.com/z");
  EXPECT_EQ(next("?q"), "https://a.example.com/x/y?q");
  EXPECT_EQ(next("//b.example.com/z"), "https://b.example.com/z");
  EXPECT_EQ(next("https://b.example.com/z"), "https://b.example.com/z");
  EXPECT_EQ(next("https://c.example.com/z"), "host_not_allowlisted");
  EXPECT_EQ(next("http://b.example.com/z"), "unsupported_scheme");
  EXPECT_EQ(next("https://u:p@b.example.com/z"), "credentials_in_url");
  EXPECT_EQ(next("https://b.example.com:8443/z"), "port_not_allowed");
  EXPECT_EQ(next("//127.0.0.1/z"), "blocked_address");
  EXPECT_EQ(next("//169.254.169.254/latest"), "metadata_endpoint");
  EXPECT_EQ(next("file:///etc/passwd"), "unsupported_scheme");
  EXPECT_EQ(next("https://["), "invalid_url");
}

TEST(ValidateRedirect, RefusesLocationsThatTwoReadersResolveDifferently) {
  const auto service = validator({.name = "any", .hosts = {"*"}});
  const Url from = Url::parse("https://a.example.com/x/y").value();
  for (const char* location : {"/\\evil.example/", "\\\\evil.example/", "https:evil.example", "https:/evil.example",
                               "//evil\t.example", "//a.example.com\\@evil.example/"}) {
    const auto verdict = service.validate_redirect(location, from);
    ASSERT_FALSE(verdict.has_value()) << location;
    EXPECT_EQ(verdict.error().code, UrlError::ambiguous_url) << location;
  }
}

}  // namespace
}  // namespace ratestack
