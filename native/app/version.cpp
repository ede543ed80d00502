#include "native/app/version.hpp"

#include "ratestack/crypto/sha256.hpp"

namespace ratestack::app {

std::string version_number() { return RATESTACK_VERSION; }

std::string version_text(const std::string& program) {
  return program + " " + version_number() + " (sha-256: " + sha256_implementation() + ")";
}

}  // namespace ratestack::app
