// Tokens that tests write by hand, and keys for them that need no cryptography.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/identity/jwt_verifier.hpp"

namespace ratestack::testing {

/// Signs with two digests of its letter and the message: nothing that a test could make up by chance.
class ToyKey final : public SignatureVerifier {
 public:
  explicit ToyKey(char letter, SignatureAlgorithm algorithm = SignatureAlgorithm::es256)
      : letter_(letter), algorithm_(algorithm) {}

  [[nodiscard]] SignatureAlgorithm algorithm() const noexcept override { return algorithm_; }
  [[nodiscard]] bool verify(ByteSpan message, ByteSpan signature) const override {
    const Es256Signature right = sign(as_text(message));
    return std::equal(right.begin(), right.end(), signature.begin(), signature.end());
  }
  [[nodiscard]] Es256Signature sign(std::string_view message) const {
    Es256Signature out{};
    const Digest first = sha256(as_bytes(letter_ + std::string(message)));
    const Digest second = sha256(first.bytes);
    std::copy(first.bytes.begin(), first.bytes.end(), out.begin());
    std::copy(second.bytes.begin(), second.bytes.end(), out.begin() + first.bytes.size());
    return out;
  }

 private:
  char letter_;
  SignatureAlgorithm algorithm_;
};

inline std::string segment(std::string_view text) { return base64url_encode(as_bytes(text)); }
inline std::string segment(const JsonObject& object) {
  return segment(CanonicalJson::from_value(object).value().view());
}

inline constexpr std::int64_t kNowSeconds = 1'795'435'200;  // 2026-11-23T12:00:00Z
inline constexpr std::string_view kIssuer = "https://login.example.com";

/// A good token; tests spoil one thing in it.
struct Draft {
  JsonObject header{{"alg", "ES256"}, {"kid", "k1"}, {"typ", "at+jwt"}};
  JsonObject claims{{"aud", "ratestack"},
                    {"exp", kNowSeconds + 290},
                    {"iat", kNowSeconds - 10},
                    {"iss", kIssuer},
                    {"sub", "somebody"}};

  [[nodiscard]] std::string signing_input() const { return segment(header) + '.' + segment(claims); }
  [[nodiscard]] std::string text(const ToyKey& key) const {
    const std::string input = signing_input();
    return input + '.' + base64url_encode(key.sign(input));
  }
};

}  // namespace ratestack::testing
