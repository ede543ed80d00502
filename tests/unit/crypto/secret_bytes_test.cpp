#include "ratestack/crypto/secret_bytes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <ostream>
#include <string_view>
#include <type_traits>
#include <vector>

#include "ratestack/crypto/entropy.hpp"
#include "ratestack/crypto/secure_wipe.hpp"
#include "watched_heap.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kKey = "correct horse battery staple, 32";

SecretBytes make_secret(std::string_view text = kKey) { return SecretBytes::copy_of(as_bytes(text)); }

template <class T>
concept Printable = requires(std::ostream& out, const T& value) {
  out << value;
};

// A secret that turns into bytes, text or output without being asked is a leak waiting for its caller.
static_assert(!Printable<SecretBytes> && Printable<std::string_view>);
static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<SecretBytes> && std::is_nothrow_move_assignable_v<SecretBytes>);
static_assert(!std::is_convertible_v<const SecretBytes&, ByteSpan>);
static_assert(!std::is_convertible_v<const SecretBytes&, std::string_view>);

TEST(SecureWipe, ZeroesExactlyItsSpan) {
  std::vector<std::uint8_t> bytes(100, 0xFF);
  secure_wipe(MutableByteSpan(bytes).subspan(10, 80));
  for (std::size_t i = 0; i < bytes.size(); ++i) EXPECT_EQ(bytes[i], i >= 10 && i < 90 ? 0 : 0xFF) << i;
  secure_wipe({});
}

TEST(SecretBytes, ExposesWhatItWasMadeOf) {
  const SecretBytes secret = make_secret();
  EXPECT_EQ(as_text(secret.expose()), kKey);
  EXPECT_EQ(secret.size(), kKey.size());
  EXPECT_TRUE(SecretBytes().empty());
  EXPECT_TRUE(make_secret("").empty());
}

TEST(SecretBytes, IsZeroWhenItsMemoryGoesBackToTheHeap) {
  std::optional<SecretBytes> secret(make_secret());
  const test::WatchedBlock block(secret->expose());
  secret.reset();
  ASSERT_TRUE(block.was_freed());
  EXPECT_TRUE(block.was_zero_when_freed());
}

// The control of the test above: the same block, given back by something that does not wipe.
TEST(SecretBytes, WatchedHeapSeesMemoryThatNobodyWiped) {
  std::optional<std::vector<std::uint8_t>> plain(std::in_place, kKey.begin(), kKey.end());
  const test::WatchedBlock block(*plain);
  plain.reset();
  ASSERT_TRUE(block.was_freed());
  EXPECT_FALSE(block.was_zero_when_freed());
}

TEST(SecretBytes, AssignmentWipesTheSecretBefore) {
  SecretBytes secret = make_secret();
  const test::WatchedBlock block(secret.expose());
  secret = make_secret("another");
  ASSERT_TRUE(block.was_freed());
  EXPECT_TRUE(block.was_zero_when_freed());
  EXPECT_EQ(as_text(secret.expose()), "another");
}

TEST(SecretBytes, MoveTakesTheBytesAndLeavesNothing) {
  SecretBytes from = make_secret();
  const std::uint8_t* const memory = from.expose().data();
  const SecretBytes to = std::move(from);
  EXPECT_EQ(to.expose().data(), memory);
  EXPECT_EQ(as_text(to.expose()), kKey);
  EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move): that it is empty is the promise under test
  EXPECT_EQ(from.expose().data(), nullptr);
}

TEST(SecretBytes, SurvivesAssignmentToItself) {
  SecretBytes secret = make_secret();
  SecretBytes& same = secret;
  secret = std::move(same);
  EXPECT_EQ(as_text(secret.expose()), kKey);
}

TEST(SecretBytes, ComparesContents) {
  EXPECT_EQ(make_secret(), make_secret());
  EXPECT_NE(make_secret("a secret"), make_secret("b secret"));
  EXPECT_NE(make_secret("a secret"), make_secret("a secre"));
  EXPECT_EQ(SecretBytes(), make_secret(""));
}

// Notes what it gave out, and in what state it came back.
class WatchedMemory final : public SecretMemory {
 public:
  MutableByteSpan allocate(std::size_t size) override {
    ++taken;
    return MutableByteSpan(bytes_).first(size);
  }
  void release(MutableByteSpan bytes) noexcept override {
    ++returned;
    returned_size = bytes.size();
    returned_zero = std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
  }
  [[nodiscard]] const std::uint8_t* data() const { return bytes_.data(); }

  int taken = 0, returned = 0;
  std::size_t returned_size = 0;
  bool returned_zero = false;

 private:
  std::array<std::uint8_t, 64> bytes_{};
};

TEST(SecretBytes, LivesInTheMemoryThatItWasMadeWithAndReturnsThere) {
  WatchedMemory memory;
  {
    SecretBytes secret = SecretBytes::copy_of(as_bytes(kKey), &memory);
    EXPECT_EQ(secret.expose().data(), memory.data());
    SecretBytes moved = make_secret("in the heap");
    moved = std::move(secret);
    EXPECT_EQ(as_text(moved.expose()), kKey);
    EXPECT_EQ(memory.returned, 0);
  }
  EXPECT_EQ(memory.taken, 1);
  EXPECT_EQ(memory.returned, 1);
  EXPECT_EQ(memory.returned_size, kKey.size());
  EXPECT_TRUE(memory.returned_zero);
}

TEST(SecretBytes, ReturnsThereWhenAnotherTakesItsPlace) {
  WatchedMemory memory;
  SecretBytes secret = SecretBytes::generate(
      8, [](MutableByteSpan out) { out[0] = 1; }, &memory);
  secret = make_secret("in the heap");
  EXPECT_EQ(memory.returned, 1);
  EXPECT_TRUE(memory.returned_zero);
  EXPECT_TRUE(SecretBytes::copy_of({}, &memory).empty());
  EXPECT_EQ(memory.taken, 1);  // nothing needs no memory
}

class CountingEntropy : public Entropy {
 public:
  void fill(MutableByteSpan out) override {
    for (auto& byte : out) byte = next_++;
  }

 private:
  std::uint8_t next_ = 1;
};

TEST(SecretBytes, IsGeneratedInPlaceFromEntropy) {
  CountingEntropy source;
  Entropy& entropy = source;
  const auto secret = SecretBytes::generate(4, [&entropy](MutableByteSpan out) { entropy.fill(out); });
  EXPECT_EQ(as_text(secret.expose()), "\x01\x02\x03\x04");
}

}  // namespace
}  // namespace ratestack
