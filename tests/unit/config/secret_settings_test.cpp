// Tokens and keys among the settings: where they may stand, which of them are refused, and that nobody repeats them.
#include "config_test.hpp"
#include "native/service/locked_memory.hpp"

namespace ratestack::app {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view kHexKey = "fbffbf030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
constexpr std::string_view kSameKey = "+/+/AwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
constexpr std::string_view kOtherKey = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

class SecretSettings : public ConfigTest {
 protected:
  ConfigInput production() {
    ConfigInput input;
    input.environment = {{"RATESTACK_ENV", "production"}};
    return input;
  }
  static std::string token_of(const ConfigInput& input) {
    const ConfigReading reading = read_config(input);
    return std::string(as_text(reading.config.value().internal_token.expose()));
  }
  ConfigInput with(std::initializer_list<std::pair<std::string_view, std::string_view>> texts) {
    ConfigInput input;
    input.secrets = secrets(texts);
    return input;
  }
};

TEST_F(SecretSettings, ProductionWantsAStrongToken) {
  ConfigInput input = production();
  input.secrets = secrets({{"INTERNAL_TOKEN", "short"}, {"PRICING_MASTER_KEY", kHexKey}});
  EXPECT_THAT(fault_names(read_config(input)), ElementsAre("INTERNAL_TOKEN"));
  input.secrets = secrets({{"INTERNAL_TOKEN", kToken}, {"PRICING_MASTER_KEY", kHexKey}});
  EXPECT_TRUE(read_config(input).config);
}

TEST_F(SecretSettings, TokenMayStandInAFileWithItsNewline) {
  ConfigInput input = production();
  input.secrets = secrets({{"PRICING_MASTER_KEY", kHexKey}});
  input.environment.emplace("INTERNAL_TOKEN_FILE", file("token", std::string(kToken) + "\n").string());
  const ConfigReading reading = read_config(input);
  ASSERT_TRUE(reading.config);
  EXPECT_EQ(as_text(reading.config->internal_token.expose()), kToken);
}

TEST_F(SecretSettings, TokenInTwoPlacesIsAFault) {
  ConfigInput input = with({{"INTERNAL_TOKEN", kToken}});
  input.environment = {{"INTERNAL_TOKEN_FILE", file("token", kToken).string()}};
  EXPECT_THAT(fault_names(read_config(input)), Contains("INTERNAL_TOKEN_FILE"));
}

TEST_F(SecretSettings, OfTheEnvironmentBeatThoseOfTheFile) {
  ConfigInput input = with({{"INTERNAL_TOKEN", kToken}});
  input.file = file("r.toml", "internal_token = \"of the file, 32 characters and more\"\n");
  EXPECT_EQ(token_of(input), kToken);
  EXPECT_EQ(setting(read_config(input), "INTERNAL_TOKEN").source, SettingSource::environment);
  input.secrets = secrets({{"INTERNAL_TOKEN", ""}});  // empty: not set
  EXPECT_THAT(token_of(input), HasSubstr("of the file"));
}

TEST_F(SecretSettings, AmongOpenVariablesAreNotSeen) {
  ConfigInput input;
  input.environment = {{"INTERNAL_TOKEN", kToken}};
  EXPECT_TRUE(read_config(input).config.value().internal_token.empty());
}

TEST_F(SecretSettings, AreShownByLengthAlone) {
  const ConfigReading reading = read_config(with({{"INTERNAL_TOKEN", kToken}, {"PRICING_MASTER_KEY", kHexKey}}));
  EXPECT_EQ(setting(reading, "INTERNAL_TOKEN").shown, "set, 32 characters");
  EXPECT_EQ(setting(reading, "PRICING_MASTER_KEY").shown, "set, 64 characters");
  for (const SettingReport& report : reading.settings) {
    EXPECT_THAT(report.shown, Not(HasSubstr(kToken)));
    EXPECT_THAT(report.shown, Not(HasSubstr(std::string(kHexKey))));
  }
}

TEST_F(SecretSettings, FaultsNeverRepeatThem) {
  ConfigInput input = production();
  input.secrets =
      secrets({{"INTERNAL_TOKEN", "hunter2"}, {"PRICING_MASTER_KEY", "hunter2"}, {"PSEUDONYM_KEY", "hunter2"}});
  const ConfigReading reading = read_config(input);
  EXPECT_THAT(fault_names(reading), ElementsAre("INTERNAL_TOKEN", "PSEUDONYM_KEY", "PRICING_MASTER_KEY"));
  EXPECT_THAT(describe_faults(reading.faults), Not(HasSubstr("hunter2")));
}

TEST_F(SecretSettings, ThePseudonymKeyIsInTheDataDirectoryUnlessSaidOtherwise) {
  ConfigInput input;
  input.environment = {{"RATESTACK_DATA_DIR", "/d"}};
  const ConfigReading reading = read_config(input);
  ASSERT_TRUE(reading.config);
  EXPECT_TRUE(reading.config->pseudonym_key.empty());
  EXPECT_FALSE(reading.config->pseudonym_key_file);
  EXPECT_EQ(reading.config->default_pseudonym_key_file(), "/d/pseudonym.key");
  EXPECT_EQ(setting(reading, "PSEUDONYM_KEY_FILE").shown, "/d/pseudonym.key");
}

TEST_F(SecretSettings, APseudonymKeyIsReadAndNeverShown) {
  const ConfigReading reading = read_config(with({{"PSEUDONYM_KEY", kHexKey}}));
  ASSERT_TRUE(reading.config);
  EXPECT_EQ(reading.config->pseudonym_key.size(), 32U);
  EXPECT_EQ(setting(reading, "PSEUDONYM_KEY").shown, "set, 64 characters");
}

TEST_F(SecretSettings, APseudonymKeyAndItsFileAreOneTooMany) {
  ConfigInput input = with({{"PSEUDONYM_KEY", kHexKey}});
  input.environment = {{"PSEUDONYM_KEY_FILE", "/k"}};
  EXPECT_THAT(fault_names(read_config(input)), ElementsAre("PSEUDONYM_KEY_FILE"));
}

TEST_F(SecretSettings, DevelopmentMakesAMasterKeyInTheDataDirectory) {
  ConfigInput input;
  input.environment = {{"RATESTACK_DATA_DIR", "/d"}};
  const ConfigReading reading = read_config(input);
  ASSERT_TRUE(reading.config);
  EXPECT_TRUE(reading.config->master_key.empty());
  EXPECT_TRUE(reading.config->previous_master_key.empty());
  EXPECT_EQ(reading.config->default_master_key_file(), "/d/master.key");
  EXPECT_EQ(setting(reading, "PRICING_MASTER_KEY").shown, "not set");
  EXPECT_EQ(setting(reading, "PRICING_MASTER_KEY_FILE").shown, "/d/master.key");
}

TEST_F(SecretSettings, ProductionWantsAMasterKeyAndSaysSoOnce) {
  ConfigInput input = production();
  input.secrets = secrets({{"INTERNAL_TOKEN", kToken}});
  EXPECT_THAT(fault_names(read_config(input)), ElementsAre("PRICING_MASTER_KEY"));
  EXPECT_EQ(setting(read_config(input), "PRICING_MASTER_KEY_FILE").shown, "not set");
  input.environment.emplace("PRICING_MASTER_KEY_FILE", "/nowhere/key");
  EXPECT_THAT(fault_names(read_config(input)), ElementsAre("PRICING_MASTER_KEY_FILE"));
}

TEST_F(SecretSettings, AMasterKeyMayStandInItsFile) {
  ConfigInput input;
  input.environment = {{"PRICING_MASTER_KEY_FILE", file("k", std::string(kSameKey) + "\n").string()}};
  EXPECT_TRUE(read_config(input).config.value().master_key ==
              read_config(with({{"PRICING_MASTER_KEY", kHexKey}})).config.value().master_key);
  std::filesystem::permissions(directory_.path() / "k", std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  EXPECT_THAT(describe_faults(read_config(input).faults), HasSubstr("can be read by everybody"));
}

TEST_F(SecretSettings, AMasterKeyBesideItsFileIsOneTooMany) {
  ConfigInput input = with({{"PRICING_MASTER_KEY", kHexKey}, {"PRICING_MASTER_KEY_PREVIOUS", kOtherKey}});
  const std::string named = file("k", std::string(kHexKey)).string();
  input.environment = {{"PRICING_MASTER_KEY_FILE", named}, {"PRICING_MASTER_KEY_PREVIOUS_FILE", named}};
  EXPECT_THAT(fault_names(read_config(input)),
              ElementsAre("PRICING_MASTER_KEY_FILE", "PRICING_MASTER_KEY_PREVIOUS_FILE"));
}

TEST_F(SecretSettings, SystemdsCredentialsComeLast) {
  ConfigInput input = production();
  input.environment.emplace("CREDENTIALS_DIRECTORY", directory_.path().string());
  input.secrets = secrets({{"INTERNAL_TOKEN", kToken}});
  EXPECT_THAT(fault_names(read_config(input)), ElementsAre("PRICING_MASTER_KEY"));  // it is empty
  file("pricing_master_key", std::string(kHexKey));
  file("pricing_master_key_previous", std::string(kOtherKey));
  const ConfigReading reading = read_config(input);
  ASSERT_TRUE(reading.config);
  EXPECT_EQ(reading.config->master_key.expose()[0], 0xFB);
  EXPECT_EQ(reading.config->previous_master_key.expose()[1], 0x01);
  EXPECT_EQ(setting(reading, "PRICING_MASTER_KEY").source, SettingSource::credential);
  EXPECT_EQ(setting(reading, "PRICING_MASTER_KEY").shown, "set");
  input.environment.emplace("PRICING_MASTER_KEY_FILE", file("k", std::string(64, '0') + ".x").string());
  EXPECT_THAT(fault_names(read_config(input)), ElementsAre("PRICING_MASTER_KEY_FILE"));
  input.environment.erase("PRICING_MASTER_KEY_FILE");
  file("pricing_master_key", "no key");
  EXPECT_THAT(describe_faults(read_config(input).faults), HasSubstr("pricing_master_key holds no key"));
}

TEST_F(SecretSettings, CurrentAndPreviousKeyAreNeverTheSameInAnySpelling) {
  EXPECT_THAT(
      fault_names(read_config(with({{"PRICING_MASTER_KEY", kHexKey}, {"PRICING_MASTER_KEY_PREVIOUS", kSameKey}}))),
      ElementsAre("PRICING_MASTER_KEY_PREVIOUS"));
  EXPECT_THAT(
      fault_names(read_config(with({{"PRICING_MASTER_KEY", kHexKey}, {"PRICING_MASTER_KEY_PREVIOUS", kOtherKey}}))),
      IsEmpty());
}

TEST_F(SecretSettings, APreviousKeyAloneIsAFault) {
  EXPECT_THAT(fault_names(read_config(with({{"PRICING_MASTER_KEY_PREVIOUS", kOtherKey}}))),
              ElementsAre("PRICING_MASTER_KEY_PREVIOUS"));
}

TEST_F(SecretSettings, AMistypedKeyIsToldFromOneThatIsNone) {
  const std::string mistyped = std::string(kHexKey) + ".00000000";
  EXPECT_THAT(describe_faults(read_config(with({{"PRICING_MASTER_KEY", mistyped}})).faults), HasSubstr("mistyped"));
  EXPECT_THAT(describe_faults(read_config(with({{"PRICING_MASTER_KEY", std::string(64, '0')}})).faults),
              HasSubstr("one byte over and over"));
}

TEST_F(SecretSettings, LiveInTheMemoryThatTheInputNames) {
  class Counting final : public SecretMemory {
   public:
    MutableByteSpan allocate(std::size_t size) override {
      ++held;
      return memory.allocate(size);
    }
    void release(MutableByteSpan bytes) noexcept override {
      --held;
      memory.release(bytes);
    }
    service::LockedMemory memory;
    int held = 0;
  } memory;
  ConfigInput input = with({{"PRICING_MASTER_KEY", kHexKey}, {"INTERNAL_TOKEN", kToken}, {"PSEUDONYM_KEY", kSameKey}});
  input.environment = {{"PRICING_MASTER_KEY_PREVIOUS_FILE", file("k", std::string(kOtherKey)).string()}};
  input.memory = &memory;
  {
    const ConfigReading reading = read_config(input);
    ASSERT_TRUE(reading.config) << describe_faults(reading.faults);
    EXPECT_EQ(memory.held, 4);  // and nothing that they were read through
  }
  EXPECT_EQ(memory.held, 0);
}

}  // namespace
}  // namespace ratestack::app
