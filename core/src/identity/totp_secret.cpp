#include "ratestack/identity/totp_secret.hpp"

#include <array>

#include "ratestack/base/error_enum.hpp"
#include "ratestack/crypto/secure_wipe.hpp"
#include "ratestack/encoding/base32.hpp"

namespace ratestack {
namespace {

std::string_view describe(TotpSecretError error) {
  switch (error) {
    case TotpSecretError::malformed_totp_secret:
      return "malformed_totp_secret";
    case TotpSecretError::totp_secret_too_short:
      return "totp_secret_too_short";
    case TotpSecretError::totp_secret_too_long:
      return "totp_secret_too_long";
  }
  return "unknown";
}

/// The digits alone, in upper case; wiped, for they are the secret.
class Digits {
 public:
  Digits() = default;
  ~Digits() { secure_wipe({reinterpret_cast<std::uint8_t*>(text_.data()), text_.size()}); }
  Digits(const Digits&) = delete;
  Digits& operator=(const Digits&) = delete;

  [[nodiscard]] bool append(char c) noexcept {
    if (size_ == text_.size()) return false;
    text_[size_++] = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return true;
  }
  [[nodiscard]] std::string_view view() const noexcept { return {text_.data(), size_}; }

 private:
  std::array<char, (kMaxTotpSecretBytes * 8 + 4) / 5> text_{};
  std::size_t size_ = 0;
};

std::string_view without_padding(std::string_view text) noexcept {
  while (text.ends_with('=') || text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

}  // namespace

boost::system::error_code make_error_code(TotpSecretError error) {
  static constexpr EnumCategory<TotpSecretError, describe> kCategory{"totp_secret"};
  return {static_cast<int>(error), kCategory};
}

Result<SecretBytes> parse_totp_secret(std::string_view text) {
  Digits digits;
  for (const char c : without_padding(text)) {
    if (c == ' ' || c == '-') continue;
    if (!digits.append(c)) return TotpSecretError::totp_secret_too_long;
  }
  const auto size = base32_decoded_size(digits.view().size());
  if (!size) return TotpSecretError::malformed_totp_secret;
  bool read = false;
  auto secret =
      SecretBytes::generate(*size, [&](MutableByteSpan out) { read = base32_decode_into(digits.view(), out); });
  if (!read) return TotpSecretError::malformed_totp_secret;
  if (secret.size() < kMinTotpSecretBytes) return TotpSecretError::totp_secret_too_short;
  return secret;
}

std::string totp_secret_text(const SecretBytes& secret) { return base32_encode(secret.expose()); }

}  // namespace ratestack
