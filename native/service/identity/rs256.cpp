#include "native/service/identity/rs256.hpp"

#include <openssl/core_names.h>

#include "native/service/identity/evp.hpp"

namespace ratestack::service {
namespace {

using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;

}  // namespace

Result<Rs256Verifier> Rs256Verifier::of(const RsaPublicKey& key) {
  const NoErrorsLeft quiet;
  const BigNumber modulus = number_of(key.modulus), exponent = number_of(key.exponent);
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  const bool built = modulus && exponent && builder &&
                     OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) == 1 &&
                     OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) == 1;
  const Params params(built ? OSSL_PARAM_BLD_to_param(builder.get()) : nullptr);
  EvpKey made = params ? public_key_of("RSA", params.get()) : nullptr;
  if (!made) return Error(JwtError::malformed_key_set, "RSA key");
  return Rs256Verifier(std::move(made));
}

// PKCS #1 v1.5 is the padding of an RSA key where none is named.
bool Rs256Verifier::verify(ByteSpan message, ByteSpan signature) const {
  const NoErrorsLeft quiet;
  return verify_signature(key_, message, signature);
}

}  // namespace ratestack::service
