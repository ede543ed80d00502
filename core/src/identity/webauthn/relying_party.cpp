#include "ratestack/identity/webauthn/relying_party.hpp"

#include <algorithm>
#include <array>

#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/encoding/utf8.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kLocalhost = "localhost";

Error broken(const char* rule) { return Error(WebAuthnError::invalid_relying_party, rule); }

// An IP address is no domain (section 5.1.3): in dots and digits alone, or in brackets.
bool is_address(std::string_view host) {
  return host.find_first_not_of("0123456789.") == std::string_view::npos || host.front() == '[';
}

bool is_at_or_below(std::string_view host, std::string_view domain) {
  return host == domain || (host.ends_with(domain) && host[host.size() - domain.size() - 1] == '.');
}

bool is_trusted(const PublicOrigin& origin) { return origin.is_https() || origin.host() == kLocalhost; }

}  // namespace

RelyingParty::RelyingParty(std::string_view id, std::string_view name, std::vector<PublicOrigin> origins)
    : id_(id), name_(name), id_hash_(sha256(as_bytes(id))), origins_(std::move(origins)) {}

Result<RelyingParty> RelyingParty::create(std::string_view id, std::string_view name,
                                          std::vector<PublicOrigin> origins) {
  if (id.empty() || is_address(id) || id.front() == '.') return broken("id is no domain");
  const bool named = !name.empty() && name.size() <= kMaxNameBytes && find_invalid_utf8(name) == name.size();
  if (!named) return broken("name");
  if (origins.empty()) return broken("no origin");
  for (const PublicOrigin& origin : origins) {
    if (!is_at_or_below(origin.host(), id)) return broken("origin of another domain");
    if (!is_trusted(origin)) return broken("origin without TLS");
  }
  return RelyingParty(id, name, std::move(origins));
}

bool RelyingParty::has_origin(std::string_view origin) const noexcept {
  const auto is_it = [origin](const PublicOrigin& each) { return each.text() == origin; };
  return std::any_of(origins_.begin(), origins_.end(), is_it);
}

WebAuthnChallenge WebAuthnChallenge::make(Entropy& entropy) {
  std::array<std::uint8_t, kBytes> bytes{};
  entropy.fill(bytes);
  return WebAuthnChallenge(base64url_encode(bytes));
}

Result<WebAuthnChallenge> WebAuthnChallenge::parse(std::string_view text) {
  std::array<std::uint8_t, kBytes> bytes{};
  if (!base64url_decode_into(text, bytes)) return Error(WebAuthnError::malformed_response, "challenge");
  return WebAuthnChallenge(std::string(text));
}

}  // namespace ratestack
