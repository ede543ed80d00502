#include "ratestack/identity/oidc_transaction.hpp"

#include <array>

#include "member_text.hpp"
#include "oidc_text.hpp"
#include "ratestack/crypto/secure_wipe.hpp"
#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/identity/return_path.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kRandomBytes = 32;
constexpr std::size_t kRandomText = 43;

std::string random_text(Entropy& entropy) {
  std::array<std::uint8_t, kRandomBytes> bytes{};
  entropy.fill(bytes);
  std::string text = base64url_encode(bytes);
  secure_wipe(bytes);
  return text;
}

bool read(const JsonObject& fields, std::string_view name, std::size_t limit, std::string& out) {
  const auto text = member_text(fields, name);
  if (!text || !is_bounded_ascii(*text, limit)) return false;
  out = *text;
  return true;
}

bool read_random(const JsonObject& fields, std::string_view name, std::string& out) {
  return read(fields, name, kRandomText, out) && out.size() == kRandomText;
}

}  // namespace

Result<OidcTransaction> OidcTransaction::begin(const OidcRules& rules, Start start, Entropy& entropy, Timestamp now) {
  if (start.return_path.size() > kMaxReturnPath || !is_local_return_path(start.return_path)) {
    return OidcError::malformed_return_path;
  }
  OidcTransaction transaction;
  transaction.provider_ = rules.provider();
  transaction.start_ = std::move(start);
  transaction.state_ = random_text(entropy);
  transaction.nonce_ = random_text(entropy);
  transaction.code_verifier_ = random_text(entropy);
  transaction.redirect_uri_ = rules.spec().redirect_uri;
  transaction.created_at_ = now;
  return transaction;
}

JsonObject OidcTransaction::to_fields() const {
  JsonObject fields{{"code_verifier", code_verifier_},
                    {"created_at_micros", created_at_.micros()},
                    {"nonce", nonce_},
                    {"provider", to_string(provider_)},
                    {"redirect_uri", redirect_uri_},
                    {"return_path", start_.return_path},
                    {"state", state_}};
  if (start_.linked_user) fields["linked_user"] = start_.linked_user->view();
  return fields;
}

Result<OidcTransaction> OidcTransaction::from_fields(const JsonObject& fields) {
  OidcTransaction transaction;
  const auto provider = parse_oidc_provider(member_text(fields, "provider").value_or(""));
  const JsonValue* const created = fields.if_contains("created_at_micros");
  const bool complete = provider && created != nullptr && created->is_int64() &&
                        read_random(fields, "state", transaction.state_) &&
                        read_random(fields, "nonce", transaction.nonce_) &&
                        read_random(fields, "code_verifier", transaction.code_verifier_) &&
                        read(fields, "redirect_uri", OidcRules::kMaxUrl, transaction.redirect_uri_) &&
                        read(fields, "return_path", kMaxReturnPath, transaction.start_.return_path) &&
                        is_local_return_path(transaction.start_.return_path);
  if (!complete) return OidcError::malformed_transaction;
  transaction.provider_ = *provider;
  transaction.created_at_ = Timestamp::from_micros(created->get_int64());
  if (!fields.contains("linked_user")) return transaction;
  auto user = UserId::parse(member_text(fields, "linked_user").value_or(""));
  if (!user) return OidcError::malformed_transaction;
  transaction.start_.linked_user = std::move(user.value());
  return transaction;
}

std::string OidcTransaction::code_challenge() const { return base64url_encode(sha256(as_bytes(code_verifier_)).bytes); }

// One of the future is none of ours either: clocks that differ by more than a lifetime are broken.
bool OidcTransaction::is_expired(Timestamp now) const noexcept {
  const std::int64_t age = now.micros() - created_at_.micros();
  const std::int64_t lifetime = std::chrono::microseconds(kOidcTransactionLifetime).count();
  return age >= lifetime || age <= -lifetime;
}

Digest OidcTransaction::state_hash() const noexcept { return sha256(as_bytes(state_)); }

}  // namespace ratestack
