// hex, base64 and base64url: each byte string has one text, so what decodes must encode to the very input.
#include "exact_copy.hpp"
#include "ratestack/encoding/base64.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/encoding/hex.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ratestack;
  const fuzzing::ExactCopy input(data, size);
  const auto from_hex = hex_decode(input.view());
  if (from_hex) fuzzing::require(hex_encode(from_hex.value()) == input.view(), "hex has one text");
  const auto from_base64url = base64url_decode(input.view());
  if (from_base64url) {
    fuzzing::require(base64url_encode(from_base64url.value()) == input.view(), "base64url has one text");
  }
  const auto from_base64 = base64_decode(input.view());
  if (from_base64) {
    fuzzing::require(base64_encode(from_base64.value()) == input.view(), "base64 has one text");
    fuzzing::require(base64_decoded_size(input.view()) == from_base64->size(), "base64 knows its size");
  }
  fuzzing::require(base64_decode(base64_encode(as_bytes(input.view()))).has_value(), "base64 reads what it wrote");
  fuzzing::require(hex_decode(hex_encode(as_bytes(input.view()))).has_value(), "hex reads what it wrote");
  fuzzing::require(base64url_decode(base64url_encode(as_bytes(input.view()))).has_value(),
                   "base64url reads what it wrote");
  return 0;
}
