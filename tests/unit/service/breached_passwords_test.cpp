#include "native/service/identity/breached_passwords.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <vector>

#include "ratestack/encoding/hex.hpp"
#include "ratestack/identity/breached_filter_builder.hpp"
#include "tests/support/temp_dir.hpp"

namespace ratestack::service {
namespace {

class BreachedPasswordsTest : public ::testing::Test {
 protected:
  void write(ByteSpan bytes) { std::ofstream(file_, std::ios::binary) << as_text(bytes); }
  void write_list() {
    const auto shape = BreachedFilterShape::for_items(2, 1e-6).value();
    std::vector<std::uint8_t> bytes(shape.file_size());
    auto builder = BreachedFilterBuilder::create(shape, bytes).value();
    builder.add(std::vector{fingerprint_of("gravel otter lamp").value(), fingerprint_of("").value()});
    builder.finish();
    write(bytes);
  }
  [[nodiscard]] std::string refusal() const { return BreachedPasswords::open(file_).error().message(); }

  testing::TempDir dir_;
  const std::filesystem::path file_ = dir_.path() / "list";
};

// FIPS 180-1 appendix A.1; what the published lists hold for "password".
TEST(PasswordFingerprint, IsTheSha1OfItsBytes) {
  EXPECT_EQ(hex_encode(fingerprint_of("abc")->bytes), "a9993e364706816aba3e25717850c26c9cd0d89d");
  EXPECT_EQ(hex_encode(fingerprint_of("password")->bytes), "5baa61e4c9b93f3f0682250b6cf8331b7ee68fd8");
}

TEST_F(BreachedPasswordsTest, KnowsWhatIsInTheList) {
  write_list();
  const auto list = BreachedPasswords::open(file_);
  ASSERT_TRUE(list);
  EXPECT_TRUE(list.value().contains("gravel otter lamp"));
  EXPECT_TRUE(list.value().contains(""));
  EXPECT_FALSE(list.value().contains("Gravel otter lamp"));
  EXPECT_TRUE(list.value().filter().is_intact());
}

TEST_F(BreachedPasswordsTest, StaysOpenWhenItIsMovedAndWhenItsFileIsReplaced) {
  write_list();
  auto opened = BreachedPasswords::open(file_);
  ASSERT_TRUE(opened);
  const BreachedPasswords list = std::move(opened.value());
  std::filesystem::remove(file_);
  write(as_bytes("x"));
  EXPECT_TRUE(list.contains("gravel otter lamp"));
}

TEST_F(BreachedPasswordsTest, RefusesWhatIsNoListAndSaysWhich) {
  EXPECT_EQ(refusal(), "breached_passwords: breached_passwords_unreadable (" + file_.string() + ")");
  EXPECT_FALSE(BreachedPasswords::open(dir_.path()));
  write({});
  EXPECT_EQ(refusal(), "breached_filter: not_a_filter");
  write(as_bytes("password\n"));
  EXPECT_EQ(refusal(), "breached_filter: not_a_filter");
}

}  // namespace
}  // namespace ratestack::service
