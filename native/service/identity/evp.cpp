#include "native/service/identity/evp.hpp"

namespace ratestack::service {

void FreeKey::operator()(evp_pkey_st* key) const noexcept { EVP_PKEY_free(key); }

BigNumber number_of(ByteSpan bytes) {
  return BigNumber(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
}

EvpKey public_key_of(const char* type, const OSSL_PARAM* parameters) {
  const EvpKeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  // The parameters are only read, whatever their type says.
  const bool made =
      context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, const_cast<OSSL_PARAM*>(parameters)) == 1;
  EvpKey owned(key);
  return made ? std::move(owned) : nullptr;
}

bool verify_signature(const EvpKey& key, ByteSpan message, ByteSpan signature) {
  const EvpContext context(EVP_MD_CTX_new());
  return context && EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
}

}  // namespace ratestack::service
