#include "ratestack/secrets/secret_place.hpp"

#include <gtest/gtest.h>

#include "ratestack/secrets/secret_error.hpp"

namespace ratestack {
namespace {

TEST(SecretPlace, JoinsItsParts) {
  EXPECT_EQ(SecretPlace::of("org_1", "secrets", "value", "sec_1").value().text(), "org_1|secrets|value|sec_1");
}

// Or "a|b", "c" and "a", "b|c" would be one place.
TEST(SecretPlace, RefusesPartsThatCouldBeReadTwoWays) {
  const std::string longest(SecretPlace::kMaxPart, 'x');
  EXPECT_TRUE(SecretPlace::of(longest, "t", "c", "r"));
  for (const std::string& part : {std::string(), std::string("a|b"), std::string("a b"), std::string("a\n"),
                                  std::string("\xc3\xa4"), longest + 'x'}) {
    EXPECT_EQ(SecretPlace::of(part, "t", "c", "r").error().code, SecretError::malformed_place) << part;
    EXPECT_EQ(SecretPlace::of("o", part, "c", "r").error().code, SecretError::malformed_place) << part;
    EXPECT_EQ(SecretPlace::of("o", "t", part, "r").error().code, SecretError::malformed_place) << part;
    EXPECT_EQ(SecretPlace::of("o", "t", "c", part).error().code, SecretError::malformed_place) << part;
  }
}

}  // namespace
}  // namespace ratestack
