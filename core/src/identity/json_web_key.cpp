#include "ratestack/identity/json_web_key.hpp"

#include <algorithm>
#include <optional>

#include "ratestack/crypto/sha256.hpp"
#include "ratestack/encoding/base64url.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kMinModulusBytes = 256;
constexpr std::size_t kMaxModulusBytes = 512;
constexpr std::size_t kMaxExponentBytes = 4;
constexpr std::size_t kMaxKid = 256;

std::string_view text_of(const JsonObject& object, const char* name) {
  const JsonValue* const value = object.if_contains(name);
  const JsonString* const text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

Error broken(const char* what) { return Error(JwtError::malformed_key_set, what); }

Result<P256Point> read_point(const JsonObject& key) {
  P256Point point;
  const bool read =
      base64url_decode_into(text_of(key, "x"), point.x) && base64url_decode_into(text_of(key, "y"), point.y);
  if (!read) return broken("coordinates");
  return point;
}

Result<RsaPublicKey> read_rsa(const JsonObject& key) {
  auto modulus = base64url_decode(text_of(key, "n"));
  auto exponent = base64url_decode(text_of(key, "e"));
  if (!modulus || !exponent) return broken("RSA key");
  RsaPublicKey rsa{std::move(modulus.value()), std::move(exponent.value())};
  const bool sized = rsa.modulus.size() >= kMinModulusBytes && rsa.modulus.size() <= kMaxModulusBytes &&
                     !rsa.exponent.empty() && rsa.exponent.size() <= kMaxExponentBytes;
  if (!sized || rsa.modulus.front() == 0 || rsa.exponent.front() == 0) return broken("RSA key");
  const bool odd = (rsa.exponent.back() & 1U) != 0 && (rsa.exponent.size() > 1 || rsa.exponent.back() > 1);
  if (!odd) return broken("RSA exponent");
  return rsa;
}

/// Whether the key may be used with this algorithm at all, by its own word.
bool is_for(const JsonObject& key, SignatureAlgorithm algorithm) {
  const std::string_view use = text_of(key, "use"), alg = text_of(key, "alg");
  return (use.empty() || use == "sig") && (alg.empty() || alg == to_string(algorithm));
}

Result<std::optional<JsonWebKey>> read_key(const JsonValue& value) {
  const JsonObject* const key = value.if_object();
  if (key == nullptr) return broken("a key is no object");
  const std::string_view kid = text_of(*key, "kid"), kind = text_of(*key, "kty");
  if (kid.empty()) return std::optional<JsonWebKey>();
  if (kid.size() > kMaxKid) return broken("kid");
  if (kind == "EC" && text_of(*key, "crv") == "P-256" && is_for(*key, SignatureAlgorithm::es256)) {
    auto point = read_point(*key);
    if (!point) return point.error();
    return std::optional<JsonWebKey>({std::string(kid), point.value()});
  }
  if (kind == "RSA" && is_for(*key, SignatureAlgorithm::rs256)) {
    auto rsa = read_rsa(*key);
    if (!rsa) return rsa.error();
    return std::optional<JsonWebKey>({std::string(kid), std::move(rsa.value())});
  }
  return std::optional<JsonWebKey>();
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
    auto key = read_key(value);
    if (!key) return key.error();
    if (!key.value()) continue;
    const auto same = [&](const JsonWebKey& other) { return other.kid == key.value()->kid; };
    if (std::any_of(keys.begin(), keys.end(), same)) return broken("two keys of one kid");
    keys.push_back(std::move(*key.value()));
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
  return read_point(key);
}

}  // namespace ratestack
