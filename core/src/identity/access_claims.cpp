#include "ratestack/identity/access_claims.hpp"

#include <algorithm>
#include <array>

namespace ratestack {
namespace {

constexpr std::int64_t kMicros = 1'000'000;
constexpr std::array kAlgorithms{SignatureAlgorithm::es256};

Error malformed(std::string_view claim) { return Error(JwtError::malformed_claim, std::string(claim)); }

JsonArray to_array(const std::vector<std::string>& texts) {
  JsonArray array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

JsonArray to_array(const std::vector<GrantClaim>& grants) {
  JsonArray array;
  for (const GrantClaim& grant : grants) {
    array.push_back(JsonObject{{"capabilities", to_array(grant.capabilities)},
                               {"expires_at", grant.expires_at.to_text()},
                               {"grantor_org_id", grant.grantor_org_id.view()},
                               {"id", grant.id.view()}});
  }
  return array;
}

template <std::size_t kCount>
bool has_only(const JsonObject& object, const std::array<std::string_view, kCount>& known) {
  return object.size() == kCount && std::all_of(known.begin(), known.end(), [&](std::string_view name) {
           return object.contains({name.data(), name.size()});
         });
}

std::string_view text_of(const JsonObject& object, const char* name) {
  const JsonValue* const value = object.if_contains(name);
  const JsonString* const text = value == nullptr ? nullptr : value->if_string();
  return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

Result<std::vector<std::string>> read_texts(const JsonValue* value) {
  const JsonArray* const array = value == nullptr ? nullptr : value->if_array();
  if (array == nullptr) return malformed("org_roles");
  std::vector<std::string> texts;
  for (const JsonValue& each : *array) {
    const JsonString* const text = each.if_string();
    if (text == nullptr) return malformed("org_roles");
    texts.emplace_back(text->data(), text->size());
  }
  return texts;
}

Result<GrantClaim> read_grant(const JsonValue& value) {
  constexpr std::array<std::string_view, 4> kMembers{"capabilities", "expires_at", "grantor_org_id", "id"};
  const JsonObject* const object = value.if_object();
  if (object == nullptr || !has_only(*object, kMembers)) return malformed("grants");
  auto id = GrantId::parse(text_of(*object, "id"));
  auto grantor = OrgId::parse(text_of(*object, "grantor_org_id"));
  const auto expires_at = Timestamp::parse_canonical(text_of(*object, "expires_at"));
  auto capabilities = read_texts(object->if_contains("capabilities"));
  if (!id || !grantor || !expires_at || !capabilities) return malformed("grants");
  return GrantClaim{std::move(*id), std::move(*grantor), std::move(*capabilities), *expires_at};
}

Result<OrgRolesClaim> read_org(const JsonValue& value) {
  constexpr std::array<std::string_view, 3> kMembers{"grants", "org_id", "roles"};
  const JsonObject* const object = value.if_object();
  if (object == nullptr || !has_only(*object, kMembers)) return malformed("org_roles");
  auto org = OrgId::parse(text_of(*object, "org_id"));
  auto roles = read_texts(object->if_contains("roles"));
  const JsonArray* const grants = object->if_contains("grants")->if_array();
  if (!org || !roles || grants == nullptr) return malformed("org_roles");
  OrgRolesClaim claim{std::move(*org), std::move(*roles), {}};
  for (const JsonValue& each : *grants) {
    auto grant = read_grant(each);
    if (!grant) return grant.error();
    claim.grants.push_back(std::move(*grant));
  }
  return claim;
}

Result<std::vector<OrgRolesClaim>> read_org_roles(const JsonObject& claims) {
  const JsonValue* const value = claims.if_contains("org_roles");
  const JsonArray* const array = value == nullptr ? nullptr : value->if_array();
  if (array == nullptr) return malformed("org_roles");
  std::vector<OrgRolesClaim> org_roles;
  for (const JsonValue& each : *array) {
    auto org = read_org(each);
    if (!org) return org.error();
    org_roles.push_back(std::move(*org));
  }
  return org_roles;
}

}  // namespace

JsonObject to_claims(const AccessClaims& access, std::string_view issuer, Timestamp now) {
  JsonArray org_roles;
  for (const OrgRolesClaim& org : access.org_roles) {
    org_roles.push_back(
        JsonObject{{"grants", to_array(org.grants)}, {"org_id", org.org_id.view()}, {"roles", to_array(org.roles)}});
  }
  const std::int64_t issued = now.micros() / kMicros;
  return {{"aud", kAccessTokenAudience},
          {"exp", issued + kAccessTokenLifetime.count()},
          {"iat", issued},
          {"iss", issuer},
          {"org_id", access.org_id.view()},
          {"org_roles", std::move(org_roles)},
          {"sid", access.session_id.view()},
          {"sub", access.subject.view()}};
}

Result<AccessClaims> read_access_claims(const VerifiedJwt& jwt) {
  constexpr std::array<std::string_view, 8> kClaims{"aud", "exp", "iat", "iss", "org_id", "org_roles", "sid", "sub"};
  const JsonObject& claims = jwt.claims();
  if (!has_only(claims, kClaims) || !claims.at("aud").is_string()) return malformed("claims");
  auto subject = UserId::parse(text_of(claims, "sub"));
  auto org = OrgId::parse(text_of(claims, "org_id"));
  auto session = SessionId::parse(text_of(claims, "sid"));
  if (!subject || !org || !session) return malformed("sub, org_id, sid");
  auto org_roles = read_org_roles(claims);
  if (!org_roles) return org_roles.error();
  return AccessClaims{std::move(*subject), std::move(*org), std::move(*session), std::move(*org_roles)};
}

JwtRules access_token_rules(std::string_view issuer) {
  return {.algorithms = kAlgorithms,
          .issuer = issuer,
          .audience = kAccessTokenAudience,
          .type = kAccessTokenType,
          .leeway = std::chrono::seconds(5),
          .max_lifetime = kAccessTokenLifetime};
}

}  // namespace ratestack
