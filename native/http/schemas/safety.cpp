// Redaction and judgements of URLs.
#include "native/http/schemas/areas.hpp"

namespace ratestack::http {

std::string_view safety_schemas() noexcept {
  return R"json({
  "RedactRequest": {"type": "object", "additionalProperties": false, "oneOf": [{"required": ["text"]}, {"required": ["json"]}], "properties": {
    "text": {"type": "string"}, "json": {"description": "Any JSON value; member names are redacted too, order and white space stay"},
    "mode": {"enum": ["label", "partial", "pseudonym", null], "default": "label"},
    "allow": {"type": ["array", "null"], "maxItems": 64, "items": {"type": "string", "minLength": 1, "maxLength": 320},
      "description": "Values that stay as they are"}}},
  "Redacted": {"type": "object", "required": ["counts"], "properties": {"text": {"type": "string"}, "json": {},
    "counts": {"type": "object", "required": ["EMAIL", "PHONE", "SSN", "PAN"], "additionalProperties": {"type": "integer", "minimum": 0}}}},
  "UrlQuestion": {"type": "object", "required": ["url", "service"], "additionalProperties": false, "properties": {
    "url": {"type": "string", "description": "At most 8 KiB"},
    "service": {"type": "string", "pattern": "^[a-z0-9-]{1,64}$", "description": "Whose policy applies: scraper-service, webhook-service, email-service, identity-provider, or one of the operator's"}}},
  "UrlRefusalCode": {"type": "string", "enum": ["invalid_url", "unsupported_scheme", "credentials_in_url", "port_not_allowed", "host_not_allowlisted",
    "blocked_address", "metadata_endpoint", "dns_failure", "dns_rebinding", "ambiguous_url", "too_many_redirects"]},
  "UrlRefusal": {"type": "object", "required": ["service", "code"], "additionalProperties": false, "properties": {
    "service": {"type": "string", "pattern": "^[a-z0-9-]{1,64}$"}, "code": {"$ref": "#/components/schemas/UrlRefusalCode"},
    "detail": {"type": ["string", "null"], "maxLength": 256, "description": "The reason, which the audit row alone repeats"},
    "host": {"type": ["string", "null"], "minLength": 1, "maxLength": 253}}},
  "UrlVerdict": {"oneOf": [
    {"type": "object", "required": ["allowed", "canonical_url", "host", "port", "addresses"], "properties": {"allowed": {"const": true},
      "canonical_url": {"type": "string", "description": "The only spelling to call"}, "host": {"type": "string"},
      "port": {"type": "integer", "minimum": 1, "maximum": 65535},
      "addresses": {"type": "array", "minItems": 1, "items": {"type": "string"}, "description": "Judged: call one of these and no other"}}},
    {"type": "object", "required": ["allowed", "code", "detail"], "properties": {"allowed": {"const": false},
      "code": {"$ref": "#/components/schemas/UrlRefusalCode"},
      "detail": {"type": "string", "description": "The reason, for the platform operator alone; it stands in the audit row URL_REFUSED"}}}]}
})json";
}

}  // namespace ratestack::http
