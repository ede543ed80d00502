// Canonical JSON (RFC 8785) through the ABI; limits are those of a request body.
#include "abi.hpp"
#include "ratestack/base/limits.hpp"
#include "ratestack/encoding/canonical_json.hpp"

using ratestack::abi::Buffer;
using ratestack::abi::Status;
using ratestack::abi::text_of;

RATESTACK_ABI Status rs_canonicalize(const char* text, std::size_t size, Buffer* out) {
  const auto canonical = ratestack::CanonicalJson::from_text(text_of(text, size));
  if (!canonical) return ratestack::abi::refuse(out, canonical.error());
  return ratestack::abi::answer(out, canonical->view());
}

/// 1 or 0.
RATESTACK_ABI std::int32_t rs_is_canonical(const char* text, std::size_t size) {
  return ratestack::is_canonical_json(text_of(text, size), ratestack::limits::kMaxJsonDepth) ? 1 : 0;
}
