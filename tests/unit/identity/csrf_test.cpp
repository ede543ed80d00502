#include "ratestack/identity/csrf.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/base64url.hpp"

namespace ratestack {
namespace {

const std::string kKey(32, 'k');
const Digest kSession = sha256(as_bytes("session"));

CsrfTokens tokens(std::string_view key = kKey) { return CsrfTokens(HmacSha256Key(as_bytes(key))); }

TEST(CsrfTokens, AreTheTagOfTheSessionUnderTheServersKey) {
  std::string message = "ratestack csrf v1|";
  message.append(as_text(kSession.bytes));
  const std::string expected = base64url_encode(hmac_sha256(as_bytes(kKey), as_bytes(message)).bytes);
  EXPECT_EQ(tokens().token(kSession), expected);
  EXPECT_EQ(expected.size(), CsrfTokens::kTextSize);
}

TEST(CsrfTokens, FitTheirOwnSessionAndKeyAlone) {
  const std::string token = tokens().token(kSession);
  EXPECT_TRUE(tokens().matches(kSession, token));
  EXPECT_FALSE(tokens().matches(sha256(as_bytes("another session")), token));
  EXPECT_FALSE(tokens(std::string(32, 'j')).matches(kSession, token));
}

TEST(CsrfTokens, AnotherTextIsNoToken) {
  const std::string token = tokens().token(kSession);
  for (std::size_t at = 0; at < token.size(); ++at) {
    std::string altered = token;
    altered[at] = altered[at] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(tokens().matches(kSession, altered)) << at;
  }
  // The last digit holds two bits that no byte needs: the three other spellings of the same bytes are no tokens.
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const auto spellings = std::count_if(alphabet.begin(), alphabet.end(), [&](char last) {
    return tokens().matches(kSession, token.substr(0, 42) + last);
  });
  EXPECT_EQ(spellings, 1);
  for (const std::string& text : {std::string(), token + "=", token + token, " " + token, token.substr(0, 42)}) {
    EXPECT_FALSE(tokens().matches(kSession, text)) << text;
  }
}

}  // namespace
}  // namespace ratestack
