// Rate sheets of lenders.
#include "native/http/schemas/areas.hpp"

namespace ratestack::http {

std::string_view rate_sheets_schemas() noexcept {
  return R"json({
  "NewRateSheet": {"type": "object", "required": ["ratesheet", "name", "lock_days", "rates"], "additionalProperties": false,
    "description": "docs/rate-sheets.md; the same as text/csv. Refused with every fault", "properties": {
    "ratesheet": {"const": 1}, "name": {"type": "string"}, "lock_days": {"type": "array"}, "rates": {"type": "array", "items": {"type": "array"}},
    "tables": {"type": "array", "items": {"type": "object"}}}},
  "RateSheet": {"type": "object", "required": ["id", "lender_org_id", "lender_name", "name", "sha256", "cells", "products", "in_force", "state", "created_at", "activated_at"],
    "properties": {"id": {"type": "string", "pattern": "^rs_"}, "lender_org_id": {"$ref": "#/components/schemas/OrgId"}, "lender_name": {"$ref": "#/components/schemas/OrgName"}, "name": {"type": "string"},
      "sha256": {"$ref": "#/components/schemas/Hash", "description": "Of its CSV text"}, "cells": {"type": "integer"},
      "products": {"type": "array", "items": {"type": "string"}},
      "in_force": {"type": "array", "items": {"type": "string"}, "description": "Of its products, those that it prices now"},
      "state": {"enum": ["draft", "active", "superseded"]}, "created_at": {"$ref": "#/components/schemas/Time"},
      "activated_at": {"type": ["string", "null"]}}},
  "RateSheetPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/RateSheet"}}, "next_cursor": {"type": ["string", "null"]}}},
  "NewRateSheetReaders": {"type": "object", "required": ["org_ids"], "additionalProperties": false, "properties": {
    "org_ids": {"type": "array", "maxItems": 1000, "items": {"$ref": "#/components/schemas/OrgId"}}}},
  "RateSheetReader": {"type": "object", "required": ["org_id", "org_name", "created_at"], "properties": {
    "org_id": {"$ref": "#/components/schemas/OrgId"}, "org_name": {"$ref": "#/components/schemas/OrgName"},
    "created_at": {"$ref": "#/components/schemas/Time", "description": "Since when it is offered them"}}},
  "RateSheetReaders": {"type": "object", "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/RateSheetReader"}}, "next_cursor": {"type": "null"}}}
})json";
}

}  // namespace ratestack::http
