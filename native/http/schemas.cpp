#include "native/http/schemas.hpp"

namespace ratestack::http {
namespace {

// JSON Schema 2020-12, as OpenAPI 3.1 uses it.
constexpr std::string_view kComponents = R"json({
"securitySchemes": {
  "apiKey": {"type": "http", "scheme": "bearer", "bearerFormat": "rsk_<env>_<key id>_<secret>"},
  "accessToken": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
  "internalToken": {"type": "apiKey", "in": "header", "name": "X-Internal-Token"}
},
"parameters": {
  "CorrelationId": {"name": "X-Correlation-Id", "in": "header", "description": "Kept in the answer, the log and the audit row; made where absent",
    "schema": {"$ref": "#/components/schemas/CorrelationId"}},
  "IdempotencyKey": {"name": "Idempotency-Key", "in": "header", "description": "A repeat with the same body gets the first answer again",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255}}
},
"responses": {
  "Problem": {"description": "RFC 9457 problem details", "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}}
},
"schemas": {
  "Id": {"type": "string"},
  "OrgId": {"type": "string", "pattern": "^org_[0-7][0-9A-HJKMNP-TV-Z]{25}$"},
  "Action": {"type": "string", "maxLength": 64, "pattern": "^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$"},
  "ActorId": {"type": "string"},
  "CorrelationId": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,128}$"},
  "Time": {"type": "string", "format": "date-time"},
  "Hash": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
  "RowId": {"type": "integer", "minimum": 1, "maximum": 9007199254740991},
  "Limit": {"type": "integer", "minimum": 1, "maximum": 500, "default": 50},
  "Cursor": {"type": "string"},
  "VerifyLog": {"type": "string", "enum": ["common", "all"], "default": "common"},
  "ExportLog": {"type": "string", "enum": ["common"], "default": "common"},
  "Problem": {"type": "object", "required": ["type", "title", "status", "code", "detail", "correlation_id"],
    "properties": {"type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "code": {"type": "string"},
      "detail": {"type": "string"}, "correlation_id": {"$ref": "#/components/schemas/CorrelationId"}, "pointer": {"type": "string"},
      "parameter": {"type": "string"}, "offset": {"type": "integer"}, "limit": {"type": "integer"}, "capability": {"type": "string"}, "reason": {"type": "string"}}},
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
  "NewPasskey": {"type": "object", "required": ["transaction", "credential", "name"], "additionalProperties": false, "properties": {
    "transaction": {"type": "string"}, "credential": {"$ref": "#/components/schemas/Credential"}, "name": {"type": "string", "minLength": 1, "maxLength": 64}}},
  "Passkey": {"type": "object", "required": ["id", "name", "created_at", "last_used_at", "synced"], "properties": {"id": {"type": "string", "pattern": "^pky_"},
    "name": {"type": "string"}, "created_at": {"$ref": "#/components/schemas/Time"}, "last_used_at": {"type": ["string", "null"]},
    "synced": {"type": ["boolean", "null"], "description": "Whether its authenticator may copy it to other devices"}}},
  "PasskeyPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Passkey"}},
    "next_cursor": {"type": "null"}}},
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
  "LinkedAccount": {"type": "object", "required": ["id", "provider", "issuer", "linked_at"], "properties": {"id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "provider": {"$ref": "#/components/schemas/Provider"}, "issuer": {"type": "string"}, "linked_at": {"$ref": "#/components/schemas/Time"}, "return_path": {"type": "string"}}},
  "LinkedAccounts": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/LinkedAccount"}}}},
  "SessionToken": {"type": "object", "required": ["session_token"], "additionalProperties": false, "properties": {"session_token": {"type": "string", "pattern": "^[A-Za-z0-9_-]{43}$"}}},
  "OrgRoles": {"type": "array", "items": {"type": "object", "required": ["org_id", "roles", "grants"], "properties": {"org_id": {"$ref": "#/components/schemas/OrgId"},
    "roles": {"type": "array", "items": {"type": "string"}}, "grants": {"type": "array", "items": {"type": "object"}}}}},
  "ResolvedSession": {"type": "object", "required": ["user", "org", "org_roles", "permissions", "access_token", "access_token_expires_at", "idle_expires_at", "absolute_expires_at"],
    "properties": {"user": {"$ref": "#/components/schemas/User"}, "org": {"type": "object"}, "org_roles": {"$ref": "#/components/schemas/OrgRoles"},
      "permissions": {"type": "array", "items": {"type": "string"}}, "session": {"$ref": "#/components/schemas/Session"}, "access_token": {"type": "string"},
      "access_token_expires_at": {"$ref": "#/components/schemas/Time"}, "idle_expires_at": {"$ref": "#/components/schemas/Time"},
      "absolute_expires_at": {"$ref": "#/components/schemas/Time"}}},
  "KeySet": {"type": "object", "required": ["keys"], "properties": {"keys": {"type": "array", "items": {"type": "object"}}}},
  "Me": {"type": "object", "required": ["user", "org_roles", "permissions", "session", "second_factors"], "properties": {"user": {"$ref": "#/components/schemas/User"},
    "org_roles": {"$ref": "#/components/schemas/OrgRoles"}, "permissions": {"type": "array", "items": {"type": "string"}},
    "session": {"$ref": "#/components/schemas/Session"}, "second_factors": {"type": "object"}}},
  "SessionPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Session"}},
    "next_cursor": {"type": ["string", "null"]}}},
  "Ended": {"type": "object", "required": ["ended"], "properties": {"ended": {"type": "integer"}}},
  "PasswordChange": {"type": "object", "required": ["current_password", "new_password"], "additionalProperties": false, "properties": {
    "current_password": {"type": "string", "maxLength": 1024}, "new_password": {"type": "string", "maxLength": 1024}}},
  "NewTotp": {"type": "object", "required": ["uri", "secret"], "properties": {"uri": {"type": "string"}, "secret": {"type": "string"}}},
  "TotpCode": {"type": "object", "required": ["code"], "additionalProperties": false, "properties": {"code": {"type": "string", "pattern": "^[0-9]{6}$"}}},
  "RecoveryCodes": {"type": "object", "required": ["recovery_codes"], "properties": {"recovery_codes": {"type": "array", "items": {"type": "string"}}}},
  "ApiKey": {"type": "object", "required": ["id", "name", "capabilities", "created_at", "expires_at", "revoked_at", "last_used_at"], "properties": {"id": {"type": "string"},
    "name": {"type": "string"}, "capabilities": {"type": "array", "items": {"type": "string"}}, "created_at": {"$ref": "#/components/schemas/Time"},
    "expires_at": {"type": ["string", "null"]}, "revoked_at": {"type": ["string", "null"]}, "last_used_at": {"type": ["string", "null"]}}},
  "ApiKeyPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/ApiKey"}},
    "next_cursor": {"type": ["string", "null"]}}},
  "NewApiKey": {"type": "object", "required": ["name", "capabilities"], "additionalProperties": false, "properties": {"name": {"type": "string", "maxLength": 128},
    "capabilities": {"type": "array", "minItems": 1, "items": {"type": "string"}}, "expires_at": {"type": ["string", "null"], "format": "date-time"}}},
  "CreatedApiKey": {"allOf": [{"$ref": "#/components/schemas/ApiKey"}, {"type": "object", "required": ["api_key"], "properties": {"api_key": {"type": "string"}}}]},
  "ApiKeyRotation": {"type": "object", "additionalProperties": false, "properties": {"overlap_seconds": {"type": "integer", "minimum": 0, "maximum": 2592000, "default": 86400}}},
  "Health": {"type": "object", "required": ["status"], "properties": {"status": {"const": "ok"}}},
  "Readiness": {"type": "object", "required": ["status", "checks"], "properties": {"status": {"const": "ready"},
    "checks": {"type": "object", "additionalProperties": {"type": "string"}}}},
  "OpenApi": {"type": "object", "required": ["openapi", "info", "paths"]},
  "Resource": {"type": "object", "required": ["type", "id"], "additionalProperties": false, "properties": {
    "type": {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"}, "id": {"type": "string", "minLength": 1, "maxLength": 256},
    "owner_org_id": {"$ref": "#/components/schemas/OrgId", "description": "The caller's organisation where absent"}}},
  "NewEvent": {"type": "object", "required": ["action", "outcome"], "additionalProperties": false, "properties": {
    "action": {"$ref": "#/components/schemas/Action"}, "outcome": {"type": "string", "pattern": "^[A-Za-z_]{1,32}$"},
    "resource": {"oneOf": [{"$ref": "#/components/schemas/Resource"}, {"type": "null"}]},
    "payload": {"type": ["object", "null"], "description": "{} where absent"},
    "occurred_at": {"oneOf": [{"$ref": "#/components/schemas/Time"}, {"type": "null"}], "description": "Now where absent; never ahead of it"}}},
  "NewEvents": {"oneOf": [{"$ref": "#/components/schemas/NewEvent"}, {"type": "object", "required": ["events"], "additionalProperties": false,
    "properties": {"events": {"type": "array", "minItems": 1, "maxItems": 1000, "items": {"$ref": "#/components/schemas/NewEvent"}}}}]},
  "AppendedEvents": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"type": "object",
    "required": ["id", "entry_hash", "previous_hash", "org_seq"], "properties": {"id": {"$ref": "#/components/schemas/RowId"},
      "entry_hash": {"$ref": "#/components/schemas/Hash"}, "previous_hash": {"$ref": "#/components/schemas/Hash"},
      "org_seq": {"$ref": "#/components/schemas/RowId"}}}}}},
  "UrlQuestion": {"type": "object", "required": ["url", "service"], "additionalProperties": false, "properties": {
    "url": {"type": "string", "description": "At most 8 KiB"},
    "service": {"type": "string", "pattern": "^[a-z0-9-]{1,64}$", "description": "Whose policy applies: scraper-service, webhook-service, email-service, identity-provider, or one of the operator's"}}},
  "UrlVerdict": {"oneOf": [
    {"type": "object", "required": ["allowed", "canonical_url", "host", "port", "addresses"], "properties": {"allowed": {"const": true},
      "canonical_url": {"type": "string", "description": "The only spelling to call"}, "host": {"type": "string"},
      "port": {"type": "integer", "minimum": 1, "maximum": 65535},
      "addresses": {"type": "array", "minItems": 1, "items": {"type": "string"}, "description": "Judged: call one of these and no other"}}},
    {"type": "object", "required": ["allowed", "code", "detail"], "properties": {"allowed": {"const": false},
      "code": {"type": "string", "enum": ["invalid_url", "unsupported_scheme", "credentials_in_url", "port_not_allowed", "host_not_allowlisted",
        "blocked_address", "metadata_endpoint", "dns_failure", "dns_rebinding", "ambiguous_url", "too_many_redirects"]},
      "detail": {"type": "string", "description": "The reason, for the platform operator alone; it stands in the audit row URL_REFUSED"}}}]},
  "Row": {"type": "object", "required": ["entry_hash", "previous_hash", "acting_as_org_id", "action", "actor", "correlation_id", "id",
      "occurred_at", "org_previous_hash", "org_seq", "outcome", "payload", "request", "resource", "schema"],
    "properties": {"entry_hash": {"$ref": "#/components/schemas/Hash"}, "previous_hash": {"$ref": "#/components/schemas/Hash"},
      "acting_as_org_id": {"$ref": "#/components/schemas/OrgId"}, "action": {"$ref": "#/components/schemas/Action"},
      "actor": {"type": "object", "required": ["id", "key_id", "org_id", "type"], "properties": {"id": {"type": "string"},
        "key_id": {"type": ["string", "null"]}, "org_id": {"$ref": "#/components/schemas/OrgId"},
        "type": {"enum": ["user", "api_key", "service", "system"]}}},
      "correlation_id": {"$ref": "#/components/schemas/CorrelationId"}, "id": {"$ref": "#/components/schemas/RowId"},
      "occurred_at": {"$ref": "#/components/schemas/Time"}, "org_previous_hash": {"$ref": "#/components/schemas/Hash"},
      "org_seq": {"$ref": "#/components/schemas/RowId"}, "outcome": {"type": "string"}, "payload": {"type": "object"},
      "request": {"type": ["object", "null"], "properties": {"ip": {"type": "string"}, "method": {"type": "string"}, "uri": {"type": "string"}}},
      "resource": {"type": ["object", "null"]}, "schema": {"const": 1}}},
  "RowPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Row"}}, "next_cursor": {"type": ["string", "null"]}}},
  "Break": {"type": "object", "required": ["row_id", "reason", "expected", "actual"], "properties": {"row_id": {"type": ["integer", "null"]},
    "reason": {"enum": ["entry_hash_mismatch", "previous_hash_mismatch", "missing_row", "malformed_row", "org_chain_mismatch", "truncated",
      "checkpoint_mismatch"]}, "expected": {"type": "string"}, "actual": {"type": "string"}}},
  "LogVerdict": {"type": "object", "required": ["log", "ok", "rows", "first_id", "head", "checkpoint", "first_break", "warnings"],
    "properties": {"log": {"type": "string"}, "ok": {"type": "boolean"}, "rows": {"type": "integer"}, "first_id": {"type": ["integer", "null"]},
      "head": {"type": "object", "required": ["id", "entry_hash"], "properties": {"id": {"type": "integer"},
        "entry_hash": {"$ref": "#/components/schemas/Hash"}}},
      "checkpoint": {"type": ["object", "null"]}, "first_break": {"oneOf": [{"$ref": "#/components/schemas/Break"}, {"type": "null"}]},
      "warnings": {"type": "array", "items": {"type": "object"}}}},
  "Verdict": {"type": "object", "required": ["ok", "logs", "elapsed_ms"], "properties": {"ok": {"type": "boolean"},
    "logs": {"type": "array", "items": {"$ref": "#/components/schemas/LogVerdict"}}, "elapsed_ms": {"type": "integer"}}},
  "NewSecret": {"type": "object", "required": ["value"], "additionalProperties": false, "properties": {
    "value": {"type": "string", "minLength": 1, "maxLength": 65536, "writeOnly": true,
      "description": "At most 64 KiB of UTF-8. Of kind webhook: one to four whsec_ secrets, newest first, one space between"}}},
  "Secret": {"type": "object", "required": ["kind", "name", "kid", "created_at", "updated_at", "fingerprint"], "properties": {
    "kind": {"enum": ["imap", "webhook", "config"]}, "name": {"type": "string", "pattern": "^[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?$"},
    "kid": {"type": "string", "pattern": "^[0-9a-f]{8}$", "description": "The master key that it is sealed under"},
    "created_at": {"$ref": "#/components/schemas/Time"}, "updated_at": {"$ref": "#/components/schemas/Time"},
    "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$",
      "description": "The same for the same value of this organisation, as long as it is stored under one master key"}}},
  "SecretPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Secret"}}, "next_cursor": {"type": ["string", "null"]}}},
  "RekeyJob": {"type": "object", "required": ["id", "state", "target_kid", "total", "done"], "properties": {
    "id": {"type": "string"}, "state": {"enum": ["running", "done", "superseded"]}, "target_kid": {"type": "string"}, "epoch": {"type": "integer"},
    "started_at": {"$ref": "#/components/schemas/Time"}, "updated_at": {"$ref": "#/components/schemas/Time"},
    "finished_at": {"type": ["string", "null"]}, "total": {"type": "integer"}, "done": {"type": "integer"}, "workers": {"type": "integer"},
    "rows_per_second": {"type": ["integer", "null"]}, "eta_seconds": {"type": ["integer", "null"]}}},
  "Rekey": {"type": "object", "required": ["job"], "properties": {"job": {"oneOf": [{"$ref": "#/components/schemas/RekeyJob"}, {"type": "null"}],
    "description": "null where every row is under the current key already: nothing was begun"}}},
  "Rotation": {"type": "object", "required": ["current_kid", "previous_kid", "write_kid", "epoch", "rows", "tables", "quarantined", "quarantine",
      "job", "safe_to_drop_previous", "blockers"], "properties": {
    "current_kid": {"type": "string"}, "previous_kid": {"type": ["string", "null"]},
    "write_kid": {"type": ["string", "null"], "description": "The key that new values are sealed under, by every server"},
    "epoch": {"type": "integer", "description": "How often that key has changed"},
    "rows": {"type": "object", "additionalProperties": {"type": "integer"}, "description": "Rows by key; not_ciphertext for what is none"},
    "tables": {"type": "array", "items": {"type": "object"}}, "quarantined": {"type": "integer"},
    "quarantine": {"type": "array", "items": {"type": "object"}, "description": "The first of the rows that do not open, with the reason"},
    "job": {"oneOf": [{"$ref": "#/components/schemas/RekeyJob"}, {"type": "null"}]}, "safe_to_drop_previous": {"type": "boolean"},
    "blockers": {"type": "array", "items": {"type": "object", "required": ["code", "detail"], "properties": {
      "code": {"enum": ["written_under_previous", "rows_under_previous", "rows_under_unknown_key", "rekey_running"]},
      "detail": {"type": "string"}}}}}},
  "RedactRequest": {"type": "object", "additionalProperties": false, "oneOf": [{"required": ["text"]}, {"required": ["json"]}], "properties": {
    "text": {"type": "string"}, "json": {"description": "Any JSON value; member names are redacted too, order and white space stay"},
    "mode": {"enum": ["label", "partial", "pseudonym", null], "default": "label"},
    "allow": {"type": ["array", "null"], "maxItems": 64, "items": {"type": "string", "minLength": 1, "maxLength": 320},
      "description": "Values that stay as they are"}}},
  "Redacted": {"type": "object", "required": ["counts"], "properties": {"text": {"type": "string"}, "json": {},
    "counts": {"type": "object", "required": ["EMAIL", "PHONE", "SSN", "PAN"], "additionalProperties": {"type": "integer", "minimum": 0}}}}
}})json";

}  // namespace

JsonObject openapi_components() { return parse_json(kComponents).value().as_object(); }

bool has_schema(std::string_view name) {
  return openapi_components().at("schemas").as_object().contains({name.data(), name.size()});
}

}  // namespace ratestack::http
