#include "ratestack/identity/webauthn/client_data.hpp"

#include "json_members.hpp"
#include "ratestack/crypto/sha256.hpp"

namespace ratestack {
namespace {

using webauthn::text_member;

constexpr std::size_t kMaxDepth = 8;
constexpr std::size_t kMaxMembers = 64;

bool is_absent_or_false(const JsonValue* value) { return value == nullptr || (value->is_bool() && !value->get_bool()); }

std::string_view type_of(Ceremony ceremony) {
  return ceremony == Ceremony::registration ? "webauthn.create" : "webauthn.get";
}

Result<JsonValue> read(ByteSpan json) {
  auto tree = parse_json(as_text(json), {.max_bytes = kMaxClientDataBytes,
                                         .max_depth = kMaxDepth,
                                         .max_members = kMaxMembers,
                                         .integers = IntegerRule::nearest});
  if (!tree || !tree.value().is_object()) return WebAuthnError::malformed_client_data;
  return tree;
}

}  // namespace

Result<Digest> check_client_data(ByteSpan json, Ceremony ceremony, const RelyingParty& rp,
                                 const WebAuthnChallenge& challenge) {
  const auto tree = read(json);
  if (!tree) return tree.error();
  const JsonObject& data = tree.value().get_object();
  if (text_member(data, "type") != type_of(ceremony)) return WebAuthnError::wrong_type;
  if (text_member(data, "challenge") != challenge.text()) return WebAuthnError::wrong_challenge;
  const auto origin = text_member(data, "origin");
  if (!origin || !rp.has_origin(*origin)) return WebAuthnError::wrong_origin;
  const bool own = is_absent_or_false(data.if_contains("crossOrigin")) && !data.contains("topOrigin");
  if (!own) return WebAuthnError::cross_origin;
  return sha256(json);
}

}  // namespace ratestack
