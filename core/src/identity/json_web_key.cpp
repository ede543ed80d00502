#include "ratestack/identity/json_web_key.hpp"

#include <algorithm>
#include <bit>
#include <optional>

#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/encoding/canonical_json.hpp"
#include "ratestack/identity/compact_jwt.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kMinModulusBits = 2048;
constexpr std::size_t kMaxModulusBits = 4096;
constexpr std::size_t kMaxExponentBytes = 4;

std::string_view text_of(const JsonObject& object, const char* name) {
  const JsonValue* const value = object.if_contains(name);
  const JsonString* const text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

Error broken(const char* what) { return Error(JwtError::malformed_key_set, what); }

std::optional<P256Point> read_point(const JsonObject& key) {
  P256Point point;
  const bool read =
      base64url_decode_into(text_of(key, "x"), point.x) && base64url_decode_into(text_of(key, "y"), point.y);
  return read ? std::optional(point) : std::nullopt;
}

bool is_odd(const std::vector<std::uint8_t>& number) { return !number.empty() && (number.back() & 1U) != 0; }

// RFC 7518 section 6.3.1: without leading zeros.
bool has_modulus_of_use(const std::vector<std::uint8_t>& modulus) {
  if (!is_odd(modulus) || modulus.front() == 0) return false;
  const std::size_t bits = modulus.size() * 8 - static_cast<std::size_t>(std::countl_zero(modulus.front()));
  return bits >= kMinModulusBits && bits <= kMaxModulusBits;
}

bool has_exponent_of_use(const std::vector<std::uint8_t>& exponent) {
  return is_odd(exponent) && exponent.front() != 0 && exponent.size() <= kMaxExponentBytes &&
         (exponent.size() > 1 || exponent.front() > 1);
}

std::optional<RsaPublicKey> read_rsa(const JsonObject& key) {
  auto modulus = base64url_decode(text_of(key, "n"));
  auto exponent = base64url_decode(text_of(key, "e"));
  if (!modulus || !exponent || !has_modulus_of_use(*modulus) || !has_exponent_of_use(*exponent)) return std::nullopt;
  return RsaPublicKey{std::move(*modulus), std::move(*exponent)};
}

bool is_absent_or(const JsonObject& key, const char* name, std::string_view wanted) {
  return !key.contains(name) || text_of(key, name) == wanted;
}

// RFC 7517 section 4.3.
bool may_verify(const JsonObject& key) {
  const JsonValue* const operations = key.if_contains("key_ops");
  if (operations == nullptr) return true;
  const JsonArray* const listed = operations->if_array();
  return listed != nullptr && std::any_of(listed->begin(), listed->end(), [](const JsonValue& operation) {
           return operation.is_string() && operation.get_string() == "verify";
         });
}

/// Whether the key may be used with this algorithm at all, by its own word.
bool is_for(const JsonObject& key, SignatureAlgorithm algorithm) {
  return is_absent_or(key, "use", "sig") && is_absent_or(key, "alg", to_string(algorithm)) && may_verify(key);
}

std::optional<JsonWebKey> read_key(const JsonObject& key) {
  const std::string_view kid = text_of(key, "kid"), kind = text_of(key, "kty");
  if (kid.empty() || kid.size() > CompactJwt::kMaxKid) return std::nullopt;
  if (kind == "EC" && text_of(key, "crv") == "P-256" && is_for(key, SignatureAlgorithm::es256)) {
    if (const auto point = read_point(key)) return JsonWebKey{std::string(kid), *point};
  }
  if (kind == "RSA" && is_for(key, SignatureAlgorithm::rs256)) {
    if (auto rsa = read_rsa(key)) return JsonWebKey{std::string(kid), std::move(*rsa)};
  }
  return std::nullopt;
}

Result<JsonValue> read_tree(std::string_view text) {
  auto tree = parse_json(text, {.max_bytes = kMaxKeySetBytes, .integers = IntegerRule::nearest});
  if (!tree || !tree.value().is_object()) return broken("no JSON object");
  return tree;
}

}  // namespace

Result<std::vector<JsonWebKey>> parse_key_set(std::string_view text) {
  const auto tree = read_tree(text);
  if (!tree) return tree.error();
  const JsonValue* const member = tree.value().get_object().if_contains("keys");
  const JsonArray* const listed = member == nullptr ? nullptr : member->if_array();
  if (listed == nullptr || listed->size() > kMaxKeys) return broken("keys");
  std::vector<JsonWebKey> keys;
  for (const JsonValue& value : *listed) {
    const JsonObject* const object = value.if_object();
    if (object == nullptr) return broken("a key is no object");
    auto key = read_key(*object);
    if (!key) continue;
    const auto same = [&](const JsonWebKey& other) { return other.kid == key->kid; };
    if (std::any_of(keys.begin(), keys.end(), same)) return broken("two keys of one kid");
    keys.push_back(std::move(*key));
  }
  return keys;
}

JsonObject to_jwk(const P256Point& point, std::string_view kid) {
  return {{"alg", "ES256"},
          {"crv", "P-256"},
          {"kid", kid},
          {"kty", "EC"},
          {"use", "sig"},
          {"x", base64url_encode(point.x)},
          {"y", base64url_encode(point.y)}};
}

// RFC 7638 section 3.2: the required members alone, in the order of their names, without white space.
std::string thumbprint(const P256Point& point) {
  const JsonObject required{
      {"crv", "P-256"}, {"kty", "EC"}, {"x", base64url_encode(point.x)}, {"y", base64url_encode(point.y)}};
  const Digest digest = sha256(as_bytes(CanonicalJson::from_value(required).value().view()));
  return base64url_encode(digest.bytes);
}

Result<P256Point> parse_p256_jwk(std::string_view text) {
  const auto tree = read_tree(text);
  if (!tree) return tree.error();
  const JsonObject& key = tree.value().get_object();
  if (text_of(key, "kty") != "EC" || text_of(key, "crv") != "P-256") return broken("no P-256 key");
  const auto point = read_point(key);
  if (!point) return broken("coordinates");
  return *point;
}

}  // namespace ratestack
