#include "native/service/key_text.hpp"

#include <gtest/gtest.h>

#include "native/service/key_words.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack::service {
namespace {

constexpr const char* kUrlText = "-_-_AwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
constexpr const char* kStandardText = "+/+/AwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
constexpr const char* kHexText = "fbffbf030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
constexpr const char* kUpperHexText = "FBFFBF030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F";

const SecretBytes& key() {
  static const SecretBytes parsed = parse_key_text(kHexText).value();
  return parsed;
}
boost::system::error_code error_of(const std::string& text) { return parse_key_text(text).error().code; }

TEST(KeyText, IsHexOrBase64InEverySpelling) {
  EXPECT_EQ(key().size(), kKeyBytes);
  EXPECT_EQ(key().expose()[0], 0xFB);
  for (const char* text : {kUrlText, kStandardText, kUpperHexText}) {
    const auto parsed = parse_key_text(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_TRUE(*parsed == key()) << text;
  }
  EXPECT_TRUE(parse_key_text(std::string(kUrlText) + "=").has_value());
  EXPECT_TRUE(parse_key_text(std::string(kStandardText, 43)).has_value());
}

TEST(KeyText, OfAnythingElseIsRefused) {
  for (const std::string& text : {std::string(), std::string("short"), std::string(64, 'g'), std::string(kHexText, 63),
                                  std::string(kHexText) + "0", std::string(kUrlText) + "==",
                                  std::string(kUrlText) + " ", std::string(" ") + kUrlText, std::string(kUrlText) + "A",
                                  std::string(kUrlText, 42), std::string(100'000, 'A'), std::string("=")}) {
    EXPECT_EQ(error_of(text), KeyTextError::malformed) << text.substr(0, 80);
  }
  // The last digit holds two bits too many: another spelling of the same key would pass.
  EXPECT_EQ(error_of("-_-_AwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9"), KeyTextError::malformed);
}

TEST(KeyText, FingerprintIsTheStartOfANamedHash) {
  std::string input = "ratestack kid v1";
  input += as_text(key().expose());
  EXPECT_EQ(key_fingerprint(key().expose()), sha256(as_bytes(input)).to_hex().substr(0, 8));
  // sha256sum of the domain and 32 zero bytes, by coreutils.
  EXPECT_EQ(key_fingerprint(std::vector<std::uint8_t>(32)), "7337e841");
}

TEST(KeyText, TakesItsFingerprintAsAChecksum) {
  const std::string kid = key_fingerprint(key().expose());
  for (const char* text : {kUrlText, kStandardText, kHexText, kUpperHexText}) {
    const auto parsed = parse_key_text(std::string(text) + "." + kid);
    ASSERT_TRUE(parsed) << text;
    EXPECT_TRUE(*parsed == key()) << text;
  }
}

TEST(KeyText, ThatWasMistypedIsToldFromOneThatIsNone) {
  const std::string kid = key_fingerprint(key().expose());
  std::string mistyped = std::string(kHexText) + "." + kid;
  mistyped[10] = mistyped[10] == '0' ? '1' : '0';
  EXPECT_EQ(error_of(mistyped), KeyTextError::checksum);
  for (const std::string& suffix :
       {std::string("."), "." + kid.substr(0, 7), "." + kid + "0", "." + kid + ".", "." + kid + " "}) {
    EXPECT_EQ(error_of(kHexText + suffix), KeyTextError::checksum) << suffix;
  }
  EXPECT_EQ(error_of("." + kid), KeyTextError::malformed);
}

TEST(KeyText, OfOneByteOverAndOverIsWeak) {
  EXPECT_EQ(error_of(std::string(64, '0')), KeyTextError::weak);
  EXPECT_EQ(error_of(std::string(43, 'A')), KeyTextError::weak);
  EXPECT_EQ(error_of(std::string(64, 'f')), KeyTextError::weak);
  EXPECT_TRUE(parse_key_text(std::string(63, '0') + "1").has_value());
}

TEST(KeyText, ErrorsHaveWordsThatDoNotRepeatIt) {
  for (const KeyTextError error : {KeyTextError::malformed, KeyTextError::checksum, KeyTextError::weak}) {
    EXPECT_FALSE(explain_key_error(Error(error)).empty());
    EXPECT_NE(explain_key_error(Error(error)), explain_key_error(Error(error, "/k")));
  }
  EXPECT_TRUE(explain_key_error(Error()).empty());
}

}  // namespace
}  // namespace ratestack::service
