// One's own account.
#include "native/http/schemas/areas.hpp"

namespace ratestack::http {

std::string_view me_schemas() noexcept {
  return R"json({
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
  "LinkedAccount": {"type": "object", "required": ["id", "provider", "issuer", "linked_at"], "properties": {"id": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
    "provider": {"$ref": "#/components/schemas/Provider"}, "issuer": {"type": "string"}, "linked_at": {"$ref": "#/components/schemas/Time"}, "return_path": {"type": "string"}}},
  "LinkedAccounts": {"type": "object", "required": ["items"], "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/LinkedAccount"}}}},
  "NewPasskey": {"type": "object", "required": ["transaction", "credential", "name"], "additionalProperties": false, "properties": {
    "transaction": {"type": "string"}, "credential": {"$ref": "#/components/schemas/Credential"}, "name": {"type": "string", "minLength": 1, "maxLength": 64}}},
  "Passkey": {"type": "object", "required": ["id", "name", "created_at", "last_used_at", "synced"], "properties": {"id": {"type": "string", "pattern": "^pky_"},
    "name": {"type": "string"}, "created_at": {"$ref": "#/components/schemas/Time"}, "last_used_at": {"type": ["string", "null"]},
    "synced": {"type": ["boolean", "null"], "description": "Whether its authenticator may copy it to other devices"}}},
  "PasskeyPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Passkey"}},
    "next_cursor": {"type": "null"}}}
})json";
}

}  // namespace ratestack::http
