#include "native/app/process_environment.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

#include "native/service/locked_memory.hpp"

namespace ratestack::app {
namespace {

using ::testing::Contains;
using ::testing::Key;
using ::testing::Not;

constexpr const char* kText = "q8Jx2mVt7Lr0ZbK4wYc9NfHs3DpEg6Ua";

class ProcessEnvironment : public ::testing::Test {
 protected:
  // As execve leaves it: an entry in memory of its own, which nobody gives back.
  void put(const std::string& name, const std::string& value) {
    std::strcpy(entry_, (name + "=" + value).c_str());
    ::putenv(entry_);
    value_ = entry_ + name.size() + 1;
  }
  ~ProcessEnvironment() override {
    for (const char* name : {"INTERNAL_TOKEN", "PRICING_MASTER_KEY", "RATESTACK_LOG_LEVEL"}) ::unsetenv(name);
  }

  char entry_[256] = {};
  char* value_ = nullptr;
  service::LockedMemory memory_;
};

TEST_F(ProcessEnvironment, GivesUpItsSecretsAndTheirBytes) {
  put("PRICING_MASTER_KEY", kText);
  const SecretTexts taken = take_secret_environment(memory_);
  ASSERT_EQ(taken.size(), 1U);
  EXPECT_EQ(as_text(taken.at("PRICING_MASTER_KEY").expose()), kText);
  EXPECT_EQ(std::getenv("PRICING_MASTER_KEY"), nullptr);
  for (std::size_t i = 0; i < std::strlen(kText); ++i) EXPECT_EQ(value_[i], '\0') << i;
  EXPECT_TRUE(take_secret_environment(memory_).empty());
}

TEST_F(ProcessEnvironment, KeepsWhatIsNoSecret) {
  put("RATESTACK_LOG_LEVEL", "debug");
  EXPECT_TRUE(take_secret_environment(memory_).empty());
  EXPECT_STREQ(std::getenv("RATESTACK_LOG_LEVEL"), "debug");
  EXPECT_EQ(process_environment().at("RATESTACK_LOG_LEVEL"), "debug");
}

TEST_F(ProcessEnvironment, ShowsNoSecretEvenBeforeTheyAreTaken) {
  put("INTERNAL_TOKEN", kText);
  EXPECT_THAT(process_environment(), Not(Contains(Key("INTERNAL_TOKEN"))));
  const ConfigInput input = process_input(memory_);
  EXPECT_EQ(as_text(input.secrets->at("INTERNAL_TOKEN").expose()), kText);
  EXPECT_EQ(input.memory, &memory_);
  EXPECT_THAT(input.environment, Not(Contains(Key("INTERNAL_TOKEN"))));
}

TEST_F(ProcessEnvironment, TakesEachOfTwoEntriesOfOneName) {
  char first[] = "INTERNAL_TOKEN=first", second[] = "INTERNAL_TOKEN=second";
  char* twice[] = {first, second, nullptr};
  char** const before = environ;
  environ = twice;
  const SecretTexts taken = take_secret_environment(memory_);
  const char* const left = std::getenv("INTERNAL_TOKEN");
  environ = before;
  EXPECT_EQ(as_text(taken.at("INTERNAL_TOKEN").expose()), "first");  // as getenv would have it
  EXPECT_EQ(left, nullptr);
  EXPECT_EQ(std::string_view(second), "INTERNAL_TOKEN=");
}

}  // namespace
}  // namespace ratestack::app
