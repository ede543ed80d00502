#include "ratestack/identity/compact_jwt.hpp"

#include "ratestack/encoding/base64url.hpp"
#include "ratestack/encoding/canonical_json.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kMaxHeaderBytes = 2'048;  // of the segment
constexpr std::size_t kMaxDepth = 16;
constexpr std::size_t kMaxMembers = 256;

Error malformed(const char* part) { return Error(JwtError::malformed, part); }

Result<JsonObject> read_object(std::string_view segment, const char* part) {
  const auto bytes = base64url_decode(segment);
  if (!bytes) return malformed(part);
  // Other issuers may state numbers that no double holds exactly; none of those that we read is one.
  auto tree = parse_json(as_text(bytes.value()), {.max_bytes = CompactJwt::kMaxBytes,
                                                  .max_depth = kMaxDepth,
                                                  .max_members = kMaxMembers,
                                                  .integers = IntegerRule::nearest});
  if (!tree || !tree.value().is_object()) return malformed(part);
  return std::move(tree.value().get_object());
}

/// False where the member is there and is no string of at most `limit` bytes.
bool read_text(const JsonObject& object, const char* name, std::size_t limit, std::string& out) {
  const JsonValue* const value = object.if_contains(name);
  if (value == nullptr) return true;
  const JsonString* const text = value->if_string();
  if (text == nullptr || text->size() > limit) return false;
  out.assign(text->data(), text->size());
  return true;
}

}  // namespace

Result<CompactJwt> CompactJwt::parse(std::string_view text) {
  if (text.size() > kMaxBytes) return JwtError::too_long;
  const std::size_t first = text.find('.');
  const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
  if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos) {
    return malformed("segments");
  }
  CompactJwt jwt;
  if (auto read = jwt.read_header(text.substr(0, first)); !read) return read.error();
  if (auto read = jwt.read_claims(text.substr(first + 1, second - first - 1)); !read) return read.error();
  auto signature = base64url_decode(text.substr(second + 1));
  if (!signature) return malformed("signature");
  jwt.signature_ = std::move(signature.value());
  jwt.signing_size_ = second;
  jwt.text_ = std::string(text);
  return jwt;
}

Result<void> CompactJwt::read_header(std::string_view segment) {
  if (segment.size() > kMaxHeaderBytes) return malformed("header");
  const auto header = read_object(segment, "header");
  if (!header) return header.error();
  if (header.value().contains("crit") || header.value().contains("b64")) return malformed("crit");
  const JsonObject& members = header.value();
  const bool fit = read_text(members, "alg", 16, algorithm_) && read_text(members, "kid", kMaxKid, kid_) &&
                   read_text(members, "typ", 64, type_);
  if (!fit || algorithm_.empty()) return malformed("header");
  return {};
}

Result<void> CompactJwt::read_claims(std::string_view segment) {
  auto claims = read_object(segment, "claims");
  if (!claims) return claims.error();
  claims_ = std::move(claims.value());
  return {};
}

std::string jwt_signing_input(SignatureAlgorithm algorithm, std::string_view kid, std::string_view typ,
                              const JsonObject& claims) {
  JsonObject header{{"alg", to_string(algorithm)}, {"kid", kid}};
  if (!typ.empty()) header["typ"] = typ;
  const auto segment = [](const JsonObject& object) {
    return base64url_encode(as_bytes(CanonicalJson::from_value(object).value().view()));
  };
  return segment(header) + '.' + segment(claims);
}

std::string finish_jwt(std::string signing_input, ByteSpan signature) {
  return std::move(signing_input) + '.' + base64url_encode(signature);
}

}  // namespace ratestack
