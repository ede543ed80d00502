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

constexpr unsigned kCheap = kMinBcryptCost;

bool verify(std::string_view password, const std::string& hash) { return verify_password(password, hash, kCheap); }

TEST(PasswordHash, IgnoresNoPartOfALongPassword) {
  SystemEntropy entropy;
  const std::string seventy_two(72, 'x');
  const std::string hash = hash_password(seventy_two + "a", entropy, kCheap).value();
  EXPECT_TRUE(hash.starts_with("h384.1$2b$04$"));
  EXPECT_TRUE(verify(seventy_two + "a", hash));
  EXPECT_FALSE(verify(seventy_two + "b", hash));
  EXPECT_FALSE(verify(seventy_two, hash));
  // A plain hash of the first 72 bytes is not opened by a longer password.
  EXPECT_FALSE(verify(seventy_two + "a", hash_password(seventy_two, entropy, kCheap).value()));
}

TEST(PasswordHash, DoesNotStopAtANul) {
  SystemEntropy entropy;
  const std::string hash = hash_password(std::string_view("abc\0def", 7), entropy, kCheap).value();
  EXPECT_TRUE(verify(std::string_view("abc\0def", 7), hash));
  EXPECT_FALSE(verify("abc", hash));
  EXPECT_FALSE(verify(std::string_view("abc\0deg", 7), hash));
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
    EXPECT_TRUE(verify("U*U", form + tail)) << form;
    EXPECT_TRUE(needs_upgrade(form + tail));
  }
  EXPECT_FALSE(is_bcrypt_hash("$2x$" + tail));
  EXPECT_FALSE(is_bcrypt_hash("$2b$03" + tail.substr(2)));
  EXPECT_FALSE(is_bcrypt_hash("$2b$17" + tail.substr(2)));
  EXPECT_FALSE(is_bcrypt_hash("$2b$32" + tail.substr(2)));
  EXPECT_TRUE(is_bcrypt_hash("$2b$16" + tail.substr(2)));
  EXPECT_FALSE(is_bcrypt_hash(("$2b$" + tail).substr(1)));
  EXPECT_FALSE(is_bcrypt_hash("$1$" + tail + "x"));
}

// The last character of the salt holds two bits and four that nobody reads, that of the hash four and two.
TEST(PasswordHash, TakesOverNoHashThatBcryptWouldNotWrite) {
  const std::string salt = "$2b$05$CCCCCCCCCCCCCCCCCCCCC", hash = "E5YPO9kmyuRGyh0XouQYb4YMJKvyOe";
  EXPECT_TRUE(is_bcrypt_hash(salt + '.' + hash + 'W'));
  EXPECT_FALSE(is_bcrypt_hash(salt + '/' + hash + 'W'));
  EXPECT_FALSE(is_bcrypt_hash(salt + '.' + hash + 'X'));
  EXPECT_FALSE(is_bcrypt_hash(salt + '.' + hash + '='));
  EXPECT_FALSE(is_bcrypt_hash(salt + '.' + hash + '\0'));
  EXPECT_FALSE(is_bcrypt_hash(salt + '.' + hash + 'W' + '.'));
}

// Other passwords of the crypt_blowfish vectors: bytes beyond ASCII, and 72 of them.
TEST(PasswordHash, AgreesWithKnownVectorsBeyondAscii) {
  EXPECT_TRUE(verify("\xFF\xFF\xA3", "$2y$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e"));
  EXPECT_FALSE(verify("\xFF\xFF\xA4", "$2y$05$/OK.fbVrR/bpIqNJ5ianF.CE5elHaaO4EbggVDjb8P19RukzXSM3e"));
  const std::string seventy_two = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const std::string hash = "$2a$05$abcdefghijklmnopqrstuu5s2v8.iXieOjg/.AySBTTZIIVFJeBui";
  EXPECT_TRUE(verify(seventy_two, hash));
  // crypt_blowfish ignores what follows; we do not.
  EXPECT_FALSE(verify(seventy_two + "chars after 72 are ignored", hash));
}

// The store holds such hashes: another label or encoding would lock their owners out.
TEST(PasswordHash, HashesALongPasswordAsItAlwaysDid) {
  EXPECT_TRUE(verify(std::string(100, 'x'), "h384.1$2b$04$abcdefghijklmnopqrstuuXP9.Cccu8FJmgiY9gNsIqOjcZaDigO2"));
  EXPECT_TRUE(
      verify(std::string_view("a\0b", 3), "h384.1$2b$04$abcdefghijklmnopqrstuun6KCZqNYvrD/GktYY9MfufMORAcoO9."));
}

TEST(PasswordHash, APrehashIsNoPassword) {
  SystemEntropy entropy;
  const std::string hash = hash_password(std::string(100, 'x'), entropy, kCheap).value();
  EXPECT_FALSE(verify("AUrJTWDJ2qBRBqAglqqUABmJ8MnJEYt4tsMhcUr54Y1uGYY+iFJiV2WX8JdRQJC5", hash));
  // Nor is the hash of a long password one of a short one, or the other way round, with the mark put on or taken off.
  EXPECT_FALSE(verify(std::string(100, 'x'), hash.substr(kPrehashMark.size())));
  const std::string plain = hash_password("gravel otter lamp", entropy, kCheap).value();
  EXPECT_FALSE(verify("gravel otter lamp", std::string(kPrehashMark) + plain));
}

TEST(PasswordHash, IsUpgradedForItsCostAndFormAlone) {
  SystemEntropy entropy;
  EXPECT_FALSE(needs_upgrade(hash_password("x", entropy, kCheap).value(), kCheap));
  EXPECT_TRUE(needs_upgrade(hash_password("x", entropy, kCheap).value(), kCheap + 1));
  EXPECT_FALSE(needs_upgrade(hash_password(std::string(80, 'x'), entropy, kCheap).value(), kCheap));
  EXPECT_TRUE(needs_upgrade(hash_password(std::string(80, 'x'), entropy, kCheap).value(), kCheap + 1));
  EXPECT_FALSE(needs_upgrade(kNoPassword));
}

TEST(PasswordHash, NothingVerifiesAgainstWhatIsNoHash) {
  EXPECT_FALSE(verify("x", ""));
  EXPECT_FALSE(verify("x", "*0"));
  EXPECT_FALSE(verify("x", "plain"));
  EXPECT_FALSE(verify("*", std::string(kNoPassword)));
}

// A right password opens a cheaper hash and a dearer one than the present rule asks for.
TEST(PasswordHash, OfAnotherCostStillVerifies) {
  SystemEntropy entropy;
  const std::string cheap = hash_password("gravel otter lamp", entropy, kCheap).value();
  EXPECT_TRUE(verify_password("gravel otter lamp", cheap, kCheap + 3));
  EXPECT_FALSE(verify_password("gravel otter lamb", cheap, kCheap + 3));
  const std::string dear = hash_password("gravel otter lamp", entropy, kCheap + 2).value();
  EXPECT_TRUE(verify("gravel otter lamp", dear));
}

TEST(PasswordHash, RefusesACostThatBcryptDoesNotHave) {
  SystemEntropy entropy;
  EXPECT_FALSE(hash_password("x", entropy, 3));
  EXPECT_FALSE(hash_password("x", entropy, 32));
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
