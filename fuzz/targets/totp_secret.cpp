// Secrets of one-time codes as people paste them: what is read has one canonical text, which reads back as the same
// bytes; and strict base32 has one text for each byte string.
#include "ratestack/identity/totp_secret.hpp"

#include "exact_copy.hpp"
#include "ratestack/encoding/base32.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ratestack;
  const fuzzing::ExactCopy input(data, size);
  const auto strict = base32_decode(input.view());
  if (strict) {
    fuzzing::require(base32_encode(strict.value()) == input.view(), "base32 has one text");
    fuzzing::require(base32_decoded_size(size) == strict->size(), "base32 knows its size");
  }
  fuzzing::require(base32_decode(base32_encode(as_bytes(input.view()))).has_value(), "base32 reads what it wrote");
  const auto secret = parse_totp_secret(input.view());
  if (!secret) return 0;
  fuzzing::require(secret->size() >= kMinTotpSecretBytes && secret->size() <= kMaxTotpSecretBytes, "it has a size");
  const auto again = parse_totp_secret(totp_secret_text(secret.value()));
  fuzzing::require(again.has_value() && again.value() == secret.value(), "a secret reads back");
  return 0;
}
