// Keys of limits, as tests name them.
#pragma once

#include <string>

#include "native/service/lockout/limit_key.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack::testing {

inline service::LimitKeys limit_keys() {
  return service::LimitKeys(SecretBytes::copy_of(as_bytes("a test's key of limits")));
}

/// Any key of the kind: `name` tells it from others.
inline service::LimitKey key_of(service::LimitKind kind, const std::string& name) {
  return {kind, sha256(as_bytes(std::string(to_string(kind)) + ':' + name))};
}

}  // namespace ratestack::testing
