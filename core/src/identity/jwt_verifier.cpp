#include "ratestack/identity/jwt_verifier.hpp"

#include <algorithm>
#include <cmath>

namespace ratestack {
namespace {

constexpr double kMaxNumericDate = 253'402'300'799.0;  // the last second of the year 9999
constexpr std::int64_t kMicros = 1'000'000;

Error claim_error(JwtError error, std::string_view name) { return Error(error, std::string(name)); }

bool allows(const JwtRules& rules, const CompactJwt& jwt) {
  return std::any_of(rules.algorithms.begin(), rules.algorithms.end(),
                     [&](SignatureAlgorithm a) { return jwt.algorithm() == to_string(a); });
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// RFC 7515 section 4.1.9: "application/" may be left out of `typ`, and media types compare without case.
bool is_type(std::string_view typ, std::string_view wanted) {
  constexpr std::string_view kApplication = "application/";
  std::string essence = lower_case(typ);
  if (essence.starts_with(kApplication)) essence.erase(0, kApplication.size());
  return essence == wanted;
}

bool fits_type(const std::string& typ, const JwtRules& rules) {
  if (rules.type.empty() || is_type(typ, rules.type)) return true;
  return rules.untyped == Untyped::accepted && (typ.empty() || is_type(typ, "jwt"));
}

Result<const SignatureVerifier*> key_of(const CompactJwt& jwt, std::span<const JwtKey> keys) {
  const auto found = std::find_if(keys.begin(), keys.end(), [&](const JwtKey& key) { return key.kid == jwt.kid(); });
  if (jwt.kid().empty() || found == keys.end()) return JwtError::unknown_key;
  // A public key handed to another algorithm is how HS256 was forged with an RSA key.
  if (to_string(found->verifier->algorithm()) != jwt.algorithm()) return JwtError::algorithm_not_allowed;
  return found->verifier;
}

Result<void> check_signature(const CompactJwt& jwt, std::span<const JwtKey> keys, const JwtRules& rules) {
  if (!allows(rules, jwt)) return JwtError::algorithm_not_allowed;
  if (!fits_type(jwt.type(), rules)) return JwtError::wrong_type;
  const auto verifier = key_of(jwt, keys);
  if (!verifier) return verifier.error();
  if (!verifier.value()->verify(as_bytes(jwt.signing_input()), jwt.signature())) return JwtError::bad_signature;
  return {};
}

const JsonValue* find(const JsonObject& claims, std::string_view name) {
  return claims.if_contains({name.data(), name.size()});
}

Result<std::string_view> text_of(const JsonObject& claims, std::string_view name) {
  const JsonValue* const value = find(claims, name);
  if (value == nullptr) return claim_error(JwtError::missing_claim, name);
  const JsonString* const text = value->if_string();
  if (text == nullptr || text->empty()) return claim_error(JwtError::malformed_claim, name);
  return std::string_view(text->data(), text->size());
}

// RFC 7519 section 2: a NumericDate may have a fraction.
Result<Timestamp> time_of(const JsonObject& claims, std::string_view name) {
  const JsonValue* const value = find(claims, name);
  if (value == nullptr) return claim_error(JwtError::missing_claim, name);
  const double seconds =
      value->is_int64() ? static_cast<double>(value->get_int64()) : (value->is_double() ? value->get_double() : -1.0);
  if (!(seconds >= 0 && seconds <= kMaxNumericDate)) return claim_error(JwtError::malformed_claim, name);
  return Timestamp::from_micros(static_cast<std::int64_t>(std::floor(seconds * 1e6)));
}

struct Audience {
  std::size_t count = 0;
  bool is_meant = false;
};

Result<Audience> audience_of(const JsonObject& claims, std::string_view wanted) {
  const JsonValue* const value = find(claims, "aud");
  if (value == nullptr) return claim_error(JwtError::missing_claim, "aud");
  if (const JsonString* const one = value->if_string()) return Audience{1, std::string_view(*one) == wanted};
  const JsonArray* const many = value->if_array();
  if (many == nullptr || many->empty()) return claim_error(JwtError::malformed_claim, "aud");
  Audience audience{many->size(), false};
  for (const JsonValue& each : *many) {
    const JsonString* const text = each.if_string();
    if (text == nullptr) return claim_error(JwtError::malformed_claim, "aud");
    audience.is_meant = audience.is_meant || std::string_view(*text) == wanted;
  }
  return audience;
}

std::int64_t micros(std::chrono::seconds seconds) { return seconds.count() * kMicros; }

Result<void> check_lifetime(const JsonObject& claims, const JwtRules& rules, Timestamp now, Timestamp expires) {
  const bool bounded = rules.max_lifetime.count() != 0;
  if (find(claims, "iat") == nullptr && !bounded) return {};
  const auto issued = time_of(claims, "iat");
  if (!issued) return issued.error();
  if (issued.value().micros() > now.micros() + micros(rules.leeway)) return JwtError::not_yet_valid;
  if (bounded && expires.micros() - issued.value().micros() > micros(rules.max_lifetime)) {
    return JwtError::too_long_lived;
  }
  return {};
}

Result<void> check_times(const JsonObject& claims, const JwtRules& rules, Timestamp now) {
  const auto expires = time_of(claims, "exp");
  if (!expires) return expires.error();
  if (now.micros() - micros(rules.leeway) >= expires.value().micros()) return JwtError::expired;
  if (find(claims, "nbf") != nullptr) {
    const auto from = time_of(claims, "nbf");
    if (!from) return from.error();
    if (from.value().micros() > now.micros() + micros(rules.leeway)) return JwtError::not_yet_valid;
  }
  return check_lifetime(claims, rules, now, expires.value());
}

Result<void> check_issuer(const JsonObject& claims, const JwtRules& rules) {
  if (!rules.issuer.exact()) return {};
  const auto issuer = text_of(claims, "iss");
  if (!issuer) return issuer.error();
  if (issuer.value() != *rules.issuer.exact()) return JwtError::wrong_issuer;
  return {};
}

}  // namespace

Result<std::string_view> VerifiedJwt::text(std::string_view name) const { return text_of(claims_, name); }

Result<Timestamp> VerifiedJwt::time(std::string_view name) const { return time_of(claims_, name); }

// The signature comes first: claims of a forged token are not worth a distinct error.
Result<VerifiedJwt> verify_jwt(const CompactJwt& jwt, std::span<const JwtKey> keys, const JwtRules& rules,
                               Timestamp now) {
  if (auto signed_by_one = check_signature(jwt, keys, rules); !signed_by_one) return signed_by_one.error();
  const JsonObject& claims = jwt.unproven_claims();
  if (auto fit = check_issuer(claims, rules); !fit) return fit.error();
  const auto audience = audience_of(claims, rules.audience);
  if (!audience) return audience.error();
  if (!audience.value().is_meant) return JwtError::wrong_audience;
  if (auto fit = check_times(claims, rules, now); !fit) return fit.error();
  return VerifiedJwt(claims, audience.value().count);
}

}  // namespace ratestack
