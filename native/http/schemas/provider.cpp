// What integration partners send.
#include "native/http/schemas/areas.hpp"

namespace ratestack::http {

std::string_view provider_schemas() noexcept {
  return R"json({
  "ImportedLoan": {"allOf": [{"$ref": "#/components/schemas/LoanTerms"}, {"type": "object", "required": ["borrower", "external_id"], "properties": {
    "borrower": {"$ref": "#/components/schemas/Borrower"},
    "external_id": {"type": "string", "pattern": "^[!-~]{1,64}$", "description": "One loan of an organisation has it"}}}],
    "unevaluatedProperties": false},
  "LoanStatusReport": {"type": "object", "required": ["status"], "additionalProperties": false, "properties": {"status": {"$ref": "#/components/schemas/LoanStatus"}}},
  "QuoteRequest": {"allOf": [{"$ref": "#/components/schemas/LoanTerms"}, {"type": "object", "required": ["lock_days"], "properties": {
    "lock_days": {"$ref": "#/components/schemas/LockDays"}, "rate": {"$ref": "#/components/schemas/Percent"},
    "target_price": {"$ref": "#/components/schemas/Price"}, "max_offers": {"type": "integer", "minimum": 1, "maximum": 1000}}}],
    "unevaluatedProperties": false},
  "LockConfirmation": {"type": "object", "required": ["confirmation"], "additionalProperties": false, "properties": {
    "confirmation": {"type": "string", "pattern": "^[!-~]{1,64}$", "description": "The lender's own number of the lock"}}},
  "NewDocument": {"type": "object", "required": ["loan_id", "kind", "name", "media_type", "content_base64"], "additionalProperties": false, "properties": {
    "loan_id": {"$ref": "#/components/schemas/LoanId"}, "kind": {"type": "string", "pattern": "^[a-z0-9_-]{1,64}$"},
    "name": {"type": "string", "minLength": 1, "maxLength": 255, "description": "A file's, without a path"},
    "media_type": {"type": "string", "maxLength": 127, "description": "Without parameters"},
    "content_base64": {"type": "string", "minLength": 4, "description": "RFC 4648 section 4, with padding"}}},
  "WebhookEvent": {"type": "string", "enum": ["document.delivered", "loan.created", "loan.shared", "loan.status_changed", "lock.committed",
    "lock.requested", "ratesheet.activated"]},
  "NewWebhook": {"type": "object", "required": ["url", "events"], "additionalProperties": false, "properties": {
    "url": {"type": "string", "maxLength": 8192, "description": "What webhook-service may call"},
    "events": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/WebhookEvent"}}}},
  "Webhook": {"type": "object", "required": ["id", "url", "events", "created_at"], "properties": {"id": {"type": "string", "pattern": "^whk_"},
    "url": {"type": "string"}, "events": {"type": "array", "items": {"$ref": "#/components/schemas/WebhookEvent"}},
    "created_at": {"$ref": "#/components/schemas/Time"}, "secret": {"type": "string", "description": "whsec_..., in the first answer alone"}}},
  "WebhookPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Webhook"}}, "next_cursor": {"type": ["string", "null"]}}}
})json";
}

}  // namespace ratestack::http
