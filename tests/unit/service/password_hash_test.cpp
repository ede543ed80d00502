#include "native/service/password_hash.hpp"

#include <gtest/gtest.h>

#include <set>

#include "native/service/system.hpp"

namespace ratestack::service {
namespace {

TEST(PasswordHash, IsBcryptOfCostTwelveAndVerifies) {
  SystemEntropy entropy;
  const std::string hash = hash_password("correct horse battery staple", entropy).value();
  EXPECT_TRUE(hash.starts_with("$2b$12$"));
  EXPECT_EQ(hash.size(), 60U);
  EXPECT_TRUE(verify_password("correct horse battery staple", hash));
  EXPECT_FALSE(verify_password("correct horse battery stapler", hash));
}

TEST(PasswordHash, AgreesWithAKnownVector) {
  // From the crypt_blowfish test vectors (cost 5).
  const std::string hash = "$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
  EXPECT_TRUE(verify_password("U*U", hash));
  EXPECT_FALSE(verify_password("U*V", hash));
}

TEST(PasswordHash, RefusesWhatBcryptWouldCut) {
  SystemEntropy entropy;
  EXPECT_FALSE(hash_password("", entropy));
  EXPECT_FALSE(hash_password(std::string(73, 'x'), entropy));
  EXPECT_FALSE(hash_password(std::string("abc\0def", 7), entropy));
}

TEST(PasswordHash, NothingVerifiesAgainstWhatIsNoHash) {
  EXPECT_FALSE(verify_password("x", ""));
  EXPECT_FALSE(verify_password("x", "*0"));
  EXPECT_FALSE(verify_password("x", "plain"));
}

TEST(GeneratedPassword, IsLongFreshAndEasyToRead) {
  SystemEntropy entropy;
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) {
    const std::string password = generate_password(entropy);
    EXPECT_EQ(password.size(), 24U);
    EXPECT_EQ(password.find_first_of("0O1lI"), std::string::npos);
    seen.insert(password);
  }
  EXPECT_EQ(seen.size(), 100U);
}

}  // namespace
}  // namespace ratestack::service
