#include "ratestack/url/service_policy.hpp"

#include <gtest/gtest.h>

namespace ratestack {
namespace {

std::string fault(const ServicePolicySpec& spec) {
  const auto policy = ServicePolicy::create(spec);
  return policy ? "none" : policy.error().message();
}

ServicePolicySpec named(std::string name) {
  ServicePolicySpec spec;
  spec.name = std::move(name);
  return spec;
}

TEST(ServicePolicy, TakesHttpsOnItsPortAndNoHostByDefault) {
  const auto policy = ServicePolicy::create(named("lender-feed")).value();
  EXPECT_TRUE(policy.allows_scheme("https"));
  EXPECT_FALSE(policy.allows_scheme("http"));
  EXPECT_TRUE(policy.allows_port(443));
  EXPECT_FALSE(policy.allows_port(80));
  EXPECT_FALSE(policy.hosts().matches("example.com"));
  EXPECT_EQ(policy.spec().schemes, std::vector<std::string>{"https"});
}

TEST(ServicePolicy, FillsInTheDefaultPortsOfItsSchemes) {
  ServicePolicySpec spec = named("a");
  spec.schemes = {"http", "ws", "imaps"};
  EXPECT_EQ(ServicePolicy::create(spec)->spec().ports, (std::vector<std::uint16_t>{80, 993}));
}

TEST(ServicePolicy, NamesWhatIsWrong) {
  EXPECT_EQ(fault(named("")), "policy: invalid_name (1 to 64 of a-z 0-9 -)");
  EXPECT_EQ(fault(named("Upper")), "policy: invalid_name (1 to 64 of a-z 0-9 -)");
  EXPECT_EQ(fault(named(std::string(65, 'a'))), "policy: invalid_name (1 to 64 of a-z 0-9 -)");
  ServicePolicySpec spec = named("a");
  spec.schemes = {"https", "gopher"};
  EXPECT_EQ(fault(spec), "policy: invalid_scheme (schemes entry 2)");
  spec = named("a");
  spec.ports = {443, 0};
  EXPECT_EQ(fault(spec), "policy: invalid_port (ports entry 2)");
  spec = named("a");
  spec.hosts = {"a.example", "b.example", "c/d"};
  EXPECT_EQ(fault(spec), "policy: invalid_host (hosts entry 3)");
  spec = named("a");
  spec.networks = {"10.0.0.0/33"};
  EXPECT_EQ(fault(spec), "policy: invalid_network (networks entry 1)");
  spec = named("a");
  spec.ports.assign(65, 443);
  EXPECT_EQ(fault(spec), "policy: too_many (ports)");
}

TEST(ServicePolicy, TheDefaultsReachAnyPublicHostByTheirOwnSchemes) {
  const auto specs = default_service_policies();
  ASSERT_EQ(specs.size(), 4U);
  const auto scraper = ServicePolicy::create(specs[0]).value(), webhook = ServicePolicy::create(specs[1]).value();
  const auto email = ServicePolicy::create(specs[2]).value();
  EXPECT_EQ(scraper.name(), "scraper-service");
  EXPECT_TRUE(scraper.allows_scheme("http") && scraper.allows_scheme("https") && scraper.allows_port(80));
  EXPECT_EQ(webhook.name(), "webhook-service");
  EXPECT_TRUE(webhook.allows_scheme("https") && !webhook.allows_scheme("http") && !webhook.allows_port(80));
  EXPECT_EQ(email.name(), "email-service");
  EXPECT_TRUE(email.allows_scheme("imaps") && email.allows_scheme("smtp") && !email.allows_scheme("https"));
  for (const std::uint16_t port : std::initializer_list<std::uint16_t>{143, 993, 465, 25, 587})
    EXPECT_TRUE(email.allows_port(port)) << port;
  for (const auto& policy : {scraper, webhook, email}) EXPECT_TRUE(policy.hosts().allows_any());
}

TEST(ServicePolicy, IdentityProvidersAreReachedWhereTheySignPeopleInAlone) {
  const auto policy = ServicePolicy::create(default_service_policies().at(3)).value();
  EXPECT_EQ(policy.name(), "identity-provider");
  EXPECT_EQ(policy.spec().schemes, std::vector<std::string>{"https"});
  EXPECT_EQ(policy.spec().ports, std::vector<std::uint16_t>{443});
  EXPECT_TRUE(policy.spec().networks.empty() && !policy.hosts().allows_any());
  for (const char* host : {"accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com",
                           "login.microsoftonline.com", "appleid.apple.com"})
    EXPECT_TRUE(policy.hosts().matches(host)) << host;
  for (const char* host : {"google.com", "evil.accounts.google.com", "microsoftonline.com", "apple.com", "127.0.0.1"})
    EXPECT_FALSE(policy.hosts().matches(host)) << host;
}

}  // namespace
}  // namespace ratestack
