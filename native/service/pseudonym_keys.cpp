#include "native/service/pseudonym_keys.hpp"

#include <string>

#include "ratestack/crypto/hmac.hpp"

namespace ratestack::service {

SecretBytes PseudonymKeys::key_of(const OrgId& org) const {
  Digest key = hmac_sha256(secret_.expose(), as_bytes("ratestack pseudonym key v1|" + org.text()));
  SecretBytes secret = SecretBytes::copy_of(key.bytes);
  secure_wipe(key.bytes);
  return secret;
}

}  // namespace ratestack::service
