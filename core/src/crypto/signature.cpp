#include "ratestack/crypto/signature.hpp"

namespace ratestack {

std::string_view to_string(SignatureAlgorithm algorithm) noexcept {
  return algorithm == SignatureAlgorithm::es256 ? "ES256" : "RS256";
}

}  // namespace ratestack
