#include "ratestack/identity/json_web_key.hpp"

#include <gtest/gtest.h>

#include "signed_tokens.hpp"

namespace ratestack {
namespace {

using Bytes = std::vector<std::uint8_t>;

const std::string kX = base64url_encode(Bytes(32, 0x11)), kY = base64url_encode(Bytes(32, 0x22));

JsonObject ec(std::string_view kid) { return {{"kty", "EC"}, {"crv", "P-256"}, {"kid", kid}, {"x", kX}, {"y", kY}}; }

/// 0xFF... by default: as many bits as that many bytes hold, and odd.
JsonObject rsa(std::string_view kid, std::size_t bytes = 256, std::uint8_t first = 0xFF) {
  Bytes modulus{first};
  modulus.resize(bytes, 0xFF);
  return {{"kty", "RSA"}, {"kid", kid}, {"n", base64url_encode(modulus)}, {"e", "AQAB"}};
}

JsonObject with(JsonObject key, std::string_view name, const JsonValue& value) {
  key[name] = value;
  return key;
}

JsonValue number(const Bytes& bytes) { return JsonValue(base64url_encode(bytes)); }

std::string set_of(JsonArray keys) {
  return CanonicalJson::from_value(JsonObject{{"keys", std::move(keys)}}).value().text();
}

/// Of the keys that were read.
std::string kids(const std::string& text) {
  const auto keys = parse_key_set(text);
  if (!keys) return keys.error().message();
  std::string out;
  for (const JsonWebKey& key : keys.value()) out += key.kid + ' ';
  return out;
}

TEST(KeySet, ReadsKeysOfBothKinds) {
  const auto read = parse_key_set(set_of({ec("a"), rsa("b")}));
  ASSERT_TRUE(read);
  const std::vector<JsonWebKey>& keys = read.value();
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0].kid, "a");
  EXPECT_EQ(keys[0].algorithm(), SignatureAlgorithm::es256);
  EXPECT_EQ(std::get<P256Point>(keys[0].key).x[0], 0x11);
  EXPECT_EQ(std::get<P256Point>(keys[0].key).y[31], 0x22);
  EXPECT_EQ(keys[1].kid, "b");
  EXPECT_EQ(keys[1].algorithm(), SignatureAlgorithm::rs256);
  EXPECT_EQ(std::get<RsaPublicKey>(keys[1].key).modulus, Bytes(256, 0xFF));
  EXPECT_EQ(std::get<RsaPublicKey>(keys[1].key).exponent, (Bytes{1, 0, 1}));
}

TEST(KeySet, MayBeEmpty) { EXPECT_EQ(kids(R"({"keys":[]})"), ""); }

TEST(KeySet, KeepsKeysThatSayTheyVerify) {
  EXPECT_EQ(
      kids(set_of({with(ec("a"), "use", "sig"), with(ec("b"), "alg", "ES256"), with(rsa("c"), "alg", "RS256"),
                   with(ec("d"), "key_ops", JsonArray{"sign", "verify"}), with(rsa("e"), "x5c", JsonArray{"AA"})})),
      "a b c d e ");
}

class UnusableKey : public ::testing::TestWithParam<JsonObject> {};

TEST_P(UnusableKey, IsLeftOutAndTheOthersStay) {
  EXPECT_EQ(kids(set_of({ec("before"), GetParam(), rsa("after")})), "before after ");
}

JsonObject without_kid() {
  JsonObject key = ec("");
  key.erase("kid");
  return key;
}

INSTANTIATE_TEST_SUITE_P(
    OfAnotherUse, UnusableKey,
    ::testing::Values(JsonObject{{"kty", "oct"}, {"kid", "u"}, {"k", "AAAA"}},
                      JsonObject{{"kty", "OKP"}, {"crv", "Ed25519"}, {"kid", "u"}, {"x", kX}}, JsonObject{},
                      with(ec("u"), "crv", "P-384"), with(ec("u"), "crv", "secp256k1"), with(ec("u"), "use", "enc"),
                      with(ec("u"), "use", 1), with(ec("u"), "alg", "ES384"), with(ec("u"), "alg", "RS256"),
                      with(rsa("u"), "alg", "ES256"), with(rsa("u"), "alg", "PS256"), with(rsa("u"), "alg", "HS256"),
                      with(rsa("u"), "alg", nullptr), with(ec("u"), "key_ops", JsonArray{"deriveKey"}),
                      with(ec("u"), "key_ops", "verify"), without_kid(), with(ec("u"), "kid", ""),
                      with(ec("u"), "kid", 7), with(ec("u"), "kid", JsonValue(std::string(257, 'k')))));

