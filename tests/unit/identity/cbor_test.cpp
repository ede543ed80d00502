#include "ratestack/identity/cbor.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ratestack/encoding/hex.hpp"

namespace ratestack {
namespace {

using Bytes = std::vector<std::uint8_t>;

/// "sound", or the error.
std::string judged(const Bytes& bytes) {
  const auto item = CborItem::parse(bytes);
  return item ? "sound" : item.error().code.message();
}

std::string judged(std::string_view hex) { return judged(hex_decode(hex).value()); }

/// Keeps the bytes that its item looks into.
struct Held {
  explicit Held(std::string_view hex) : bytes(hex_decode(hex).value()), item(CborItem::parse(bytes).value()) {}
  Bytes bytes;
  CborItem item;
};

TEST(Cbor, ReadsTheExamplesOfTheRfc) {
  // RFC 8949 appendix A.
  EXPECT_EQ(Held("00").item.integer(), 0);
  EXPECT_EQ(Held("17").item.integer(), 23);
  EXPECT_EQ(Held("1818").item.integer(), 24);
  EXPECT_EQ(Held("1903e8").item.integer(), 1000);
  EXPECT_EQ(Held("1a000f4240").item.integer(), 1'000'000);
  EXPECT_EQ(Held("1b000000e8d4a51000").item.integer(), 1'000'000'000'000);
  EXPECT_EQ(Held("20").item.integer(), -1);
  EXPECT_EQ(Held("3903e7").item.integer(), -1000);
  EXPECT_EQ(Held("40").item.bytes()->size(), 0U);
  EXPECT_EQ(hex_encode(*Held("4401020304").item.bytes()), "01020304");
  EXPECT_EQ(Held("6449455446").item.text(), "IETF");
  EXPECT_EQ(Held("62c3bc").item.text(), "\u00fc");
  EXPECT_EQ(Held("8301820203820405").item.size(), 3U);
  EXPECT_EQ(Held("a201020304").item.find(3)->integer(), 4);
  EXPECT_EQ(Held("a26161016162820203").item.find("b")->size(), 2U);
  for (const char* simple : {"f4", "f5", "f6"}) EXPECT_EQ(Held(simple).item.kind(), CborKind::simple);
}

TEST(Cbor, AnItemOfAnotherKindAnswersNothing) {
  const Held number("05"), text("6161"), bytes("4161"), array("80"), map("a10102");
  EXPECT_FALSE(text.item.integer() || bytes.item.integer() || array.item.integer() || map.item.integer());
  EXPECT_FALSE(number.item.text() || bytes.item.text() || map.item.text());
  EXPECT_FALSE(number.item.bytes() || text.item.bytes() || map.item.bytes());
  EXPECT_FALSE(number.item.find(1) || array.item.find(1) || text.item.find("a"));
  EXPECT_EQ(number.item.size() + text.item.size() + bytes.item.size(), 0U);
}

TEST(Cbor, AnIntegerBeyondSixtyFourBitsWithSignIsNone) {
  EXPECT_EQ(Held("1b7fffffffffffffff").item.integer(), INT64_MAX);
  EXPECT_EQ(Held("3b7fffffffffffffff").item.integer(), INT64_MIN);
  EXPECT_FALSE(Held("1b8000000000000000").item.integer());
  EXPECT_FALSE(Held("3b8000000000000000").item.integer());
}

TEST(Cbor, AKeyIsOfItsKind) {
  const Held map("a401022003413104613105");
  EXPECT_EQ(map.item.find(1)->integer(), 2);
  EXPECT_EQ(map.item.find(-1)->integer(), 3);
  EXPECT_EQ(map.item.find("1")->integer(), 5);
  EXPECT_FALSE(map.item.find(2));
  EXPECT_FALSE(map.item.find("2"));
}

TEST(Cbor, APrefixEndsWhereItsItemDoes) {
  const Bytes bytes = hex_decode("a10102ffff").value();
  EXPECT_EQ(CborItem::parse_prefix(bytes).value().encoded().size(), 3U);
  EXPECT_EQ(judged(bytes), "cbor_trailing_data");
}

TEST(Cbor, EveryValueHasOneText) {
  for (const char* hex : {"1800", "1817", "190000", "1900ff", "1a0000ffff", "1b00000000ffffffff", "3817", "580161",
                          "5900ff", "780161", "980100", "b80100", "5f4101ff", "7f6161ff", "9fff", "bfff", "1f"}) {
    EXPECT_EQ(judged(hex), "cbor_not_canonical") << hex;
  }
}

TEST(Cbor, MapKeysComeInCtap2sOrderAndOnce) {
  EXPECT_EQ(judged("a301002000410000"), "sound");
  EXPECT_EQ(judged("a261620062616100"), "sound") << "shorter first";
  EXPECT_EQ(judged("a202000100"), "cbor_not_canonical") << "2 before 1";
  EXPECT_EQ(judged("a201000100"), "cbor_not_canonical") << "1 twice";
  EXPECT_EQ(judged("a220000100"), "cbor_not_canonical") << "-1 before 1";
  EXPECT_EQ(judged("a2616100616100"), "cbor_not_canonical") << "a twice";
  EXPECT_EQ(judged("a2616200616100"), "cbor_not_canonical") << "b before a";
  EXPECT_EQ(judged("a262616100616200"), "cbor_not_canonical") << "the longer first";
  EXPECT_EQ(judged("a2616100416100"), "cbor_not_canonical") << "text before bytes";
}

TEST(Cbor, LeavesOutWhatAuthenticatorsDoNotSend) {
  for (const char* hex : {"c000", "c11a514b67b0", "d9d9f700", "f7", "e0", "f820", "f90000", "fa00000000",
                          "fb0000000000000000", "f97e00", "ff", "1c", "5d", "7e", "a18000", "a1a000", "a1f400"}) {
    EXPECT_EQ(judged(hex), "cbor_unsupported") << hex;
  }
}

TEST(Cbor, SaysWhereItEndsTooEarly) {
  const Bytes whole = hex_decode("a3636d617083010203647465787462313265627974657343010203").value();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    Bytes cut = whole;
    cut.resize(size);
    EXPECT_EQ(judged(cut), "cbor_truncated") << size;
  }
  for (const char* hex : {"5bffffffffffffffff", "7bffffffffffffffff", "9bffffffffffffffff", "bbffffffffffffffff",
                          "9affffffff00", "1b00", "19"}) {
    EXPECT_EQ(judged(hex), "cbor_truncated") << hex;
  }
}

TEST(Cbor, TextIsUtf8) {
  EXPECT_EQ(judged("61ff"), "cbor_invalid_utf8");
  EXPECT_EQ(judged("62c080"), "cbor_invalid_utf8");
  EXPECT_EQ(judged("41ff"), "sound");
}

TEST(Cbor, DepthIsBounded) {
  const auto nested = [](std::size_t depth) {
    Bytes bytes(depth + 1, 0x81);
    bytes.back() = 0x00;
    return bytes;
  };
  EXPECT_EQ(judged(nested(CborItem::kMaxDepth)), "sound");
  EXPECT_EQ(judged(nested(CborItem::kMaxDepth + 1)), "cbor_too_deep");
  EXPECT_EQ(judged(Bytes(CborItem::kMaxBytes, 0x81)), "cbor_too_deep");
  EXPECT_EQ(judged("a100a100a100a100a100a100a100a100a0"), "cbor_too_deep");
}

TEST(Cbor, SizeIsBounded) {
  const auto string_of = [](std::size_t total) {
    Bytes bytes{0x59, static_cast<std::uint8_t>((total - 3) >> 8), static_cast<std::uint8_t>(total - 3)};
    bytes.resize(total);
    return bytes;
  };
  EXPECT_EQ(judged(string_of(CborItem::kMaxBytes)), "sound");
  EXPECT_EQ(judged(string_of(CborItem::kMaxBytes + 1)), "cbor_too_long");
}

}  // namespace
}  // namespace ratestack
