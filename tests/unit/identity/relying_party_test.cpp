#include "ratestack/identity/webauthn/relying_party.hpp"

#include <gtest/gtest.h>

#include "fixed_entropy.hpp"

namespace ratestack {
namespace {

std::string broken_rule(std::string_view id, const std::vector<const char*>& origins,
                        std::string_view name = "RateStack") {
  std::vector<PublicOrigin> parsed;
  for (const char* origin : origins) parsed.push_back(PublicOrigin::parse(origin).value());
  const auto party = RelyingParty::create(id, name, std::move(parsed));
  return party ? "none" : party.error().context;
}

TEST(RelyingParty, IsUsedFromItsDomainAndBelow) {
  EXPECT_EQ(broken_rule("portal.example", {"https://portal.example"}), "none");
  EXPECT_EQ(broken_rule("portal.example", {"https://portal.example:8443", "https://a.portal.example"}), "none");
  EXPECT_EQ(broken_rule("portal.example", {"https://evil.example"}), "origin of another domain");
  EXPECT_EQ(broken_rule("portal.example", {"https://evilportal.example"}), "origin of another domain");
  EXPECT_EQ(broken_rule("portal.example", {"https://example"}), "origin of another domain");
  EXPECT_EQ(broken_rule("portal.example", {"https://portal.example", "https://portal.example.evil.example"}),
            "origin of another domain");
  EXPECT_EQ(broken_rule("portal.example", {}), "no origin");
}

TEST(RelyingParty, NeedsTlsButOnLocalhost) {
  EXPECT_EQ(broken_rule("localhost", {"http://localhost:8787"}), "none");
  EXPECT_EQ(broken_rule("portal.example", {"http://portal.example"}), "origin without TLS");
}

TEST(RelyingParty, IsADomainWithAName) {
  EXPECT_EQ(broken_rule("", {"https://portal.example"}), "id is no domain");
  EXPECT_EQ(broken_rule("127.0.0.1", {"https://127.0.0.1"}), "id is no domain");
  EXPECT_EQ(broken_rule("[::1]", {"https://[::1]"}), "id is no domain");
  EXPECT_EQ(broken_rule(".example", {"https://portal.example"}), "id is no domain");
  EXPECT_EQ(broken_rule("portal.example", {"https://portal.example"}, ""), "name");
  EXPECT_EQ(broken_rule("portal.example", {"https://portal.example"}, "\xFF"), "name");
  EXPECT_EQ(broken_rule("portal.example", {"https://portal.example"}, std::string(65, 'a')), "name");
}

TEST(RelyingParty, KnowsItsOriginsByteByByte) {
  const auto party =
      RelyingParty::create("portal.example", "RateStack", {PublicOrigin::parse("https://portal.example").value()})
          .value();
  EXPECT_TRUE(party.has_origin("https://portal.example"));
  EXPECT_FALSE(party.has_origin("https://portal.example/"));
  EXPECT_FALSE(party.has_origin("https://a.portal.example"));
  EXPECT_FALSE(party.has_origin(""));
}

TEST(WebAuthnChallenge, IsThirtyTwoBytesInOneText) {
  FixedEntropy entropy(0xFF);
  const std::string text = WebAuthnChallenge::make(entropy).text();
  EXPECT_EQ(text, std::string(42, '_') + "8");
  EXPECT_EQ(WebAuthnChallenge::parse(text).value().text(), text);
  for (const std::string& other : {std::string(), std::string(43, '_'), text + "=", text.substr(1), text + "AA"}) {
    EXPECT_FALSE(WebAuthnChallenge::parse(other)) << other;
  }
}

}  // namespace
}  // namespace ratestack
