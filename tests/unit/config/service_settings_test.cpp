#include "native/app/service_settings.hpp"

#include <gmock/gmock.h>

namespace ratestack::app {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Read {
  std::vector<ServiceSetting> services;
  std::vector<ConfigFault> faults;

  [[nodiscard]] const ServiceSetting& named(std::string_view name) const {
    for (const ServiceSetting& service : services) {
      if (service.spec.name == name) return service;
    }
    throw std::out_of_range(std::string(name));
  }
};

Read read(std::string_view toml) {
  const TomlSettings settings = parse_toml_settings(toml);
  EXPECT_THAT(settings.faults, IsEmpty());
  Read out;
  out.services = read_services(settings.services, "r.toml", out.faults);
  return out;
}

TEST(ServiceSettings, AreTheDefaultsWhereTheFileSaysNothing) {
  const Read got = read("");
  ASSERT_THAT(got.services, SizeIs(4));
  EXPECT_EQ(got.named("identity-provider").source, SettingSource::built_in);
  EXPECT_EQ(got.named("webhook-service").source, SettingSource::built_in);
  EXPECT_EQ(describe_service(got.named("webhook-service").spec), "schemes https; ports 443; hosts *");
}

TEST(ServiceSettings, TakeAnOperatorsOwnService) {
  const Read got = read(
      "[services.lender-feed]\nhosts = [\n  \"api.lender.example\",  # the feed\n  \"*.cdn.example\"\n]\nports = [443, "
      "8443]\n");
  EXPECT_THAT(got.faults, IsEmpty());
  const ServiceSetting& feed = got.named("lender-feed");
  EXPECT_EQ(feed.source, SettingSource::file);
  EXPECT_EQ(describe_service(feed.spec), "schemes https; ports 443 8443; hosts api.lender.example *.cdn.example");
}

TEST(ServiceSettings, KeepOfABuiltInServiceWhatTheFileDoesNotSet) {
  const Read got = read("[services.scraper-service]\nhosts = \"rates.example\"\nnetworks = [\"10.1.0.0/16\"]\n");
  EXPECT_EQ(describe_service(got.named("scraper-service").spec),
            "schemes https http; ports 443 80; hosts rates.example; networks that are not public 10.1.0.0/16");
}

TEST(ServiceSettings, TakeThePortsOfTheSchemesThatTheFileSets) {
  EXPECT_THAT(read("[services.webhook-service]\nschemes = [\"http\"]\n").named("webhook-service").spec.ports,
              ElementsAre(80));
  EXPECT_THAT(
      read("[services.webhook-service]\nports = [81]\nschemes = [\"http\"]\n").named("webhook-service").spec.ports,
      ElementsAre(81));
}

TEST(ServiceSettings, NameTheLineOfEachFault) {
  const Read got = read(
      "[services.a]\ncolour = \"red\"\nports = [0]\nhosts = [\"x y\"]\nhosts = \"b.example\"\n[services.B]\nhosts = "
      "\"*\"\n");
  ASSERT_THAT(got.faults, SizeIs(5));
  EXPECT_EQ(got.faults[0].setting, "r.toml:2");
  EXPECT_THAT(got.faults[0].problem, HasSubstr("no such setting of a service"));
  EXPECT_EQ(got.faults[1].setting, "r.toml:3");
  EXPECT_THAT(got.faults[1].problem, HasSubstr("1 to 65535"));
  EXPECT_EQ(got.faults[2].setting, "r.toml:5");
  EXPECT_THAT(got.faults[2].problem, HasSubstr("set twice"));
  EXPECT_EQ(got.faults[3].problem, "services.a: invalid_host (hosts entry 1)");
  EXPECT_THAT(got.faults[4].problem, HasSubstr("services.B: invalid_name"));
}

TEST(ServiceSettings, RefuseOverridesThatAreNoNetworks) {
  EXPECT_THAT(read("[services.a]\nnetworks = \"10.0.0.1/8\"\n").faults, SizeIs(1));
  EXPECT_THAT(read("[services.a]\nnat64_prefixes = \"64:ff9b::/95\"\n").faults, SizeIs(1));
}

}  // namespace
}  // namespace ratestack::app
