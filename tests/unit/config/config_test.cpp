#include "native/app/config.hpp"

#include <gmock/gmock.h>

#include "config_test.hpp"

namespace ratestack::app {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

TEST_F(ConfigTest, EmptyInputIsADevelopmentInstallationInTheDefaultDirectory) {
  const ConfigReading reading = read_config({});
  ASSERT_TRUE(reading.config);
  EXPECT_EQ(reading.config->deployment, Deployment::development);
  EXPECT_EQ(reading.config->listen.port, 8080);
  EXPECT_EQ(reading.config->data_dir, ".ratestack");
  EXPECT_EQ(describe(reading.config->database), ".ratestack/ratestack.db");
  EXPECT_EQ(reading.config->export_dir(), ".ratestack/exports");
  EXPECT_THAT(reading.warnings, Contains(HasSubstr("INTERNAL_TOKEN")));
}

TEST_F(ConfigTest, FlagBeatsEnvironmentBeatsFileBeatsDefault) {
  ConfigInput input;
  input.file = file("r.toml", "listen = \"127.0.0.1:1\"\nlog_level = \"debug\"\ndata_dir = \"/from/file\"\n");
  input.environment = {{"RATESTACK_LISTEN", "127.0.0.1:2"}, {"RATESTACK_LOG_LEVEL", "error"}};
  input.flags = {{"RATESTACK_LISTEN", "127.0.0.1:3"}};
  const ConfigReading reading = read_config(input);
  ASSERT_TRUE(reading.config);
  EXPECT_EQ(reading.config->listen.port, 3);
  EXPECT_EQ(setting(reading, "RATESTACK_LISTEN").source, SettingSource::flag);
  EXPECT_EQ(reading.config->log_level, LogLevel::error);
  EXPECT_EQ(setting(reading, "RATESTACK_LOG_LEVEL").source, SettingSource::environment);
  EXPECT_EQ(reading.config->data_dir, "/from/file");
  EXPECT_EQ(setting(reading, "RATESTACK_DATA_DIR").source, SettingSource::file);
  EXPECT_EQ(setting(reading, "RATESTACK_ENV").source, SettingSource::built_in);
}

TEST_F(ConfigTest, FileTakesTheEnvironmentsSpellingToo) {
  ConfigInput input;
  input.file = file("r.toml", "RATESTACK_LISTEN = \"127.0.0.1:99\"\nDATABASE_URL = \"sqlite:///x.db\"\n");
  const ConfigReading reading = read_config(input);
  ASSERT_TRUE(reading.config);
  EXPECT_EQ(reading.config->listen.port, 99);
  EXPECT_EQ(describe(reading.config->database), "/x.db");
}

TEST_F(ConfigTest, EnvironmentMayNameTheFile) {
  ConfigInput input;
  input.environment = {{"RATESTACK_CONFIG", file("r.toml", "listen = \"127.0.0.1:7\"\n").string()}};
  EXPECT_EQ(read_config(input).config.value().listen.port, 7);
}

TEST_F(ConfigTest, EmptyEnvironmentVariableMeansNotSet) {
  ConfigInput input;
  input.environment = {{"RATESTACK_LISTEN", ""}};
  EXPECT_EQ(read_config(input).config.value().listen.port, 8080);
}

TEST_F(ConfigTest, AllFaultsAreReportedAtOnce) {
  ConfigInput input;
  input.environment = {{"RATESTACK_ENV", "production"},
                       {"RATESTACK_LISTEN", "0.0.0.0:80"},
                       {"DATABASE_URL", "mysql://db"},
                       {"PUBLIC_ORIGIN", "http://a"},
                       {"RATESTACK_LOG_LEVEL", "loud"}};
  const ConfigReading reading = read_config(input);
  EXPECT_FALSE(reading.config);
  EXPECT_THAT(fault_names(reading),
              ::testing::UnorderedElementsAre("RATESTACK_LISTEN", "DATABASE_URL", "PUBLIC_ORIGIN",
                                              "RATESTACK_LOG_LEVEL", "INTERNAL_TOKEN", "PRICING_MASTER_KEY"));
  EXPECT_THAT(describe_faults(reading.faults), HasSubstr("6 faults"));
}

TEST_F(ConfigTest, UnreadableFilesAreNamed) {
  ConfigInput input;
  input.file = directory_.path() / "missing.toml";
  input.environment = {{"INTERNAL_TOKEN_FILE", directory_.path().string()}};
  const ConfigReading reading = read_config(input);
  EXPECT_THAT(describe_faults(reading.faults), HasSubstr("missing.toml: No such file"));
  EXPECT_THAT(fault_names(reading), Contains("INTERNAL_TOKEN_FILE"));
}

TEST_F(ConfigTest, FileFaultsNameTheLine) {
  ConfigInput input;
  input.file = file("r.toml", "listn = \"127.0.0.1:1\"\nenv = \"development\"\nRATESTACK_ENV = \"production\"\n");
  const ConfigReading reading = read_config(input);
  EXPECT_THAT(describe_faults(reading.faults), HasSubstr("r.toml:1: no such setting"));
  EXPECT_THAT(describe_faults(reading.faults), HasSubstr("r.toml:3: RATESTACK_ENV is set twice"));
}

TEST_F(ConfigTest, DerivedDefaultIsShownAsWhatItComesTo) {
  ConfigInput input;
  input.flags = {{"RATESTACK_DATA_DIR", "/srv/r"}};
  EXPECT_EQ(setting(read_config(input), "DATABASE_URL").shown, "sqlite:/srv/r/ratestack.db");
}

}  // namespace
}  // namespace ratestack::app