INSTANTIATE_TEST_SUITE_P(Broken, UnusableKey,
                         ::testing::Values(with(ec("u"), "x", number(Bytes(31, 1))),
                                           with(ec("u"), "x", JsonValue(kX + "=")),
                                           with(ec("u"), "y", number(Bytes(33, 1))), with(ec("u"), "y", nullptr),
                                           with(rsa("u"), "n", ""), with(rsa("u"), "n", 1), with(rsa("u"), "e", ""),
                                           with(rsa("u"), "e", "AQ"), with(rsa("u"), "e", "AQAA"),
                                           with(rsa("u"), "e", "AAEAAQ"), with(rsa("u"), "e", number(Bytes(5, 1))),
                                           rsa("u", 255), rsa("u", 128), rsa("u", 513), rsa("u", 256, 0x7F),
                                           rsa("u", 257, 0x00), with(rsa("u"), "n", number(Bytes(256, 0xFE)))));

TEST(KeySet, TakesRsaKeysOfTheSizesThatItSays) {
  EXPECT_EQ(kids(set_of({rsa("a", 256, 0x80), rsa("b", 257, 0x01), rsa("c", 512), with(rsa("d"), "e", "Aw")})),
            "a b c d ");
}

TEST(KeySet, TwoKeysOfOneNameAreAmbiguous) {
  EXPECT_EQ(kids(set_of({ec("a"), rsa("a")})), "jwt: malformed_key_set (two keys of one kid)");
  EXPECT_EQ(kids(set_of({with(rsa("a"), "use", "enc"), rsa("a")})), "a ");
}

TEST(KeySet, IsASetOfNotTooManyKeys) {
  JsonArray many;
  for (std::size_t i = 0; i < kMaxKeys; ++i) many.push_back(ec(std::to_string(i)));
  EXPECT_EQ(parse_key_set(set_of(many)).value().size(), kMaxKeys);
  many.push_back(ec("one more"));
  EXPECT_EQ(kids(set_of(many)), "jwt: malformed_key_set (keys)");
}

TEST(KeySet, WhatIsNoSetIsRefused) {
  for (const char* text : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":null})", R"({"keys":[1]})", R"({"keys":[]}{)",
                           R"({"keys":[],"keys":[]})", R"({"Keys":[]})"}) {
    const auto keys = parse_key_set(text);
    ASSERT_FALSE(keys) << text;
    EXPECT_EQ(keys.error().code, make_error_code(JwtError::malformed_key_set));
  }
  EXPECT_FALSE(parse_key_set(std::string(kMaxKeySetBytes, ' ') + R"({"keys":[]})"));
}

P256Point point_of(std::string_view x, std::string_view y) {
  P256Point point;
  EXPECT_TRUE(base64url_decode_into(x, point.x) && base64url_decode_into(y, point.y));
  return point;
}

TEST(JsonWebKeys, OursReadBack) {
  const P256Point point = point_of(kX, kY);
  const JsonObject jwk = to_jwk(point, "a");
  EXPECT_EQ(parse_p256_jwk(CanonicalJson::from_value(jwk).value().view()).value(), point);
  const auto keys = parse_key_set(set_of({jwk}));
  ASSERT_TRUE(keys);
  EXPECT_EQ(keys.value().at(0).kid, "a");
  EXPECT_EQ(std::get<P256Point>(keys.value().at(0).key), point);
}

TEST(JsonWebKeys, OursIsOneOfP256) {
  EXPECT_FALSE(parse_p256_jwk("{}"));
  EXPECT_FALSE(parse_p256_jwk("nothing"));
  EXPECT_FALSE(parse_p256_jwk(CanonicalJson::from_value(rsa("a")).value().view()));
  EXPECT_FALSE(parse_p256_jwk(CanonicalJson::from_value(with(ec("a"), "crv", "P-384")).value().view()));
  EXPECT_FALSE(parse_p256_jwk(CanonicalJson::from_value(with(ec("a"), "x", "AAAA")).value().view()));
}

// The key and the `jkt` of RFC 9449 section 6.1; RFC 7638 itself has an example with an RSA key alone.
TEST(JsonWebKeys, ThumbprintIsThatOfTheRfc) {
  const P256Point point =
      point_of("l8tFrhx-34tV3hRICRDY9zCkDlpBhF42UQUfWVAWBFs", "9VE4jf_Ok_o64zbTTlcuNJajHmt6v9TDVrU0CdvGRDA");
  EXPECT_EQ(thumbprint(point), "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
}

}  // namespace
}  // namespace ratestack
