#include "ratestack/url/ip_address.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <random>

namespace ratestack {
namespace {

std::string shown(std::string_view text) {
  const auto address = IpAddress::parse(text);
  return address ? address->to_text() : "refused";
}

// The system's parser and printer, as another opinion. It writes mapped and compatible addresses in mixed form.
std::optional<IpAddress> system_reading(const std::string& text) {
  IpAddress::V4Bytes v4{};
  if (inet_pton(AF_INET, text.c_str(), v4.data()) == 1) return IpAddress::v4(v4);
  IpAddress::V6Bytes v6{};
  if (inet_pton(AF_INET6, text.c_str(), v6.data()) == 1) return IpAddress::v6(v6);
  return std::nullopt;
}

TEST(IpAddress, ReadsAndWritesDottedQuads) {
  EXPECT_EQ(shown("0.0.0.0"), "0.0.0.0");
  EXPECT_EQ(shown("255.255.255.255"), "255.255.255.255");
  EXPECT_EQ(shown("192.0.2.10"), "192.0.2.10");
}

TEST(IpAddress, RefusesEveryOtherSpellingOfIpv4) {
  for (const char* text :
       {"",           "1",        "1.2.3",      "1.2.3.4.5",  "1.2.3.256", "1.2.3.04",          "01.2.3.4",
        "0x7f.0.0.1", "1.2.3.",   ".1.2.3",     "1..2.3",     "1.2.3.4 ",  " 1.2.3.4",          "1.2.3.4\n",
        "1.2.3.-4",   "+1.2.3.4", "1.2.3.1000", "2130706433", "1.2.3.4/8", "\xEF\xBC\x91.2.3.4"}) {
    EXPECT_EQ(shown(text), "refused") << text;
  }
}

TEST(IpAddress, WritesIpv6AsRfc5952Recommends) {
  EXPECT_EQ(shown("2001:0DB8:0000:0000:0001:0000:0000:0001"),
            "2001:db8::1:0:0:1");                                    // section 4.2.3: the first of equals
  EXPECT_EQ(shown("2001:0:0:1:0:0:0:1"), "2001:0:0:1::1");           // the longest
  EXPECT_EQ(shown("2001:db8:0:1:1:1:1:1"), "2001:db8:0:1:1:1:1:1");  // section 4.2.2: not one group
  EXPECT_EQ(shown("::"), "::");
  EXPECT_EQ(shown("0:0:0:0:0:0:0:1"), "::1");
  EXPECT_EQ(shown("1:0:0:0:0:0:0:0"), "1::");
  EXPECT_EQ(shown("0:1:0:1:0:1:0:1"), "0:1:0:1:0:1:0:1");
  EXPECT_EQ(shown("ABCD::00eF"), "abcd::ef");
}

TEST(IpAddress, ReadsAnIpv4TailAndWritesItInHex) {
  EXPECT_EQ(shown("::ffff:127.0.0.1"), "::ffff:7f00:1");
  EXPECT_EQ(shown("64:ff9b::192.0.2.33"), "64:ff9b::c000:221");
  EXPECT_EQ(shown("1:2:3:4:5:6:1.2.3.4"), "1:2:3:4:5:6:102:304");
  EXPECT_EQ(shown("::1.2.3.4"), "::102:304");
}

TEST(IpAddress, RefusesWhatIsNoIpv6) {
  for (const char* text : {":",
                           ":::",
                           "1",
                           "::1::",
                           "1::2::3",
                           "1:2:3:4:5:6:7",
                           "1:2:3:4:5:6:7:8:9",
                           "1:2:3:4:5:6:7:8::",
                           "1:2:3:4::5:6:7:8",
                           "::12345",
                           "1:2:3:4:5:6:7:",
                           ":1:2:3:4:5:6:7:8",
                           ":1::2",
                           "fe80::1%eth0",
                           "fe80::1%25eth0",
                           "[::1]",
                           "::g",
                           "1.2.3.4::",
                           "::1.2.3.4:5",
                           "1:2:3:4:5:6:7:1.2.3.4",
                           "::1.2.3",
                           "::01.2.3.4",
                           "::-1",
                           ":: 1",
                           "::1/128",
                           "1:2:3:4:5:6:7::8:9"}) {
    EXPECT_EQ(shown(text), "refused") << text;
  }
}

TEST(IpAddress, TellsTheFamiliesApart) {
  EXPECT_NE(IpAddress::parse("0.0.0.0"), IpAddress::parse("::"));
  EXPECT_EQ(IpAddress::parse("1.2.3.4")->bytes().size(), 4U);
  EXPECT_EQ(IpAddress::parse("::1")->bytes().size(), 16U);
  EXPECT_TRUE(IpAddress().is_v4());
}

TEST(IpAddress, AgreesWithTheSystemOnTextsMadeOfItsAlphabet) {
  std::mt19937 random(5952);
  constexpr std::string_view kAlphabet = "0123456789abcdfABF:::::...0011";
  int read = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string text;
    for (std::size_t size = random() % 20; text.size() < size;) text += kAlphabet[random() % kAlphabet.size()];
    const auto ours = IpAddress::parse(text);
    ASSERT_EQ(ours, system_reading(text)) << text;
    if (ours) ++read;
  }
  EXPECT_GT(read, 500) << "the alphabet makes too few addresses to say anything";
}

TEST(IpAddress, WhatItWritesReadsBackAsTheSameAddress) {
  std::mt19937 random(4291);
  for (int round = 0; round < 50'000; ++round) {
    IpAddress::V6Bytes bytes{};
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
      if (random() % 2 == 0) bytes[i + 1] = static_cast<std::uint8_t>(random());
      if (random() % 4 == 0) bytes[i] = static_cast<std::uint8_t>(random());
    }
    const IpAddress address = IpAddress::v6(bytes);
    ASSERT_EQ(IpAddress::parse(address.to_text()), address);
    ASSERT_EQ(system_reading(address.to_text()), address);
  }
}

}  // namespace
}  // namespace ratestack
