#include "native/service/identity/password_hash.hpp"

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

constexpr unsigned kCheap = 4;

TEST(PasswordHash, IgnoresNoPartOfALongPassword) {
  SystemEntropy entropy;
  const std::string seventy_two(72, 'x');
  const std::string hash = hash_password(seventy_two + "a", entropy, kCheap).value();
  EXPECT_TRUE(hash.starts_with("h384.1$2b$04$"));
  EXPECT_TRUE(verify_password(seventy_two + "a", hash));
  EXPECT_FALSE(verify_password(seventy_two + "b", hash));
  EXPECT_FALSE(verify_password(seventy_two, hash));
  // A plain hash of the first 72 bytes is not opened by a longer password.
  EXPECT_FALSE(verify_password(seventy_two + "a", hash_password(seventy_two, entropy, kCheap).value()));
}

TEST(PasswordHash, DoesNotStopAtANul) {
  SystemEntropy entropy;
  const std::string hash = hash_password(std::string_view("abc\0def", 7), entropy, kCheap).value();
  EXPECT_TRUE(verify_password(std::string_view("abc\0def", 7), hash));
  EXPECT_FALSE(verify_password("abc", hash));
  EXPECT_FALSE(verify_password(std::string_view("abc\0deg", 7), hash));
}

TEST(PasswordHash, RefusesNothingAndTooMuch) {
  SystemEntropy entropy;
  EXPECT_FALSE(hash_password("", entropy, kCheap));
  EXPECT_FALSE(hash_password(std::string(kMaxPasswordBytes + 1, 'x'), entropy, kCheap));
  EXPECT_TRUE(hash_password(std::string(kMaxPasswordBytes, 'x'), entropy, kCheap));
}

TEST(PasswordHash, TakesOverTheFormsOfOthers) {
  const std::string tail = "05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW";
  for (const char* form : {"$2a$", "$2b$", "$2y$"}) {
    EXPECT_TRUE(is_bcrypt_hash(form + tail));
    EXPECT_TRUE(verify_password("U*U", form + tail)) << form;
    EXPECT_TRUE(needs_upgrade(form + tail));
  }
  EXPECT_FALSE(is_bcrypt_hash("$2x$" + tail));
  EXPECT_FALSE(is_bcrypt_hash("$2b$03" + tail.substr(2)));
  EXPECT_FALSE(is_bcrypt_hash("$2b$32" + tail.substr(2)));
  EXPECT_FALSE(is_bcrypt_hash(("$2b$" + tail).substr(1)));
  EXPECT_FALSE(is_bcrypt_hash("$1$" + tail + "x"));
}

TEST(PasswordHash, IsUpgradedForItsCostAndFormAlone) {
  SystemEntropy entropy;
  EXPECT_FALSE(needs_upgrade(hash_password("x", entropy, kCheap).value(), kCheap));
  EXPECT_TRUE(needs_upgrade(hash_password("x", entropy, kCheap).value(), kCheap + 1));
  EXPECT_FALSE(needs_upgrade(hash_password(std::string(80, 'x'), entropy, kCheap).value(), kCheap));
  EXPECT_FALSE(needs_upgrade(kNoPassword));
}

TEST(PasswordHash, NothingVerifiesAgainstWhatIsNoHash) {
  EXPECT_FALSE(verify_password("x", ""));
  EXPECT_FALSE(verify_password("x", "*0"));
  EXPECT_FALSE(verify_password("x", "plain"));
  EXPECT_FALSE(verify_password("*", std::string(kNoPassword)));
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
