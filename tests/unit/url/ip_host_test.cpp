// IPv4 and IPv6 as hosts of URLs, number by number (URL Standard section 3.5).
#include <gtest/gtest.h>

#include "url/parser/ipv4.hpp"
#include "url/parser/ipv6.hpp"

namespace ratestack::url_detail {
namespace {

std::string v4(std::string_view text) {
  std::uint32_t address = 0;
  if (const char* const failure = parse_ipv4(text, address)) return failure;
  std::string out;
  append_dotted(out, address);
  return out;
}

std::string v6(std::string_view text) {
  Ipv6Pieces pieces;
  if (const char* const failure = parse_ipv6(text, pieces)) return failure;
  std::string out;
  append_ipv6(out, pieces);
  return out;
}

TEST(Ipv4Host, TheLastPartFillsWhatIsLeft) {
  EXPECT_EQ(v4("4294967295"), "255.255.255.255");
  EXPECT_EQ(v4("4294967296"), "IPv4-out-of-range-part");
  EXPECT_EQ(v4("1.16777215"), "1.255.255.255");
  EXPECT_EQ(v4("1.16777216"), "IPv4-out-of-range-part");
  EXPECT_EQ(v4("1.2.65535"), "1.2.255.255");
  EXPECT_EQ(v4("1.2.65536"), "IPv4-out-of-range-part");
  EXPECT_EQ(v4("1.2.3.255."), "1.2.3.255");
  EXPECT_EQ(v4("256.1"), "IPv4-out-of-range-part");
}

TEST(Ipv4Host, NumbersOfAnyLengthDoNotWrap) {
  EXPECT_EQ(v4("18446744073709551616"), "IPv4-out-of-range-part");
  EXPECT_EQ(v4("0x10000000000000001"), "IPv4-out-of-range-part");
  EXPECT_EQ(v4("0" + std::string(1000, '0') + "1"), "0.0.0.1");
  EXPECT_EQ(v4(std::string(1000, '9')), "IPv4-out-of-range-part");
}

TEST(Ipv4Host, OctalAndHexadecimal) {
  EXPECT_EQ(v4("010.0x10.0X.1"), "8.16.0.1");
  EXPECT_EQ(v4("08"), "IPv4-non-numeric-part");
  EXPECT_EQ(v4("0xg"), "IPv4-non-numeric-part");
  EXPECT_EQ(v4("1..2"), "IPv4-non-numeric-part");
}

TEST(Ipv4Host, ADomainEndsInANumberOrItDoesNot) {
  for (const char* const number : {"1", "a.1", "a.0x", "a.0xf", "a.08", "1.", "a..1"}) {
    EXPECT_TRUE(ends_in_a_number(number)) << number;
  }
  for (const char* const name : {"", ".", "a", "1.a", "1..", "a.0xg", "x", "a.x", "face", "0b", "1e"}) {
    EXPECT_FALSE(ends_in_a_number(name)) << name;
  }
}

TEST(Ipv6Host, CompressesTheLongestRunOfZerosAndTheFirstOfEquals) {
  EXPECT_EQ(v6("0:0:0:0:0:0:0:0"), "::");
  EXPECT_EQ(v6("1:0:0:2:0:0:0:3"), "1:0:0:2::3");
  EXPECT_EQ(v6("1:0:0:2:3:0:0:4"), "1::2:3:0:0:4");
  EXPECT_EQ(v6("1:0:2:3:4:5:6:7"), "1:0:2:3:4:5:6:7");
  EXPECT_EQ(v6("1:2:3:4:5:6:0:0"), "1:2:3:4:5:6::");
  EXPECT_EQ(v6("0:0:3:4:5:6:7:8"), "::3:4:5:6:7:8");
}

TEST(Ipv6Host, ADoubleColonIsAtLeastOnePiece) {
  EXPECT_EQ(v6("1:2:3:4:5:6:7::"), "1:2:3:4:5:6:7:0");
  EXPECT_EQ(v6("::2:3:4:5:6:7:8"), "0:2:3:4:5:6:7:8");
  EXPECT_EQ(v6("1:2:3:4::5:6:7:8"), "IPv6-too-many-pieces");
  EXPECT_EQ(v6("1::2::3"), "IPv6-multiple-compression");
  EXPECT_EQ(v6(":::1"), "IPv6-multiple-compression");
  EXPECT_EQ(v6(":1"), "IPv6-invalid-compression");
}

TEST(Ipv6Host, EndsInFourDecimalPartsOrInAPiece) {
  EXPECT_EQ(v6("::ffff:192.0.2.1"), "::ffff:c000:201");
  EXPECT_EQ(v6("1:2:3:4:5:6:1.2.3.4"), "1:2:3:4:5:6:102:304");
  EXPECT_EQ(v6("1:2:3:4:5:6:7:1.2.3.4"), "IPv4-in-IPv6-too-many-pieces");
  EXPECT_EQ(v6("::1.2.3"), "IPv4-in-IPv6-too-few-parts");
  EXPECT_EQ(v6("::1.2.3.4.5"), "IPv4-in-IPv6-invalid-code-point");
  EXPECT_EQ(v6("::1.2.3.04"), "IPv4-in-IPv6-invalid-code-point");
  EXPECT_EQ(v6("::1.2.3.256"), "IPv4-in-IPv6-out-of-range-part");
  EXPECT_EQ(v6("::.1.2.3"), "IPv4-in-IPv6-invalid-code-point");
  EXPECT_EQ(v6("::1.2.3.4:5"), "IPv4-in-IPv6-invalid-code-point");
}

TEST(Ipv6Host, RefusesWhatIsNoPiece) {
  EXPECT_EQ(v6(""), "IPv6-too-few-pieces");
  EXPECT_EQ(v6("1:2:3:4:5:6:7"), "IPv6-too-few-pieces");
  EXPECT_EQ(v6("1:2:3:4:5:6:7:8:9"), "IPv6-too-many-pieces");
  EXPECT_EQ(v6("1:2:3:4:5:6:7:"), "IPv6-invalid-code-point");
  EXPECT_EQ(v6("12345::"), "IPv6-invalid-code-point");
  EXPECT_EQ(v6("g::"), "IPv6-invalid-code-point");
  EXPECT_EQ(v6("fe80::1%25eth0"), "IPv6-invalid-code-point");
}

}  // namespace
}  // namespace ratestack::url_detail
