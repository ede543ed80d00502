#include "ratestack/identity/recovery_code.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace ratestack {
namespace {

class SeededEntropy final : public Entropy {
 public:
  void fill(MutableByteSpan out) override {
    std::generate(out.begin(), out.end(), [this] { return static_cast<std::uint8_t>(random_()); });
  }

 private:
  std::mt19937 random_{80};
};

const UserId kUser = UserId::parse("usr_01J9ZQ4K7M8N9PQRSTVWXYZ012").value();
const UserId kOther = UserId::parse("usr_01J9ZQ4K7M8N9PQRSTVWXYZ013").value();
constexpr std::string_view kCode = "0A1B-2C3D-4E5F-6G7H";

TEST(RecoveryCode, IsFourGroupsOfFourWithoutLookAlikes) {
  SeededEntropy entropy;
  std::set<std::string> codes;
  std::set<char> characters;
  for (int i = 0; i < 200; ++i) {
    const std::string code = make_recovery_code(entropy);
    ASSERT_EQ(code.size(), 19U);
    EXPECT_TRUE(code[4] == '-' && code[9] == '-' && code[14] == '-') << code;
    EXPECT_TRUE(recovery_code_hash(kUser, code)) << code;
    characters.insert(code.begin(), code.end());
    codes.insert(code);
  }
  EXPECT_EQ(codes.size(), 200U);
  EXPECT_EQ(characters.size(), 32U + 1U);  // every digit comes up, and the dash
  for (const char look_alike : {'I', 'L', 'O', 'U'}) EXPECT_FALSE(characters.contains(look_alike));
}

TEST(RecoveryCode, IsTheSameHoweverItIsTyped) {
  const auto hash = recovery_code_hash(kUser, kCode);
  ASSERT_TRUE(hash);
  for (const char* typed : {"0a1b-2c3d-4e5f-6g7h", "0A1B2C3D4E5F6G7H", " 0a1b 2c3d 4e5f 6g7h ", "oAiB-2C3D-4E5F-6G7H",
                            "OaLb--2c3d--4e5f--6g7h"}) {
    EXPECT_EQ(recovery_code_hash(kUser, typed), hash) << typed;
  }
  EXPECT_NE(recovery_code_hash(kUser, "0A1B-2C3D-4E5F-6G7J"), hash);
}

TEST(RecoveryCode, CountsForOneAccountAlone) {
  EXPECT_NE(recovery_code_hash(kUser, kCode), recovery_code_hash(kOther, kCode));
}

// The stores hold these hashes: another label, order or spelling would void every code that people have printed.
TEST(RecoveryCode, HashesAsItAlwaysDid) {
  EXPECT_EQ(recovery_code_hash(kUser, kCode)->to_hex(),
            "6b7b415379fd08b1c4c001c1bb0cabd99760898ad12a9011bf778907422c8782");
}

TEST(RecoveryCode, IsNothingElse) {
  for (const char* text : {"", "0A1B-2C3D-4E5F-6G7", "0A1B-2C3D-4E5F-6G7HH", "0A1B-2C3D-4E5F-6G7U",
                           "0A1B-2C3D-4E5F-6G7\xC3", "123456", "0A1B.2C3D.4E5F.6G7H"}) {
    EXPECT_FALSE(recovery_code_hash(kUser, text)) << text;
  }
  EXPECT_FALSE(recovery_code_hash(kUser, std::string(1 << 20, 'A')));
}

}  // namespace
}  // namespace ratestack
