#include "ratestack/identity/auth_methods.hpp"

#include <gtest/gtest.h>

namespace ratestack {
namespace {

using enum AuthMethod;

TEST(AuthMethods, NamesReadBackAndUnknownOnesProveNothing) {
  const auto methods = AuthMethods().with(password).with(totp);
  EXPECT_EQ(methods.names(), "password totp");
  EXPECT_EQ(AuthMethods::parse("totp password"), methods);
  EXPECT_EQ(AuthMethods::parse("password retina totp"), methods);
  EXPECT_TRUE(AuthMethods::parse("").empty());
}

TEST(AuthMethods, TwoFactorsOrAPasskeyAreAal2) {
  EXPECT_EQ(AuthMethods().assurance(), Assurance::aal1);
  EXPECT_EQ(AuthMethods().with(password).assurance(), Assurance::aal1);
  EXPECT_EQ(AuthMethods().with(google).assurance(), Assurance::aal1);
  EXPECT_EQ(AuthMethods().with(totp).assurance(), Assurance::aal1);
  EXPECT_EQ(AuthMethods().with(password).with(google).assurance(), Assurance::aal1);
  EXPECT_EQ(AuthMethods().with(password).with(totp).assurance(), Assurance::aal2);
  EXPECT_EQ(AuthMethods().with(apple).with(recovery_code).assurance(), Assurance::aal2);
  EXPECT_EQ(AuthMethods().with(passkey).assurance(), Assurance::aal2);
}

}  // namespace
}  // namespace ratestack
