// The published rules as a table: each block's first and last address, and its neighbours outside.
#include "ratestack/url/address_policy.hpp"

#include <gtest/gtest.h>

#include <random>

namespace ratestack {
namespace {

IpAddress address(std::string_view text) {
  const auto parsed = IpAddress::parse(text);
  EXPECT_TRUE(parsed.has_value()) << text;
  return parsed.value_or(IpAddress());
}

std::string verdict(const AddressPolicy& policy, std::string_view text) {
  const auto result = policy.judge(address(text));
  return result ? "public" : result.error().code.message();
}

std::string verdict(std::string_view text) { return verdict(AddressPolicy(), text); }

std::string reason(std::string_view text) { return AddressPolicy().judge(address(text)).error().context; }

struct Block {
  const char* first;
  const char* last;
  const char* before;  // nullptr: another block adjoins, or the family ends
  const char* after;
};

constexpr Block kBlocks[] = {
    {"0.0.0.0", "0.255.255.255", nullptr, "1.0.0.0"},
    {"10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"},
    {"100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0"},
    {"127.0.0.0", "127.255.255.255", "126.255.255.255", "128.0.0.0"},
    {"169.254.0.0", "169.254.255.255", "169.253.255.255", "169.255.0.0"},
    {"172.16.0.0", "172.31.255.255", "172.15.255.255", "172.32.0.0"},
    {"192.0.0.0", "192.0.0.255", "191.255.255.255", "192.0.1.0"},
    {"192.0.2.0", "192.0.2.255", "192.0.1.255", "192.0.3.0"},
    {"192.31.196.0", "192.31.196.255", "192.31.195.255", "192.31.197.0"},
    {"192.52.193.0", "192.52.193.255", "192.52.192.255", "192.52.194.0"},
    {"192.88.99.0", "192.88.99.255", "192.88.98.255", "192.88.100.0"},
    {"192.168.0.0", "192.168.255.255", "192.167.255.255", "192.169.0.0"},
    {"192.175.48.0", "192.175.48.255", "192.175.47.255", "192.175.49.0"},
    {"198.18.0.0", "198.19.255.255", "198.17.255.255", "198.20.0.0"},
    {"198.51.100.0", "198.51.100.255", "198.51.99.255", "198.51.101.0"},
    {"203.0.113.0", "203.0.113.255", "203.0.112.255", "203.0.114.0"},
    {"224.0.0.0", "239.255.255.255", "223.255.255.255", nullptr},
    {"240.0.0.0", "255.255.255.255", nullptr, nullptr},
    {"::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", nullptr, "2000::"},
    {"2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::"},
    {"2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::"},
    {"2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::"},
    {"2620:4f:8000::", "2620:4f:8000:ffff:ffff:ffff:ffff:ffff", "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff",
     "2620:4f:8001::"},
    {"3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::"},
    {"4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", nullptr},
};

TEST(AddressPolicy, RefusesEachPublishedBlockFromItsFirstToItsLastAddressAndNotItsNeighbours) {
  for (const Block& block : kBlocks) {
    EXPECT_EQ(verdict(block.first), "blocked_address") << block.first;
    EXPECT_EQ(verdict(block.last), "blocked_address") << block.last;
    for (const char* neighbour : {block.before, block.after}) {
      if (neighbour == nullptr) continue;
      EXPECT_EQ(verdict(neighbour), "public") << neighbour;
    }
  }
}

TEST(AddressPolicy, GivesMetadataEndpointsTheirOwnCodeAndNotTheirNeighbours) {
  for (const char* endpoint :
       {"169.254.169.254", "169.254.170.2", "169.254.170.23", "fd00:ec2::254", "fd00:ec2::23", "fd00:ec2::123",
        "fd20:ce::254", "168.63.129.16", "192.0.0.192", "fd00:c1::a9fe:a9fe", "100.100.100.200", "169.254.0.23",
        "169.254.42.42", "fd00:42::42", "fd00:a9fe:a9fe::1", "fe80::a9fe:a9fe"}) {
    EXPECT_EQ(verdict(endpoint), "metadata_endpoint") << endpoint;
  }
  EXPECT_EQ(verdict("169.254.169.253"), "blocked_address");
  EXPECT_EQ(verdict("fd00:ec2::253"), "blocked_address");
  EXPECT_EQ(verdict("168.63.129.15"), "public");
  EXPECT_EQ(verdict("168.63.129.17"), "public");
}

TEST(AddressPolicy, SaysWhichBlockAndWhoPublishedIt) {
  EXPECT_EQ(reason("127.0.0.1"), "127.0.0.0/8 loopback, RFC 1122 section 3.2.1.3");
  EXPECT_EQ(reason("255.255.255.255"), "255.255.255.255/32 limited broadcast, RFC 919 section 7");
  EXPECT_EQ(reason("fd12::1"), "fc00::/7 unique local, RFC 4193");
  EXPECT_EQ(reason("4000::1"), "outside of 2000::/3, not global unicast, RFC 4291 section 2.4");
  EXPECT_EQ(reason("::1"), "::1/128 loopback, RFC 4291");
  EXPECT_EQ(reason("::ffff:10.1.2.3"), "IPv4-mapped (RFC 4291): 10.0.0.0/8 private use, RFC 1918");
  EXPECT_EQ(reason("169.254.169.254"), "169.254.169.254 instance metadata of most clouds");
  EXPECT_EQ(address_registry_date(), "2025-10-09");
}

// 169.254.169.254 is a9fe:a9fe, 10.0.0.1 is a00:1, 8.8.8.8 is 808:808; Teredo turns the bits over.
TEST(AddressPolicy, FindsMetadataEndpointsInEveryEmbedding) {
  for (const char* text :
       {"::169.254.169.254", "::ffff:169.254.169.254", "::ffff:0:169.254.169.254", "2002:a9fe:a9fe::1",
        "2001:0:4136:e378:8000:63bf:5601:5601", "64:ff9b::169.254.169.254",
        "64:ff9b:1:a9fe:a9:fe00::", "64:ff9b:1:a9:fe:a9fe::", "64:ff9b:1::a9:fea9:fe00:0", "64:ff9b:1::169.254.169.254",
        "2a00:1450::5efe:169.254.169.254", "2a00:1450::200:5efe:169.254.169.254", "fe80::5efe:a9fe:a9fe",
        "::ffff:100.100.100.200", "64:ff9b::168.63.129.16"}) {
    EXPECT_EQ(verdict(text), "metadata_endpoint") << text;
  }
}

TEST(AddressPolicy, RefusesIsatapInPublicPrefixesByTheAddressItStandsFor) {
  EXPECT_EQ(verdict("2a00:1450::5efe:10.0.0.1"), "blocked_address");
  EXPECT_EQ(verdict("2a00:1450::200:5efe:127.0.0.1"), "blocked_address");
  EXPECT_EQ(verdict("2a00:1450::5efe:8.8.8.8"), "public");
  EXPECT_EQ(verdict("2a00:1450::100:5efe:10.0.0.1"), "public") << "no ISATAP identifier";
}

TEST(AddressPolicy, RefusesTranslationPrefixesEvenForPublicAddressesUnlessTheOperatorTranslates) {
  EXPECT_EQ(verdict("64:ff9b::8.8.8.8"), "blocked_address");
  const auto policy = AddressPolicy::create({}, {"64:ff9b::/96"}).value();
  EXPECT_EQ(verdict(policy, "64:ff9b::8.8.8.8"), "public");
  EXPECT_EQ(verdict(policy, "64:ff9b::10.0.0.1"), "blocked_address");
  EXPECT_EQ(verdict(policy, "64:ff9b::169.254.169.254"), "metadata_endpoint");
  EXPECT_EQ(verdict(policy, "64:ff9b::1:8.8.8.8"), "blocked_address") << "outside of the prefix";
}

struct Translated {
  const char* prefix;
  const char* public_one;   // 8.8.8.8
  const char* private_one;  // 10.0.0.1
  const char* metadata;     // 169.254.169.254
};

// RFC 6052 section 2.2's table, with 2a00:100::/32 in the place of its example prefix.
constexpr Translated kLengths[] = {
    {"2a00:100::/32", "2a00:100:808:808::", "2a00:100:a00:1::", "2a00:100:a9fe:a9fe::"},
    {"2a00:100:100::/40", "2a00:100:108:808:8::", "2a00:100:10a:0:1::", "2a00:100:1a9:fea9:fe::"},
    {"2a00:100:122::/48", "2a00:100:122:808:8:800::", "2a00:100:122:a00:0:100::", "2a00:100:122:a9fe:a9:fe00::"},
    {"2a00:100:122:300::/56", "2a00:100:122:308:8:808::", "2a00:100:122:30a:0:1::", "2a00:100:122:3a9:fe:a9fe::"},
    {"2a00:100:122:344::/64",
     "2a00:100:122:344:8:808:800::", "2a00:100:122:344:a:0:100::", "2a00:100:122:344:a9:fea9:fe00::"},
    {"2a00:100:122:344::/96", "2a00:100:122:344::8.8.8.8", "2a00:100:122:344::10.0.0.1",
     "2a00:100:122:344::169.254.169.254"},
};

TEST(AddressPolicy, ReadsOperatorPrefixesAtEveryLengthOfRfc6052) {
  for (const Translated& row : kLengths) {
    const auto policy = AddressPolicy::create({}, {row.prefix}).value();
    EXPECT_EQ(verdict(policy, row.public_one), "public") << row.public_one;
    EXPECT_EQ(verdict(policy, row.private_one), "blocked_address") << row.private_one;
    EXPECT_EQ(verdict(policy, row.metadata), "metadata_endpoint") << row.metadata;
    EXPECT_EQ(verdict(row.private_one), "public") << "without the prefix it is an address like others";
  }
}

TEST(AddressPolicy, RefusesAnOperatorsPrefixWithBits64To71Set) {
  const auto policy = AddressPolicy::create({}, {"2a00:100:122::/48"}).value();
  EXPECT_EQ(verdict(policy, "2a00:100:122:808:108:800::"), "blocked_address");
}

TEST(AddressPolicy, AllowsTheOperatorsNetworksButNeverAMetadataEndpoint) {
  const auto policy =
      AddressPolicy::create({"10.0.0.0/8", "169.254.0.0/16", "fd00::/8", "168.63.129.16", "0.0.0.0/0", "::/0"}, {})
          .value();
  EXPECT_EQ(verdict(policy, "10.1.2.3"), "public");
  EXPECT_EQ(verdict(policy, "fd12::1"), "public");
  EXPECT_EQ(verdict(policy, "169.254.1.1"), "public");
  for (const char* endpoint : {"169.254.169.254", "168.63.129.16", "fd00:ec2::254", "::ffff:169.254.169.254",
                               "2002:a9fe:a9fe::", "fd20:ce::254"}) {
    EXPECT_EQ(verdict(policy, endpoint), "metadata_endpoint") << endpoint;
  }
}

TEST(AddressPolicy, AnOverrideOfAnIpv6BlockDoesNotUnlockTheIpv4InIt) {
  const auto policy = AddressPolicy::create({"fd00::/8", "::ffff:0:0/96"}, {}).value();
  EXPECT_EQ(verdict(policy, "fd00::5efe:127.0.0.1"), "blocked_address");
  EXPECT_EQ(verdict(policy, "::ffff:127.0.0.1"), "blocked_address");
  EXPECT_EQ(verdict(policy, "::ffff:8.8.8.8"), "public");
}

TEST(AddressPolicy, NamesTheEntryThatIsNoNetwork) {
  const auto wrong = AddressPolicy::create({"10.0.0.0/8", "10.0.0.1/8"}, {});
  EXPECT_EQ(wrong.error().message(), "policy: invalid_network (networks entry 2)");
  for (const char* prefix : {"10.0.0.0/8", "64:ff9b::/95", "64:ff9b::/128", "64:ff9b:0:0:100::/96", "x"}) {
    EXPECT_EQ(AddressPolicy::create({}, {prefix}).error().code, PolicyError::invalid_network) << prefix;
  }
  EXPECT_EQ(AddressPolicy::create(std::vector<std::string>(65, "10.0.0.0/8"), {}).error().code, PolicyError::too_many);
}

// Whatever wraps it: if the IPv4 address is refused, so is every IPv6 address that stands for it.
TEST(AddressPolicy, NoEmbeddingOfARefusedAddressIsAllowed) {
  std::mt19937 random(6890);
  const AddressPolicy policy;
  for (int round = 0; round < 20'000; ++round) {
    const auto word = static_cast<std::uint32_t>(random());
    const auto byte = [word](unsigned i) { return static_cast<std::uint8_t>(word >> (24 - 8 * i)); };
    const IpAddress v4 = IpAddress::v4({byte(0), byte(1), byte(2), byte(3)});
    if (policy.judge(v4)) continue;
    for (const char* prefix : {"::", "::ffff:", "::ffff:0:", "64:ff9b::", "64:ff9b:1::", "2a00:1450:1:2:0:5efe:",
                               "2a00:1450:1:2:200:5efe:"}) {
      const auto wrapped = IpAddress::parse(prefix + v4.to_text());
      ASSERT_TRUE(wrapped && !policy.judge(*wrapped)) << prefix << v4.to_text();
    }
  }
}

}  // namespace
}  // namespace ratestack
