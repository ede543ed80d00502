// AES-256-GCM by mbedTLS 2.28: Debian's library natively (AES-NI and carry-less multiplication where the processor has
// them), its gcm.c and aes.c in the module.
#include <mbedtls/gcm.h>

#include <cstdlib>

#include "ratestack/crypto/aead.hpp"
#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack {
namespace {

// The key schedule and what is derived from it: freeing overwrites both.
class GcmContext {
 public:
  explicit GcmContext(std::span<const std::uint8_t, kAeadKeyBytes> key) noexcept {
    mbedtls_gcm_init(&context_);
    // For a key of 256 bits, this can fail in one way: the key schedule lives on the heap.
    if (mbedtls_gcm_setkey(&context_, MBEDTLS_CIPHER_ID_AES, key.data(), kAeadKeyBytes * 8) != 0) std::abort();
  }
  ~GcmContext() { mbedtls_gcm_free(&context_); }
  GcmContext(const GcmContext&) = delete;
  GcmContext& operator=(const GcmContext&) = delete;

  mbedtls_gcm_context* get() noexcept { return &context_; }

 private:
  mbedtls_gcm_context context_;
};

}  // namespace

void aead_seal(const AeadParameters& parameters, ByteSpan plaintext, MutableByteSpan sealed) noexcept {
  if (sealed.size() != plaintext.size() + kAeadTagBytes) std::abort();
  const ByteSpan associated = parameters.associated_data;
  GcmContext context(parameters.key);
  const int status = mbedtls_gcm_crypt_and_tag(
      context.get(), MBEDTLS_GCM_ENCRYPT, plaintext.size(), parameters.iv.data(), kAeadIvBytes, associated.data(),
      associated.size(), plaintext.data(), sealed.data(), kAeadTagBytes, sealed.data() + plaintext.size());
  // The sizes were beyond GCM's: what stands in `sealed` is no ciphertext, and nobody may take it for one.
  if (status != 0) std::abort();
}

bool aead_open(const AeadParameters& parameters, ByteSpan sealed, MutableByteSpan plaintext) noexcept {
  if (sealed.size() < kAeadTagBytes || plaintext.size() != sealed.size() - kAeadTagBytes) {
    secure_wipe(plaintext);
    return false;
  }
  const ByteSpan associated = parameters.associated_data;
  GcmContext context(parameters.key);
  // Compares the tags in constant time and zeroes the plaintext where they differ.
  const int status = mbedtls_gcm_auth_decrypt(context.get(), plaintext.size(), parameters.iv.data(), kAeadIvBytes,
                                              associated.data(), associated.size(), sealed.data() + plaintext.size(),
                                              kAeadTagBytes, sealed.data(), plaintext.data());
  if (status == 0) return true;
  secure_wipe(plaintext);  // for errors other than the tag's too
  return false;
}

}  // namespace ratestack
