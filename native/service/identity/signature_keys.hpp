// A key set made ready: each key taken apart once, to verify any number of tokens with.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "ratestack/identity/json_web_key.hpp"
#include "ratestack/identity/jwt_verifier.hpp"

namespace ratestack::service {

/// Unchanging, so safe to use from any number of threads.
class SignatureKeys {
 public:
  /// Leaves out keys that OpenSSL refuses (a point that is not on the curve), as parse_key_set leaves out those that it
  /// cannot read.
  static SignatureKeys of(std::span<const JsonWebKey> set);

  /// For verify_jwt. A view into this object, which a move of it does not end.
  [[nodiscard]] std::span<const JwtKey> keys() const noexcept { return keys_; }

 private:
  struct Entry {
    std::string kid;
    std::unique_ptr<const SignatureVerifier> verifier;
  };

  SignatureKeys() = default;
  std::vector<Entry> entries_;
  std::vector<JwtKey> keys_;  // name what entries_ own
};

}  // namespace ratestack::service
