// Organisations, members, grants, API keys, and decisions about capabilities.
#include "native/http/schemas/areas.hpp"

namespace ratestack::http {

std::string_view organisations_schemas() noexcept {
  return R"json({
  "OrgName": {"type": ["string", "null"], "description": "What the organisation is called now; null in the answer to what made the record"},
  "Capabilities": {"type": "array", "items": {"type": "string"}},
  "Catalog": {"type": "object", "required": ["version", "capabilities", "roles", "org_types"], "properties": {"version": {"type": "integer"},
    "capabilities": {"type": "array", "items": {"type": "object", "required": ["id", "kind", "title", "description", "org_types", "roles"]}},
    "roles": {"type": "array", "items": {"type": "string"}}, "org_types": {"type": "array", "items": {"type": "string"}}}},
  "AuthorizationQuestion": {"type": "object", "required": ["capability"], "additionalProperties": false, "properties": {"capability": {"type": "string"},
    "org_id": {"$ref": "#/components/schemas/OrgId", "description": "The caller's own where absent; another: under its grants"}}},
  "AuthorizationAnswer": {"type": "object", "required": ["allowed", "reason", "path"], "properties": {"allowed": {"type": "boolean"}, "reason": {"type": "string"},
    "path": {"type": "array", "items": {"type": "object", "required": ["check", "of", "passed", "rule"]}}}},
  "Org": {"type": "object", "required": ["id", "type", "name", "created_at", "disabled_at"], "properties": {"id": {"$ref": "#/components/schemas/OrgId"},
    "type": {"type": "string"}, "name": {"type": "string"}, "created_at": {"$ref": "#/components/schemas/Time"}, "disabled_at": {"type": ["string", "null"]}}},
  "OrgPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {"next_cursor": {"type": ["string", "null"]},
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Org"}}}},
  "NewOrg": {"type": "object", "required": ["name", "type", "admin_email"], "additionalProperties": false, "properties": {"name": {"type": "string", "maxLength": 128},
    "type": {"enum": ["ORIGINATOR", "INVESTOR", "CORRESPONDENT", "SUBSERVICER"]}, "admin_email": {"type": "string", "maxLength": 254}}},
  "CreatedOrg": {"type": "object", "required": ["org_id", "type", "name", "admin_id", "email", "password", "api_key"], "properties": {
    "org_id": {"$ref": "#/components/schemas/OrgId"}, "type": {"type": "string"}, "name": {"type": "string"}, "admin_id": {"type": "string"},
    "email": {"type": "string"}, "password": {"type": "string", "description": "Shown this once"}, "api_key": {"type": "string", "description": "Shown this once"}}},
  "OrgState": {"type": "object", "required": ["state"], "additionalProperties": false, "properties": {"state": {"enum": ["active", "disabled"]}}},
  "OrgCapabilities": {"type": "object", "required": ["org_id", "type", "ceiling", "enabled", "effective", "disabled_at"], "properties": {
    "org_id": {"$ref": "#/components/schemas/OrgId"}, "type": {"type": "string"}, "ceiling": {"$ref": "#/components/schemas/Capabilities"},
    "enabled": {"$ref": "#/components/schemas/Capabilities"}, "effective": {"$ref": "#/components/schemas/Capabilities", "description": "The caller's"},
    "disabled_at": {"type": ["string", "null"]}}},
  "EnabledCapabilities": {"type": "object", "required": ["capabilities"], "additionalProperties": false, "properties": {"capabilities": {"$ref": "#/components/schemas/Capabilities"}}},
  "Member": {"type": "object", "required": ["user_id", "email", "name", "roles", "member_since", "disabled_at"], "properties": {"user_id": {"type": "string"},
    "email": {"type": "string"}, "name": {"type": "string"}, "roles": {"type": "array", "items": {"type": "string"}},
    "member_since": {"$ref": "#/components/schemas/Time"}, "disabled_at": {"type": ["string", "null"]}}},
  "MemberPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Member"}},
    "next_cursor": {"type": ["string", "null"]}}},
  "NewMember": {"type": "object", "required": ["email", "roles"], "additionalProperties": false, "properties": {"email": {"type": "string", "maxLength": 254},
    "roles": {"type": "array", "minItems": 1, "items": {"type": "string"}}}},
  "MemberRoles": {"type": "object", "required": ["roles"], "additionalProperties": false, "properties": {"roles": {"type": "array", "minItems": 1, "items": {"type": "string"}}}},
  "GrantSide": {"type": "string", "enum": ["given", "received"], "default": "given"},
  "Grant": {"type": "object", "required": ["id", "grantor_org_id", "grantor_name", "grantee_org_id", "grantee_name", "grantee_user_id", "granted_by", "capabilities", "created_at", "expires_at", "revoked_at", "state"],
    "properties": {"id": {"type": "string", "pattern": "^grant_"}, "grantor_org_id": {"$ref": "#/components/schemas/OrgId"}, "grantee_org_id": {"$ref": "#/components/schemas/OrgId"},
      "grantor_name": {"$ref": "#/components/schemas/OrgName"}, "grantee_name": {"$ref": "#/components/schemas/OrgName"},
      "grantee_user_id": {"type": ["string", "null"]}, "granted_by": {"type": "string"}, "capabilities": {"$ref": "#/components/schemas/Capabilities"},
      "created_at": {"$ref": "#/components/schemas/Time"}, "expires_at": {"$ref": "#/components/schemas/Time"}, "revoked_at": {"type": ["string", "null"]},
      "state": {"type": "string", "enum": ["live", "expired", "revoked"]}}},
  "GrantPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Grant"}},
    "next_cursor": {"type": ["string", "null"]}}},
  "NewGrant": {"type": "object", "required": ["grantee_org_id", "capabilities", "expires_at"], "additionalProperties": false, "properties": {
    "grantee_org_id": {"$ref": "#/components/schemas/OrgId"}, "grantee_user_id": {"type": "string"}, "capabilities": {"$ref": "#/components/schemas/Capabilities"},
    "expires_at": {"$ref": "#/components/schemas/Time"}}},
  "ApiKey": {"type": "object", "required": ["id", "name", "capabilities", "created_at", "expires_at", "revoked_at", "last_used_at"], "properties": {"id": {"type": "string"},
    "name": {"type": "string"}, "capabilities": {"type": "array", "items": {"type": "string"}}, "created_at": {"$ref": "#/components/schemas/Time"},
    "expires_at": {"type": ["string", "null"]}, "revoked_at": {"type": ["string", "null"]}, "last_used_at": {"type": ["string", "null"]}}},
  "ApiKeyPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/ApiKey"}},
    "next_cursor": {"type": ["string", "null"]}}},
  "NewApiKey": {"type": "object", "required": ["name", "capabilities"], "additionalProperties": false, "properties": {"name": {"type": "string", "maxLength": 128},
    "capabilities": {"type": "array", "minItems": 1, "items": {"type": "string"}}, "expires_at": {"type": ["string", "null"], "format": "date-time"}}},
  "CreatedApiKey": {"allOf": [{"$ref": "#/components/schemas/ApiKey"}, {"type": "object", "required": ["api_key"], "properties": {"api_key": {"type": "string"}}}]},
  "ApiKeyRotation": {"type": "object", "additionalProperties": false, "properties": {"overlap_seconds": {"type": "integer", "minimum": 0, "maximum": 2592000, "default": 86400}}}
})json";
}

}  // namespace ratestack::http
