#include <mbedtls/gcm.h>

#include <cstdlib>

#include "ratestack/crypto/aead.hpp"
#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack {
namespace {

constexpr unsigned kKeyBits = 8 * kAeadKeyBytes;

/// mbedtls_gcm_free zeroises what the key became.
class Context {
 public:
  explicit Context(const AeadParameters& parameters) noexcept {
    mbedtls_gcm_init(&gcm_);
    if (mbedtls_gcm_setkey(&gcm_, MBEDTLS_CIPHER_ID_AES, parameters.key.data(), kKeyBits) != 0) std::abort();
  }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { mbedtls_gcm_free(&gcm_); }
  [[nodiscard]] mbedtls_gcm_context* get() noexcept { return &gcm_; }

 private:
  mbedtls_gcm_context gcm_{};
};

}  // namespace

void aead_seal(const AeadParameters& parameters, ByteSpan plaintext, MutableByteSpan sealed) noexcept {
  Context context(parameters);
  const ByteSpan data = parameters.associated_data;
  const MutableByteSpan tag = sealed.last(kAeadTagBytes);
  const int status = mbedtls_gcm_crypt_and_tag(context.get(), MBEDTLS_GCM_ENCRYPT, plaintext.size(),
                                               parameters.iv.data(), kAeadIvBytes, data.data(), data.size(),
                                               plaintext.data(), sealed.data(), kAeadTagBytes, tag.data());
  if (status != 0) std::abort();
}

bool aead_open(const AeadParameters& parameters, ByteSpan sealed, MutableByteSpan plaintext) noexcept {
  Context context(parameters);
  const ByteSpan data = parameters.associated_data;
  const ByteSpan ciphertext = sealed.first(sealed.size() - kAeadTagBytes), tag = sealed.last(kAeadTagBytes);
  // In constant time over the tag; zeroes the plaintext where it does not fit.
  const int status =
      mbedtls_gcm_auth_decrypt(context.get(), ciphertext.size(), parameters.iv.data(), kAeadIvBytes, data.data(),
                               data.size(), tag.data(), kAeadTagBytes, ciphertext.data(), plaintext.data());
  if (status != 0) secure_wipe(plaintext);
  return status == 0;
}

}  // namespace ratestack
