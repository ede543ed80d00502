#include "ratestack/url/ip_network.hpp"

#include <gtest/gtest.h>

namespace ratestack {
namespace {

bool lies_in(std::string_view address, std::string_view network) {
  return IpNetwork::parse(network).value().contains(IpAddress::parse(address).value());
}

TEST(IpNetwork, HoldsItsFirstAndLastAddressAndNoNeighbour) {
  EXPECT_TRUE(lies_in("172.16.0.0", "172.16.0.0/12"));
  EXPECT_TRUE(lies_in("172.31.255.255", "172.16.0.0/12"));
  EXPECT_FALSE(lies_in("172.15.255.255", "172.16.0.0/12"));
  EXPECT_FALSE(lies_in("172.32.0.0", "172.16.0.0/12"));
  EXPECT_TRUE(lies_in("3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff::/20"));
  EXPECT_FALSE(lies_in("3fff:1000::", "3fff::/20"));
}

TEST(IpNetwork, TakesTheWholeFamilyAtPrefixZeroAndOneAddressWithoutPrefix) {
  EXPECT_TRUE(lies_in("255.255.255.255", "0.0.0.0/0"));
  EXPECT_TRUE(lies_in("192.0.2.7", "192.0.2.7"));
  EXPECT_FALSE(lies_in("192.0.2.8", "192.0.2.7"));
  EXPECT_EQ(IpNetwork::parse("::1")->to_text(), "::1/128");
}

TEST(IpNetwork, HoldsNoAddressOfTheOtherFamily) {
  EXPECT_FALSE(lies_in("::ffff:10.0.0.1", "10.0.0.0/8"));
  EXPECT_FALSE(lies_in("10.0.0.1", "::/0"));
}

TEST(IpNetwork, RefusesBitsBehindThePrefixAndWhatIsNoPrefix) {
  for (const char* text : {"10.0.0.1/8", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/08", "10.0.0.0/-1",
                           "10.0.0.0/8 ", "10.0.0.0/8/8", "10/8", "::1/127", "/8", "", "10.0.0.0/1000"}) {
    EXPECT_FALSE(IpNetwork::parse(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace ratestack
