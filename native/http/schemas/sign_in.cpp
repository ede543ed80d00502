// Sign-in, sessions and the providers elsewhere.
#include "native/http/schemas/areas.hpp"

namespace ratestack::http {

std::string_view sign_in_schemas() noexcept {
  return R"json({
  "Client": {"type": "object", "required": ["ip"], "additionalProperties": false, "properties": {"ip": {"type": "string"}, "user_agent": {"type": "string"}}},
  "PasswordSignIn": {"type": "object", "required": ["email", "password", "client"], "additionalProperties": false, "properties": {
    "email": {"type": "string", "maxLength": 254}, "password": {"type": "string", "minLength": 1, "maxLength": 1024},
    "client": {"$ref": "#/components/schemas/Client"}, "device": {"type": "string", "description": "What an earlier sign-in answered, kept by the browser"}}},
  "CodeSignIn": {"type": "object", "required": ["challenge", "method", "code", "client"], "additionalProperties": false, "properties": {
    "challenge": {"type": "string"}, "method": {"type": "string", "enum": ["totp", "recovery_code"]}, "code": {"type": "string", "maxLength": 64},
    "client": {"$ref": "#/components/schemas/Client"}, "device": {"type": "string"}}},
  "StepUp": {"type": "object", "required": ["session_token", "client"], "additionalProperties": false,
    "description": "A password, or a method and its code, or a passkey's transaction and credential",
    "properties": {"session_token": {"type": "string"}, "password": {"type": "string"}, "method": {"type": "string", "enum": ["totp", "recovery_code"]},
      "code": {"type": "string"}, "transaction": {"type": "string"}, "credential": {"$ref": "#/components/schemas/Credential"}, "client": {"$ref": "#/components/schemas/Client"}, "device": {"type": "string"}}},
  "Credential": {"type": "object", "required": ["id", "rawId", "type", "response"], "description": "PublicKeyCredential.toJSON() of WebAuthn Level 3",
    "properties": {"id": {"type": "string"}, "rawId": {"type": "string"}, "type": {"const": "public-key"}, "response": {"type": "object"}}},
  "PasskeyStart": {"type": "object", "required": ["options", "transaction"], "properties": {
    "options": {"type": "object", "description": "For PublicKeyCredential.parseCreationOptionsFromJSON or parseRequestOptionsFromJSON"},
    "transaction": {"type": "string", "description": "To be sent with the credential, by the same browser; good once and for six minutes"}}},
  "PasskeySignIn": {"type": "object", "required": ["transaction", "credential", "client"], "additionalProperties": false, "properties": {
    "transaction": {"type": "string"}, "credential": {"$ref": "#/components/schemas/Credential"},
    "client": {"$ref": "#/components/schemas/Client"}, "device": {"type": "string"}}},
  "User": {"type": "object", "required": ["id", "org_id", "email", "name"], "properties": {"id": {"type": "string"}, "org_id": {"$ref": "#/components/schemas/OrgId"},
    "email": {"type": "string"}, "name": {"type": "string"}}},
  "Session": {"type": "object", "required": ["id", "created_at", "authenticated_at", "acr", "methods", "last_seen_at", "idle_expires_at", "absolute_expires_at", "client"],
    "properties": {"id": {"type": "string", "pattern": "^ses_"}, "created_at": {"$ref": "#/components/schemas/Time"}, "authenticated_at": {"$ref": "#/components/schemas/Time"},
      "acr": {"type": "string", "enum": ["aal1", "aal2"]}, "methods": {"type": "array", "items": {"type": "string"}}, "last_seen_at": {"$ref": "#/components/schemas/Time"},
      "idle_expires_at": {"$ref": "#/components/schemas/Time"}, "absolute_expires_at": {"$ref": "#/components/schemas/Time"},
      "client": {"$ref": "#/components/schemas/Client"}, "current": {"type": "boolean"}}},
  "SignedIn": {"oneOf": [
    {"type": "object", "required": ["session_token", "session", "user"], "properties": {"session_token": {"type": "string"}, "session": {"$ref": "#/components/schemas/Session"},
      "user": {"$ref": "#/components/schemas/User"}, "device": {"type": "string", "description": "For the browser to keep"}}},
    {"type": "object", "required": ["challenge", "methods", "expires_in"], "description": "With status 202", "properties": {"challenge": {"type": "string"},
      "methods": {"type": "array", "items": {"type": "string"}}, "expires_in": {"type": "integer"}}}]},
  "Provider": {"type": "string", "enum": ["google", "microsoft", "apple"]},
  "Providers": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"type": "object", "required": ["provider", "answers_by_post"],
    "properties": {"provider": {"$ref": "#/components/schemas/Provider"}, "answers_by_post": {"type": "boolean"}}}}}},
  "ProviderStart": {"type": "object", "additionalProperties": false, "properties": {"return_path": {"type": "string", "maxLength": 512, "default": "/"}}},
  "ProviderStarted": {"type": "object", "required": ["authorization_url", "transaction", "expires_in", "answers_by_post"], "properties": {
    "authorization_url": {"type": "string"}, "transaction": {"type": "string", "description": "Sealed, for a cookie of this browser"},
    "expires_in": {"type": "integer"}, "answers_by_post": {"type": "boolean", "description": "The answer is a cross-site POST: the cookie must be SameSite=None"}}},
  "ProviderAnswer": {"type": "object", "required": ["transaction", "form"], "additionalProperties": false, "properties": {
    "transaction": {"type": "string", "maxLength": 4096}, "form": {"type": "string", "maxLength": 16384, "description": "The query that came to the redirect URI, without \"?\", or the posted form"}}},
  "ProviderSignIn": {"type": "object", "required": ["transaction", "form", "client"], "additionalProperties": false, "properties": {
    "transaction": {"type": "string", "maxLength": 4096}, "form": {"type": "string", "maxLength": 16384},
    "client": {"$ref": "#/components/schemas/Client"}, "device": {"type": "string"}}},
  "ProviderSignedIn": {"allOf": [{"$ref": "#/components/schemas/SignedIn"}, {"type": "object", "required": ["return_path"], "properties": {"return_path": {"type": "string"}}}]},
  "ProviderLogout": {"type": "object", "required": ["logout_token", "client"], "additionalProperties": false, "properties": {
    "logout_token": {"type": "string", "maxLength": 16384, "description": "As the provider posted it (OpenID Connect Back-Channel Logout 1.0 section 2.4)"},
    "client": {"$ref": "#/components/schemas/Client"}}},
  "SessionToken": {"type": "object", "required": ["session_token"], "additionalProperties": false, "properties": {"session_token": {"type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"}}},
  "OrgRoles": {"type": "array", "items": {"type": "object", "required": ["org_id", "roles", "grants"], "properties": {"org_id": {"$ref": "#/components/schemas/OrgId"},
    "roles": {"type": "array", "items": {"type": "string"}}, "grants": {"type": "array", "items": {"type": "object", "required": ["id", "grantor_org_id", "grantor_name", "capabilities", "expires_at"]}}}}},
  "ResolvedSession": {"type": "object", "required": ["user", "org", "org_roles", "permissions", "access_token", "access_token_expires_at", "idle_expires_at", "absolute_expires_at"],
    "properties": {"user": {"$ref": "#/components/schemas/User"}, "org": {"type": "object"}, "org_roles": {"$ref": "#/components/schemas/OrgRoles"},
      "permissions": {"type": "array", "items": {"type": "string"}}, "session": {"$ref": "#/components/schemas/Session"}, "access_token": {"type": "string"},
      "access_token_expires_at": {"$ref": "#/components/schemas/Time"}, "idle_expires_at": {"$ref": "#/components/schemas/Time"},
      "absolute_expires_at": {"$ref": "#/components/schemas/Time"}}},
  "KeySet": {"type": "object", "required": ["keys"], "properties": {"keys": {"type": "array", "items": {"type": "object"}}}}
})json";
}

}  // namespace ratestack::http
