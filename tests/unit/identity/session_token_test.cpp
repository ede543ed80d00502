#include "ratestack/identity/session_token.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "ratestack/crypto/sha256.hpp"

namespace ratestack {
namespace {

/// Counts up from a first byte.
class CountingEntropy final : public Entropy {
 public:
  explicit CountingEntropy(std::uint8_t first) : next_(first) {}
  void fill(MutableByteSpan out) override {
    std::generate(out.begin(), out.end(), [this] { return next_++; });
  }

 private:
  std::uint8_t next_;
};

TEST(SessionToken, ReadsBackFromItsText) {
  CountingEntropy entropy(0xF0);
  const auto token = SessionToken::make(entropy);
  const std::string text = token.expose_text();
  EXPECT_EQ(text.size(), SessionToken::kTextSize);
  const auto parsed = SessionToken::parse(text);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->hash(), token.hash());
}

TEST(SessionToken, HashIsThatOfTheRawBytes) {
  CountingEntropy entropy(0);
  const auto token = SessionToken::make(entropy);
  std::array<std::uint8_t, SessionToken::kBytes> raw{};
  for (std::size_t i = 0; i < raw.size(); ++i) raw[i] = static_cast<std::uint8_t>(i);
  EXPECT_EQ(token.hash(), sha256(raw));
}

TEST(SessionToken, HasOneSpellingAlone) {
  CountingEntropy entropy(0);
  const std::string text = SessionToken::make(entropy).expose_text();
  EXPECT_FALSE(SessionToken::parse(text + "="));
  EXPECT_FALSE(SessionToken::parse(text.substr(1)));
  EXPECT_FALSE(SessionToken::parse(" " + text.substr(1)));
  EXPECT_FALSE(SessionToken::parse(""));
  std::string tail = text;
  ++tail.back();  // the last digit carries four bits: two of its bits must be zero
  EXPECT_FALSE(SessionToken::parse(tail));
  std::string plus = text;
  plus[5] = '+';
  EXPECT_FALSE(SessionToken::parse(plus));
}

}  // namespace
}  // namespace ratestack
