#include "native/service/identity/signature_keys.hpp"

#include "native/service/identity/es256.hpp"
#include "native/service/identity/rs256.hpp"

namespace ratestack::service {
namespace {

template <typename Verifier>
std::unique_ptr<const SignatureVerifier> owned(Result<Verifier> made) {
  return made ? std::make_unique<const Verifier>(std::move(made.value())) : nullptr;
}

std::unique_ptr<const SignatureVerifier> verifier_of(const JsonWebKey& key) {
  const P256Point* const point = std::get_if<P256Point>(&key.key);
  return point != nullptr ? owned(Es256Verifier::of(*point))
                          : owned(Rs256Verifier::of(std::get<RsaPublicKey>(key.key)));
}

}  // namespace

SignatureKeys SignatureKeys::of(std::span<const JsonWebKey> set) {
  SignatureKeys keys;
  for (const JsonWebKey& key : set) {
    Entry entry{key.kid, verifier_of(key)};
    if (entry.verifier) keys.entries_.push_back(std::move(entry));
  }
  for (const Entry& entry : keys.entries_) keys.keys_.push_back({entry.kid, entry.verifier.get()});
  return keys;
}

}  // namespace ratestack::service
