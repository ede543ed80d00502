// Two SHA-256 implementations that are not ours, and messages to ask all three about.
#pragma once

#include <mbedtls/sha256.h>
#include <openssl/sha.h>

#include <algorithm>
#include <memory>
#include <random>
#include <vector>

#include "ratestack/crypto/sha256.hpp"

namespace ratestack::test {

inline Digest openssl_sha256(ByteSpan bytes) {
  Digest out;
  SHA256(bytes.data(), bytes.size(), out.bytes.data());
  return out;
}

inline Digest mbedtls_sha256(ByteSpan bytes) {
  Digest out;
  mbedtls_sha256_ret(bytes.data(), bytes.size(), out.bytes.data(), 0);
  return out;
}

/// A heap block of exactly its size, so that a sanitizer sees every read past its end.
class Message {
 public:
  Message(std::size_t size, std::mt19937& random) : size_(size), bytes_(std::make_unique<std::uint8_t[]>(size)) {
    std::generate_n(bytes_.get(), size, [&random] { return static_cast<std::uint8_t>(random()); });
  }
  [[nodiscard]] ByteSpan bytes() const { return {bytes_.get(), size_}; }

 private:
  std::size_t size_;
  std::unique_ptr<std::uint8_t[]> bytes_;
};

inline Digest random_digest(std::mt19937& random) {
  Digest out;
  for (auto& byte : out.bytes) byte = static_cast<std::uint8_t>(random());
  return out;
}

/// A link as the contract states it: the previous hash and the body in one piece of memory.
inline Digest openssl_chain_link(const ChainLink& link) {
  std::vector<std::uint8_t> joined(link.previous.bytes.begin(), link.previous.bytes.end());
  joined.insert(joined.end(), link.body.begin(), link.body.end());
  return openssl_sha256(joined);
}

}  // namespace ratestack::test
