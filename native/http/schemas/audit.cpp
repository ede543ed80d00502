// Rows of the audit log, new ones and verdicts on old ones.
#include "native/http/schemas/areas.hpp"

namespace ratestack::http {

std::string_view audit_schemas() noexcept {
  return R"json({
  "Action": {"type": "string", "maxLength": 64, "pattern": "^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$"},
  "Actions": {"type": "string", "pattern": "^[A-Z][A-Z0-9_]*(,[A-Z][A-Z0-9_]*){0,15}$"},
  "CountStep": {"type": "string", "enum": ["hour", "day"]},
  "ActorId": {"type": "string"},
  "Hash": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
  "RowId": {"type": "integer", "minimum": 1, "maximum": 9007199254740991},
  "VerifyLog": {"type": "string", "enum": ["common", "all"], "default": "common"},
  "ExportLog": {"type": "string", "enum": ["common"], "default": "common"},
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
  "EventCount": {"type": "object", "required": ["action", "start", "count"], "properties": {"action": {"$ref": "#/components/schemas/Action"},
    "start": {"$ref": "#/components/schemas/Time"}, "count": {"type": "integer", "minimum": 1,
      "description": "Rows; of ACCESS_DENIED with the denials that a row says were not written down before it"}}},
  "EventCounts": {"type": "object", "required": ["step", "from", "to", "items", "complete", "complete_from"], "properties": {
    "step": {"$ref": "#/components/schemas/CountStep"}, "from": {"$ref": "#/components/schemas/Time"}, "to": {"$ref": "#/components/schemas/Time"},
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/EventCount"}, "description": "By action, then by time; none of 0"},
    "complete": {"type": "boolean"}, "complete_from": {"$ref": "#/components/schemas/Time",
      "description": "Steps before it may be too low: the log is longer than what one count reads"}}},
  "Break": {"type": "object", "required": ["row_id", "reason", "expected", "actual"], "properties": {"row_id": {"type": ["integer", "null"]},
    "reason": {"enum": ["entry_hash_mismatch", "previous_hash_mismatch", "missing_row", "malformed_row", "org_chain_mismatch", "truncated",
      "checkpoint_mismatch"]}, "expected": {"type": "string"}, "actual": {"type": "string"}}},
  "LogVerdict": {"type": "object", "required": ["log", "ok", "rows", "first_id", "head", "checkpoint", "first_break", "warnings", "summary"],
    "properties": {"log": {"type": "string"}, "ok": {"type": "boolean"}, "rows": {"type": "integer"}, "first_id": {"type": ["integer", "null"]},
      "head": {"type": "object", "required": ["id", "entry_hash"], "properties": {"id": {"type": "integer"},
        "entry_hash": {"$ref": "#/components/schemas/Hash"}}},
      "checkpoint": {"type": ["object", "null"]}, "first_break": {"oneOf": [{"$ref": "#/components/schemas/Break"}, {"type": "null"}]},
      "warnings": {"type": "array", "items": {"type": "object"}}, "summary": {"type": "string", "description": "The verdict in one sentence, as `ratestack audit` says it"}}},
  "Verdict": {"type": "object", "required": ["ok", "logs", "elapsed_ms"], "properties": {"ok": {"type": "boolean"},
    "logs": {"type": "array", "items": {"$ref": "#/components/schemas/LogVerdict"}}, "elapsed_ms": {"type": "integer"}}}
})json";
}

}  // namespace ratestack::http
