#include "native/service/identity/totp.hpp"

#include <liboath/oath.h>

#include <array>

#include "ratestack/crypto/constant_time.hpp"

namespace ratestack::service {
namespace {

constexpr unsigned kDigits = 6;

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                            std::string_view("-._~").find(c) != std::string_view::npos;
    if (unreserved)
      out += c;
    else
      out += {'%', kHex[byte >> 4U], kHex[byte & 0xFU]};
  }
  return out;
}

}  // namespace

SecretBytes make_totp_secret(Entropy& entropy) {
  return SecretBytes::generate(kTotpSecretBytes, [&](MutableByteSpan out) { entropy.fill(out); });
}

std::string totp_code(const SecretBytes& secret, std::uint64_t step) {
  std::array<char, kDigits + 1> code{};
  const auto* const key = reinterpret_cast<const char*>(secret.expose().data());
  const int done =
      oath_hotp_generate(key, secret.size(), step, kDigits, false, OATH_HOTP_DYNAMIC_TRUNCATION, code.data());
  return done == OATH_OK ? std::string(code.data()) : std::string();
}

std::optional<std::uint64_t> match_totp(const SecretBytes& secret, std::string_view code, Timestamp now,
                                        std::uint64_t last_step) {
  const std::uint64_t present = static_cast<std::uint64_t>(now.micros() / 1'000'000) / kTotpStepSeconds;
  std::optional<std::uint64_t> matched;
  for (std::uint64_t step = present - kTotpDrift; step <= present + kTotpDrift; ++step) {
    const std::string expected = totp_code(secret, step);
    const bool right = !expected.empty() && constant_time_equal(as_bytes(expected), as_bytes(code));
    if (right && step > last_step) matched = step;
  }
  return matched;
}

std::string totp_uri(const SecretBytes& secret, std::string_view issuer, std::string_view account) {
  const std::string label = percent_encoded(issuer);
  return "otpauth://totp/" + label + ':' + percent_encoded(account) + "?secret=" + totp_secret_text(secret) +
         "&issuer=" + label;
}

}  // namespace ratestack::service
