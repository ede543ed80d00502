#include "native/service/lockout/limit_key.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/test_limits.hpp"

namespace ratestack::service {
namespace {

TEST(ClientNetwork, IsAnIpv4AddressItself) { EXPECT_EQ(client_network("203.0.113.7"), "203.0.113.7"); }

TEST(ClientNetwork, IsTheHalfOfAnIpv6AddressThatOnePersonHasWhole) {
  EXPECT_EQ(client_network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(client_network("2001:DB8:1:2::"), client_network("2001:db8:1:2:ffff:ffff:ffff:ffff"));
  EXPECT_NE(client_network("2001:db8:1:2::1"), client_network("2001:db8:1:3::1"));
  EXPECT_EQ(client_network("::1"), "::/64");
}

TEST(ClientNetwork, IsTheSameForAnIpv4ClientOnASocketOfBoth) {
  EXPECT_EQ(client_network("::ffff:203.0.113.7"), client_network("203.0.113.7"));
}

TEST(ClientNetwork, CountsWhatIsNoAddressAsItIs) {
  EXPECT_EQ(client_network(""), "");
  EXPECT_EQ(client_network("unix"), "unix");
  EXPECT_EQ(client_network("2001:db8::1%eth0"), "2001:db8::1%eth0");
}

TEST(LimitKeys, AreDifferentForEveryKindAndValue) {
  const LimitKeys keys = testing::limit_keys();
  const UserId user = UserId::parse("usr_01ARZ3NDEKTSV4RRFFQ69G5FAV").value();
  const std::set<std::array<std::uint8_t, 32>> ids{
      keys.account("a@example.com").id.bytes, keys.account("b@example.com").id.bytes,
      keys.network("a@example.com").id.bytes, keys.device(user, "").id.bytes,
      keys.device(user, "d").id.bytes,        keys.second_factor(user).id.bytes,
      keys.account(user.view()).id.bytes,
  };
  EXPECT_EQ(ids.size(), 7U);
}

TEST(LimitKeys, ArePseudonymsUnderTheServersKey) {
  EXPECT_EQ(testing::limit_keys().account("a@example.com").id, testing::limit_keys().account("a@example.com").id);
  const LimitKeys others(SecretBytes::copy_of(as_bytes("another server's key")));
  EXPECT_NE(testing::limit_keys().account("a@example.com").id, others.account("a@example.com").id);
}

}  // namespace
}  // namespace ratestack::service
