// Secrets without their values, and rotation.
#include "native/http/schemas/areas.hpp"

namespace ratestack::http {

std::string_view secrets_schemas() noexcept {
  return R"json({
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
      "detail": {"type": "string"}}}}}}
})json";
}

}  // namespace ratestack::http
