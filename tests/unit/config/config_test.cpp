#include "native/app/config.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>

#include "tests/support/temp_dir.hpp"

namespace ratestack::app {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr const char* kToken = "q8Jx2mVt7Lr0ZbK4wYc9NfHs3DpEg6Ua";

class ConfigTest : public ::testing::Test {
 protected:
  std::filesystem::path file(const std::string& name, const std::string& text) {
    const auto path = directory_.path() / name;
    std::ofstream(path) << text;
    return path;
  }

  static SettingReport setting(const ConfigReading& reading, const std::string& name) {
    const auto found = std::find_if(reading.settings.begin(), reading.settings.end(),
                                    [&](const SettingReport& s) { return s.name == name; });
    EXPECT_NE(found, reading.settings.end()) << name;
    return found == reading.settings.end() ? SettingReport{} : *found;
  }

  static std::vector<std::string> fault_names(const ConfigReading& reading) {
    std::vector<std::string> out;
    for (const ConfigFault& fault : reading.faults) out.push_back(fault.setting);
    return out;
  }

  testing::TempDir directory_;
};

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

TEST_F(ConfigTest, ThePseudonymKeyIsInTheDataDirectoryUnlessSaidOtherwise) {
  const ConfigReading reading = read_config({.flags = {}, .environment = {{"RATESTACK_DATA_DIR", "/d"}}, .file = {}});
  ASSERT_TRUE(reading.config);
  EXPECT_TRUE(reading.config->pseudonym_key.empty());
  EXPECT_FALSE(reading.config->pseudonym_key_file);
  EXPECT_EQ(reading.config->default_pseudonym_key_file(), "/d/pseudonym.key");
  EXPECT_EQ(setting(reading, "PSEUDONYM_KEY_FILE").shown, "/d/pseudonym.key");
}

TEST_F(ConfigTest, APseudonymKeyIsReadAndNeverShown) {
  const std::string key(64, 'a');
  const ConfigReading reading = read_config({.flags = {}, .environment = {{"PSEUDONYM_KEY", key}}, .file = {}});
  ASSERT_TRUE(reading.config);
  EXPECT_EQ(reading.config->pseudonym_key.size(), 32U);
  EXPECT_EQ(setting(reading, "PSEUDONYM_KEY").shown, "set, 64 characters");
}

TEST_F(ConfigTest, APseudonymKeyThatIsNoneIsAFaultThatDoesNotRepeatIt) {
  const ConfigReading reading = read_config({.flags = {}, .environment = {{"PSEUDONYM_KEY", "hunter2"}}, .file = {}});
  EXPECT_THAT(fault_names(reading), ::testing::ElementsAre("PSEUDONYM_KEY"));
  EXPECT_THAT(describe_faults(reading.faults), Not(HasSubstr("hunter2")));
}

TEST_F(ConfigTest, APseudonymKeyAndItsFileAreOneTooMany) {
  const ConfigReading reading =
      read_config({.flags = {},
                   .environment = {{"PSEUDONYM_KEY", std::string(64, 'a')}, {"PSEUDONYM_KEY_FILE", "/k"}},
                   .file = {}});
  EXPECT_THAT(fault_names(reading), ::testing::ElementsAre("PSEUDONYM_KEY_FILE"));
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
  EXPECT_THAT(fault_names(reading), ::testing::UnorderedElementsAre("RATESTACK_LISTEN", "DATABASE_URL", "PUBLIC_ORIGIN",
                                                                    "RATESTACK_LOG_LEVEL", "INTERNAL_TOKEN"));
  EXPECT_THAT(describe_faults(reading.faults), HasSubstr("5 faults"));
}

TEST_F(ConfigTest, ProductionWantsAStrongToken) {
  ConfigInput input;
  input.environment = {{"RATESTACK_ENV", "production"}, {"INTERNAL_TOKEN", "short"}};
  EXPECT_THAT(fault_names(read_config(input)), Contains("INTERNAL_TOKEN"));
  input.environment["INTERNAL_TOKEN"] = kToken;
  EXPECT_TRUE(read_config(input).config);
}

TEST_F(ConfigTest, TokenMayStandInAFileWithItsNewline) {
  ConfigInput input;
  input.environment = {{"RATESTACK_ENV", "production"},
                       {"INTERNAL_TOKEN_FILE", file("token", std::string(kToken) + "\n").string()}};
  const ConfigReading reading = read_config(input);
  ASSERT_TRUE(reading.config);
  EXPECT_EQ(reading.config->internal_token, kToken);
}

TEST_F(ConfigTest, TokenInTwoPlacesIsAFault) {
  ConfigInput input;
  input.environment = {{"INTERNAL_TOKEN", kToken}, {"INTERNAL_TOKEN_FILE", file("token", kToken).string()}};
  EXPECT_THAT(fault_names(read_config(input)), Contains("INTERNAL_TOKEN_FILE"));
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

TEST_F(ConfigTest, SecretsAreShownByLengthAlone) {
  ConfigInput input;
  input.environment = {{"INTERNAL_TOKEN", kToken}};
  const ConfigReading reading = read_config(input);
  EXPECT_EQ(setting(reading, "INTERNAL_TOKEN").shown, "set, 32 characters");
  for (const SettingReport& report : reading.settings) EXPECT_THAT(report.shown, Not(HasSubstr(kToken)));
}

TEST_F(ConfigTest, FaultsNeverRepeatASecret) {
  ConfigInput input;
  input.environment = {{"RATESTACK_ENV", "production"}, {"INTERNAL_TOKEN", "hunter2"}};
  EXPECT_THAT(describe_faults(read_config(input).faults), Not(HasSubstr("hunter2")));
}

}  // namespace
}  // namespace ratestack::app
