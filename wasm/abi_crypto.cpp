// SHA-256, HMAC, HKDF and AES-256-GCM through the ABI. Keys and plaintexts lie in memory of the caller, who wipes it:
// rs_free does not. Nothing of them stays in the module.
#include <algorithm>

#include "abi.hpp"
#include "ratestack/crypto/aead.hpp"
#include "ratestack/crypto/hkdf.hpp"
#include "ratestack/crypto/hmac.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack::abi {
namespace {

void write(const Digest& digest, std::uint8_t* out) noexcept {
  std::copy(digest.bytes.begin(), digest.bytes.end(), out);
}

/// What sealing and opening share, written by the caller: 16 bytes.
struct AeadCall {
  const std::uint8_t* key;  // 32 bytes
  const std::uint8_t* iv;   // 12 bytes
  const std::uint8_t* associated_data;
  std::uint32_t associated_size;
};
static_assert(sizeof(void*) != 4 || sizeof(AeadCall) == 16);

AeadParameters parameters_of(const AeadCall& call) noexcept {
  return {std::span<const std::uint8_t, kAeadKeyBytes>(call.key, kAeadKeyBytes),
          std::span<const std::uint8_t, kAeadIvBytes>(call.iv, kAeadIvBytes),
          {call.associated_data, call.associated_size}};
}

}  // namespace
}  // namespace ratestack::abi

using ratestack::abi::AeadCall;
using ratestack::abi::Status;

/// Writes 32 bytes to `out`.
RATESTACK_ABI void rs_sha256(const std::uint8_t* data, std::size_t size, std::uint8_t* out) {
  ratestack::abi::write(ratestack::sha256({data, size}), out);
}

/// Writes 32 bytes to `out`.
RATESTACK_ABI void rs_hmac_sha256(const std::uint8_t* key, std::size_t key_size, const std::uint8_t* data,
                                  std::size_t size, std::uint8_t* out) {
  ratestack::abi::write(ratestack::hmac_sha256({key, key_size}, {data, size}), out);
}

/// Writes `out_size` bytes to `out`; `failed`, and nothing is written, where that is more than HKDF gives.
RATESTACK_ABI Status rs_hkdf_sha256(const std::uint8_t* key, std::size_t key_size, const std::uint8_t* salt,
                                    std::size_t salt_size, const std::uint8_t* info, std::size_t info_size,
                                    std::uint8_t* out, std::size_t out_size) {
  if (out_size > ratestack::kMaxHkdfBytes) return Status::failed;
  ratestack::hkdf_sha256({key, key_size}, {salt, salt_size}, {info, info_size}, {out, out_size});
  return Status::ok;
}

/// Writes `size` + 16 bytes to `out`.
RATESTACK_ABI void rs_aead_seal(const AeadCall* call, const std::uint8_t* plaintext, std::size_t size,
                                std::uint8_t* out) {
  ratestack::aead_seal(ratestack::abi::parameters_of(*call), {plaintext, size}, {out, size + ratestack::kAeadTagBytes});
}

/// Writes `size` - 16 bytes to `out`; `failed`, with zeros there, where the tag does not fit or `size` is less than a
/// tag.
RATESTACK_ABI Status rs_aead_open(const AeadCall* call, const std::uint8_t* sealed, std::size_t size,
                                  std::uint8_t* out) {
  if (size < ratestack::kAeadTagBytes) return Status::failed;
  const bool authentic = ratestack::aead_open(ratestack::abi::parameters_of(*call), {sealed, size},
                                              {out, size - ratestack::kAeadTagBytes});
  return authentic ? Status::ok : Status::failed;
}
