// OpenSSL's objects with owners, for the sources that speak to it. Not for headers.
#pragma once

#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>

#include "native/service/identity/evp_key.hpp"
#include "ratestack/base/bytes.hpp"

namespace ratestack::service {

template <auto kFree>
struct Free {
  template <typename T>
  void operator()(T* object) const noexcept {
    kFree(object);
  }
};
using EvpContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using EvpKeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using BigNumber = std::unique_ptr<BIGNUM, Free<BN_free>>;

/// Takes back what OpenSSL put into the thread's error queue meanwhile: others who ask that queue (TLS does) would take
/// a refused signature for a fault of their own.
class NoErrorsLeft {
 public:
  NoErrorsLeft() noexcept { ERR_set_mark(); }
  ~NoErrorsLeft() { ERR_pop_to_mark(); }
  NoErrorsLeft(const NoErrorsLeft&) = delete;
  NoErrorsLeft& operator=(const NoErrorsLeft&) = delete;
};

/// Big-endian.
[[nodiscard]] BigNumber number_of(ByteSpan bytes);

/// A public key of the kind `type` ("EC", "RSA"); null where OpenSSL refuses it.
[[nodiscard]] EvpKey public_key_of(const char* type, const OSSL_PARAM* parameters);

/// With SHA-256, over `message`.
[[nodiscard]] bool verify_signature(const EvpKey& key, ByteSpan message, ByteSpan signature);

}  // namespace ratestack::service
