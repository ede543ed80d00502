#include "ratestack/identity/common_password.hpp"

#include <gtest/gtest.h>

#include <string>

namespace ratestack {
namespace {

TEST(CommonPassword, IsFoundAlone) {
  for (const char* password :
       {"password", "letmein", "iloveyou", "correcthorsebatterystaple", "motdepasse", "wachtwoord"}) {
    EXPECT_TRUE(is_common_password(password)) << password;
  }
}

TEST(CommonPassword, IsFoundRepeated) {
  for (const char* password : {"aaaaaaaaaaaa", "abcabcabcabc", "xy12xy12xy12", "passwordpassword", "letmeinletmein",
                               "letmeinletmeinletme", "1234512345123", "!!!!!!!!!!!!", "123456123456"}) {
    EXPECT_TRUE(is_common_password(password)) << password;
  }
}

TEST(CommonPassword, IsFoundAsAWalk) {
  for (const char* password : {"123456789012", "1234567890123456", "987654321098", "abcdefghijkl", "qwertyuiopas",
                               "QWERTYUIOPAS", "1qaz2wsx3edc", "1q2w3e4r5t6y", "zxcvbnmzxcvbnm", "112233445566",
                               "a1b2c3d4e5f6", "qwertzuiopas", "azertyuiopqs"}) {
    EXPECT_TRUE(is_common_password(password)) << password;
  }
}

TEST(CommonPassword, IsFoundDressedUp) {
  for (const char* password : {"password1234", "Password1234!", "P@ssw0rd!2026", "welcome2026!!", "iloveyou12345",
                               "Summer2026!!!", "!!password!!", "admin@123456", "qwertyqwerty1", "abc@123456789",
                               "5ecretpassw0rd", "Pa55word20261", "pass-word-1234", "letmein.please", "99password99"}) {
    EXPECT_TRUE(is_common_password(password)) << password;
  }
}

TEST(CommonPassword, IsFoundAsAPhraseOfThreeWordsAndTheirFillers) {
  for (const char* password : {"this is my password", "iloveyouforever", "admin password test", "TheSecretGarden"}) {
    EXPECT_TRUE(is_common_password(password)) << password;
  }
  EXPECT_FALSE(is_common_password("purple monkey coffee dragon"));  // four of a thousand are many
}

TEST(CommonPassword, IsNotWhatOnlyContainsOne) {
  for (const char* password : {"gravel otter lamp", "826401957348", "my password is gravel", "xq9!kd72mmzp",
                               "tr0ub4dor&3zzq", "summer gravel 17", "lamps over qwerty"}) {
    EXPECT_FALSE(is_common_password(password)) << password;
  }
}

// A single letter is a stretch of every walk; what stands around it is the password then.
TEST(CommonPassword, IsNotARandomNumberAroundALetter) {
  for (const char* password :
       {"8264x1957348", "x82640195734", "83726a918273", "q!)#(*&^$%@~", "password826401957", "pass8264019573word"}) {
    EXPECT_FALSE(is_common_password(password)) << password;
  }
}

TEST(CommonPassword, TakesAnyBytes) {
  EXPECT_TRUE(is_common_password(""));
  EXPECT_FALSE(is_common_password("\xFF\xFE\x80gravel\xC3"));
  EXPECT_FALSE(is_common_password(std::string_view("gravel\0otter", 12)));
  EXPECT_TRUE(is_common_password(std::string(1024, 'x')));
  EXPECT_FALSE(is_common_password(std::string(400, 'x') + std::string(400, 'y') + "gravel"));
}

}  // namespace
}  // namespace ratestack
