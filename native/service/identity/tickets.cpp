#include "native/service/identity/tickets.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "native/service/identity/identity_error.hpp"
#include "ratestack/crypto/aead.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack::service {
namespace {

constexpr const char* kExpiry = "expires_at_micros";

AeadParameters parameters(const SecretBytes& key, std::span<const std::uint8_t, kAeadIvBytes> iv,
                          std::string_view purpose) {
  return {std::span<const std::uint8_t, kAeadKeyBytes>(key.expose()), iv, as_bytes(purpose)};
}

std::optional<JsonObject> open(const SecretBytes& key, std::string_view purpose, ByteSpan sealed) {
  if (sealed.size() < kAeadIvBytes + kAeadTagBytes) return std::nullopt;
  std::vector<std::uint8_t> plain(sealed.size() - kAeadIvBytes - kAeadTagBytes);
  const auto iv = sealed.first<kAeadIvBytes>();
  if (!aead_open(parameters(key, iv, purpose), sealed.subspan(kAeadIvBytes), plain)) return std::nullopt;
  auto tree = parse_json(as_text(plain));
  if (!tree || !tree.value().is_object()) return std::nullopt;
  return std::move(tree.value().get_object());
}

}  // namespace

std::string_view Ticket::text(std::string_view name) const noexcept {
  const JsonValue* const value = fields.if_contains({name.data(), name.size()});
  const JsonString* const text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

std::string Tickets::make(std::string_view purpose, JsonObject fields, std::chrono::seconds lifetime) const {
  fields[kExpiry] = clock_.now().micros() + std::chrono::microseconds(lifetime).count();
  const std::string plain = CanonicalJson::from_value(fields).value().text();
  std::vector<std::uint8_t> sealed(kAeadIvBytes + plain.size() + kAeadTagBytes);
  std::array<std::uint8_t, kAeadIvBytes> iv{};
  entropy_.fill(iv);
  std::copy(iv.begin(), iv.end(), sealed.begin());
  aead_seal(parameters(key_, iv, purpose), as_bytes(plain), MutableByteSpan(sealed).subspan(kAeadIvBytes));
  return base64url_encode(sealed);
}

Result<Ticket> Tickets::read(std::string_view purpose, std::string_view text) const {
  const auto sealed = text.size() <= kMaxBytes ? base64url_decode(text) : Result<std::vector<std::uint8_t>>({});
  if (!sealed) return IdentityError::challenge_expired;
  auto fields = open(key_, purpose, sealed.value());
  if (!fields) return IdentityError::challenge_expired;
  const JsonValue* const expiry = fields->if_contains(kExpiry);
  if (expiry == nullptr || !expiry->is_int64()) return IdentityError::challenge_expired;
  const auto expires_at = Timestamp::from_micros(expiry->get_int64());
  if (clock_.now() >= expires_at) return IdentityError::challenge_expired;
  return Ticket{std::move(*fields), sha256(as_bytes(text)), expires_at};
}

}  // namespace ratestack::service
