#include "ratestack/secrets/envelope.hpp"

#include <algorithm>

#include "ratestack/encoding/base64url.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kMaxVersionDigits = 3;

// "rs2.", "rs10.": what a newer program would write.
bool has_other_version(std::string_view text) {
  if (!text.starts_with("rs")) return false;
  text.remove_prefix(2);
  const std::size_t dot = text.find('.');
  if (dot == 0 || dot > kMaxVersionDigits) return false;
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(dot),
                     [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<Envelope> Envelope::parse(std::string_view text) {
  if (!text.starts_with(kEnvelopePrefix)) {
    return has_other_version(text) ? SecretError::unknown_version : SecretError::not_ciphertext;
  }
  text.remove_prefix(kEnvelopePrefix.size());
  const auto kid = Kid::parse(text.substr(0, Kid::kSize));
  if (!kid || text.size() <= Kid::kSize || text[Kid::kSize] != '.') return SecretError::not_ciphertext;
  auto bytes = base64url_decode(text.substr(Kid::kSize + 1));
  if (!bytes || bytes->size() < kOverhead) return SecretError::not_ciphertext;
  if (bytes->size() > kOverhead + kMaxSecretBytes) return SecretError::not_ciphertext;
  return Envelope(*kid, std::move(*bytes));
}

std::string Envelope::to_text() const {
  std::string text(kEnvelopePrefix);
  text += kid_.view();
  text += '.';
  return text += base64url_encode(bytes_);
}

}  // namespace ratestack
