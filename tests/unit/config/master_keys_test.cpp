#include "native/app/master_keys.hpp"

#include "config_test.hpp"
#include "native/service/key_file.hpp"
#include "native/service/locked_memory.hpp"
#include "native/service/system.hpp"

namespace ratestack::app {
namespace {

constexpr std::string_view kCurrent = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
constexpr std::string_view kPrevious = "fbffbf030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

class MasterKeysTest : public ConfigTest {
 protected:
  Result<KeyRing> load() {
    input.environment.insert_or_assign("RATESTACK_DATA_DIR", directory_.path().string());
    return load_master_keys(read_config(input).config.value(), entropy, memory);
  }

  service::LockedMemory memory;
  service::SystemEntropy entropy;
  ConfigInput input;
};

TEST_F(MasterKeysTest, AreThoseOfTheSettings) {
  input.secrets = secrets({{"PRICING_MASTER_KEY", kCurrent}, {"PRICING_MASTER_KEY_PREVIOUS", kPrevious}});
  const KeyRing keys = load().value();
  EXPECT_TRUE(keys.current().bytes() == service::parse_key_text(kCurrent).value());
  EXPECT_TRUE(keys.previous().value().bytes() == service::parse_key_text(kPrevious).value());
  EXPECT_FALSE(std::filesystem::exists(directory_.path() / "master.key"));
}

TEST_F(MasterKeysTest, OfADevelopmentAreMadeOnce) {
  const KeyRing made = load().value();
  EXPECT_FALSE(made.previous());
  EXPECT_EQ(std::filesystem::file_size(directory_.path() / "master.key"), service::kKeyBytes);
  EXPECT_TRUE(load().value().current().bytes() == made.current().bytes());
}

TEST_F(MasterKeysTest, AreNotReplacedWhereTheFileIsBroken) {
  file("master.key", "no key");
  EXPECT_EQ(load().error().code, service::KeyTextError::malformed);
}

}  // namespace
}  // namespace ratestack::app
