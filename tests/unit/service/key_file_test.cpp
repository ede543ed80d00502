#include "native/service/key_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <future>

#include "native/service/key_words.hpp"
#include "native/service/locked_memory.hpp"
#include "native/service/pseudonym_keys.hpp"
#include "native/service/system.hpp"
#include "tests/support/temp_dir.hpp"

namespace ratestack::service {
namespace {

namespace fs = std::filesystem;

constexpr const char* kHex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

SecretBytes counting_key() {
  return SecretBytes::generate(kKeyBytes, [](MutableByteSpan out) {
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(i);
  });
}

class KeyFile : public ::testing::Test {
 protected:
  void write(const std::string& content, fs::perms mode = fs::perms::owner_read) const {
    std::ofstream(path, std::ios::binary) << content;
    fs::permissions(path, mode);
  }
  [[nodiscard]] boost::system::error_code read_error() const { return read_key_file(path).error().code; }

  testing::TempDir dir;
  fs::path path = dir.path() / "test.key";
  SystemEntropy entropy;
};

TEST_F(KeyFile, IsMadeOnceForItsOwnerAloneAndReadAgain) {
  const SecretBytes made = read_or_create_key_file(path, entropy).value();
  EXPECT_EQ(made.size(), kKeyBytes);
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(fs::file_size(path), kKeyBytes);
  EXPECT_TRUE(read_or_create_key_file(path, entropy).value() == made);
}

TEST_F(KeyFile, LeavesNothingBesideIt) {
  ASSERT_TRUE(read_or_create_key_file(path, entropy));
  EXPECT_EQ(std::distance(fs::directory_iterator(dir.path()), fs::directory_iterator()), 1);
}

TEST_F(KeyFile, HoldsTheKeyRawOrAsText) {
  const SecretBytes key = counting_key();
  const std::string raw(as_text(key.expose()));
  for (const std::string& content : {raw, std::string(kHex), std::string(kHex) + "\r\n",
                                     std::string("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n")}) {
    write(content, fs::perms::owner_all);
    const auto read = read_key_file(path);
    ASSERT_TRUE(read) << content;
    EXPECT_TRUE(*read == key) << content;
  }
}

TEST_F(KeyFile, WithoutAKeyIsRefused) {
  for (const std::string& content :
       {std::string(), std::string(31, 'k'), std::string(33, 'k'), std::string(1000, 'a')}) {
    write(content, fs::perms::owner_all);
    EXPECT_EQ(read_error(), KeyTextError::malformed) << content.size();
  }
}

TEST_F(KeyFile, OfOneByteOverAndOverIsRefusedWithItsName) {
  for (const std::string& content : {std::string(32, '\0'), std::string(32, 'k'), std::string(64, 'a')}) {
    write(content, fs::perms::owner_all);
    EXPECT_EQ(read_error(), KeyTextError::weak) << content.size();
  }
  EXPECT_EQ(read_key_file(path).error().context, path.string());
  EXPECT_EQ(explain_key_error(read_key_file(path).error()).substr(0, path.string().size()), path.string());
}

TEST_F(KeyFile, MayCarryTheKeysChecksum) {
  const SecretBytes key = counting_key();
  write(std::string(kHex) + "." + key_fingerprint(key.expose()) + "\n", fs::perms::owner_all);
  EXPECT_TRUE(read_key_file(path).value() == key);
  write(std::string(kHex) + ".00000000\n", fs::perms::owner_all);
  EXPECT_EQ(read_error(), KeyTextError::checksum);
}

TEST_F(KeyFile, GoesWhereItIsTold) {
  LockedMemory memory;
  const SecretBytes key = read_or_create_key_file(path, entropy, &memory).value();
  const MutableByteSpan next = memory.allocate(kKeyBytes);
  const auto page = [](const std::uint8_t* at) { return reinterpret_cast<std::uintptr_t>(at) / 4096; };
  EXPECT_EQ(page(key.expose().data()), page(next.data()));
  memory.release(next);
}

TEST_F(KeyFile, ThatEverybodyMayReadIsRefused) {
  write(kHex, fs::perms::owner_read | fs::perms::others_read);
  EXPECT_EQ(read_error(), KeyFileError::exposed);
}

TEST_F(KeyFile, ThatIsMissingOrADirectoryIsUnreadable) {
  EXPECT_EQ(read_error(), KeyFileError::unreadable);
  fs::create_directory(path);
  EXPECT_EQ(read_error(), KeyFileError::unreadable);
}

TEST_F(KeyFile, InADirectoryThatIsNotThereCannotBeMade) {
  EXPECT_EQ(read_or_create_key_file(dir.path() / "none" / "k", entropy).error().code, KeyFileError::cannot_create);
}

TEST(PseudonymKeys, DifferByOrganisationAndBySecret) {
  const auto org = [](char last) { return OrgId::parse(std::string("org_0000000000000000000000000") + last).value(); };
  const PseudonymKeys keys(counting_key());
  EXPECT_EQ(keys.key_of(org('1')).size(), kKeyBytes);
  EXPECT_TRUE(keys.key_of(org('1')) == keys.key_of(org('1')));
  EXPECT_FALSE(keys.key_of(org('1')) == keys.key_of(org('2')));
  const PseudonymKeys other(SecretBytes::generate(kKeyBytes, [](MutableByteSpan) {}));
  EXPECT_FALSE(keys.key_of(org('1')) == other.key_of(org('1')));
}

}  // namespace
}  // namespace ratestack::service
