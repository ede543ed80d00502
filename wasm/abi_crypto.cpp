// SHA-256 through the ABI.
#include <algorithm>

#include "abi.hpp"
#include "ratestack/crypto/sha256.hpp"

/// Writes 32 bytes to `out`.
RATESTACK_ABI void rs_sha256(const std::uint8_t* data, std::size_t size, std::uint8_t* out) {
  const ratestack::Digest digest = ratestack::sha256({data, size});
  std::copy(digest.bytes.begin(), digest.bytes.end(), out);
}
