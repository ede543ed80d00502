// Loans, their prices, locks and documents.
#include "native/http/schemas/areas.hpp"

namespace ratestack::http {

std::string_view loans_schemas() noexcept {
  return R"json({
  "LoanId": {"type": "string", "pattern": "^loan_[0-7][0-9A-HJKMNP-TV-Z]{25}$"},
  "LockId": {"type": "string", "pattern": "^lock_[0-7][0-9A-HJKMNP-TV-Z]{25}$"},
  "Money": {"type": "string", "pattern": "^(0|[1-9][0-9]*)(\\.[0-9]{1,2})?$", "description": "US dollars"},
  "Percent": {"type": "string", "pattern": "^(0|[1-9][0-9]*)(\\.[0-9]{1,3})?$"},
  "Price": {"type": "string", "pattern": "^-?(0|[1-9][0-9]*)(\\.[0-9]{1,6})?$", "description": "Percent of par"},
  "Fico": {"type": "integer", "minimum": 300, "maximum": 850},
  "LockDays": {"type": "integer", "minimum": 1, "maximum": 360},
  "PropertyState": {"type": "string", "pattern": "^[A-Z]{2}$"},
  "Occupancy": {"type": "string", "enum": ["primary", "second_home", "investment"]},
  "LoanPurpose": {"type": "string", "enum": ["purchase", "rate_term", "cash_out"]},
  "LoanStatus": {"type": "string", "enum": ["open", "submitted", "approved", "clear_to_close", "closed", "funded", "purchased", "withdrawn", "denied"]},
  "Borrower": {"type": "object", "required": ["name", "email", "ssn"], "additionalProperties": false, "properties": {
    "name": {"type": "string", "minLength": 1, "maxLength": 200}, "email": {"type": "string", "maxLength": 254},
    "ssn": {"type": "string", "pattern": "^([0-9]{3}-[0-9]{2}-[0-9]{4}|[0-9]{9})$"}}},
  "MaskedBorrower": {"type": "object", "required": ["name", "email", "ssn"], "properties": {
    "name": {"type": "string"}, "email": {"type": "string"}, "ssn": {"type": "string", "pattern": "^\\*\\*\\*-\\*\\*-[0-9]{4}$"}}},
  "LoanTerms": {"type": "object", "required": ["amount", "property_state", "occupancy", "purpose", "fico", "ltv"], "properties": {
    "amount": {"$ref": "#/components/schemas/Money"}, "property_state": {"$ref": "#/components/schemas/PropertyState"},
    "occupancy": {"$ref": "#/components/schemas/Occupancy"}, "purpose": {"$ref": "#/components/schemas/LoanPurpose"},
    "fico": {"$ref": "#/components/schemas/Fico"}, "ltv": {"$ref": "#/components/schemas/Percent", "description": "At most two decimals"}}},
  "NewLoan": {"allOf": [{"$ref": "#/components/schemas/LoanTerms"}, {"type": "object", "required": ["borrower"], "properties": {
    "borrower": {"$ref": "#/components/schemas/Borrower"}}}], "unevaluatedProperties": false},
  "LoanChange": {"type": "object", "additionalProperties": false, "description": "What is absent stays; a borrower is replaced whole", "properties": {
    "amount": {"$ref": "#/components/schemas/Money"}, "property_state": {"$ref": "#/components/schemas/PropertyState"},
    "occupancy": {"$ref": "#/components/schemas/Occupancy"}, "purpose": {"$ref": "#/components/schemas/LoanPurpose"},
    "fico": {"$ref": "#/components/schemas/Fico"}, "ltv": {"$ref": "#/components/schemas/Percent"},
    "borrower": {"$ref": "#/components/schemas/Borrower"}}},
  "Loan": {"allOf": [{"$ref": "#/components/schemas/LoanTerms"}, {"type": "object",
    "required": ["id", "owner_org_id", "owner_name", "status", "external_id", "version", "created_at", "updated_at"], "properties": {
    "id": {"$ref": "#/components/schemas/LoanId"}, "owner_org_id": {"$ref": "#/components/schemas/OrgId"}, "owner_name": {"$ref": "#/components/schemas/OrgName"},
    "status": {"$ref": "#/components/schemas/LoanStatus"}, "external_id": {"type": ["string", "null"]},
    "version": {"type": "integer", "minimum": 1, "description": "Of the entity tag"},
    "created_at": {"$ref": "#/components/schemas/Time"}, "updated_at": {"$ref": "#/components/schemas/Time"}}}]},
  "LoanWithBorrower": {"allOf": [{"$ref": "#/components/schemas/Loan"}, {"type": "object", "required": ["borrower"], "properties": {
    "borrower": {"oneOf": [{"$ref": "#/components/schemas/MaskedBorrower"}, {"type": "null"}],
      "description": "null but for who has loan.write in the loan's organisation"}}}]},
  "LoanPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Loan"}}, "next_cursor": {"type": ["string", "null"]}}},
  "NewLoanShare": {"type": "object", "required": ["org_id"], "additionalProperties": false, "properties": {"org_id": {"$ref": "#/components/schemas/OrgId"}}},
  "LoanShare": {"type": "object", "required": ["loan_id", "org_id", "org_name", "created_at"], "properties": {
    "org_name": {"$ref": "#/components/schemas/OrgName"}, "loan_id": {"$ref": "#/components/schemas/LoanId"},
    "org_id": {"$ref": "#/components/schemas/OrgId"}, "created_at": {"$ref": "#/components/schemas/Time"}}},
  "LoanShares": {"type": "object", "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/LoanShare"}}, "next_cursor": {"type": "null"}}},
  "PricingRequest": {"type": "object", "required": ["lock_days"], "additionalProperties": false, "properties": {
    "lock_days": {"$ref": "#/components/schemas/LockDays"}, "rate": {"$ref": "#/components/schemas/Percent", "description": "This note rate alone"},
    "target_price": {"$ref": "#/components/schemas/Price", "default": "100.000"},
    "max_offers": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}}},
  "Offer": {"type": "object", "required": ["sheet_id", "product", "rate", "lock_days", "base_price", "adjustments", "price"], "properties": {
    "sheet_id": {"type": "string"}, "product": {"type": "string"}, "rate": {"$ref": "#/components/schemas/Percent"},
    "lock_days": {"$ref": "#/components/schemas/LockDays"}, "base_price": {"$ref": "#/components/schemas/Price"},
    "adjustments": {"type": "array", "items": {"type": "object", "required": ["table", "row", "column", "points"], "properties": {
      "table": {"type": "string"}, "row": {"type": "string"}, "column": {"type": ["string", "null"]}, "points": {"type": "string"}}}},
    "price": {"$ref": "#/components/schemas/Price"}, "lender_org_id": {"$ref": "#/components/schemas/OrgId"}, "lender_name": {"$ref": "#/components/schemas/OrgName"}}},
  "Pricing": {"type": "object", "required": ["offers", "considered", "ineligible"], "properties": {
    "offers": {"type": "array", "items": {"$ref": "#/components/schemas/Offer"}, "description": "Best execution first"},
    "considered": {"type": "integer", "minimum": 0}, "ineligible": {"type": "array", "items": {"type": "object",
      "required": ["sheet_id", "product", "reasons"], "properties": {"sheet_id": {"type": "string"}, "product": {"type": "string"},
        "reasons": {"type": "array", "items": {"type": "object", "required": ["code"], "properties": {
          "code": {"enum": ["not_offered", "outside_table", "no_lock_period", "no_price"]}, "table": {"type": "string"},
          "row": {"type": "string"}, "column": {"type": "string"}}}}}}}}},
  "LoanPricing": {"allOf": [{"$ref": "#/components/schemas/Pricing"}, {"type": "object", "required": ["loan_id", "version"], "properties": {
    "loan_id": {"$ref": "#/components/schemas/LoanId"}, "version": {"type": "integer"}}}]},
  "NewLock": {"type": "object", "required": ["sheet_id", "product", "rate", "lock_days"], "additionalProperties": false, "properties": {
    "sheet_id": {"type": "string", "pattern": "^rs_"}, "product": {"type": "string"}, "rate": {"$ref": "#/components/schemas/Percent"},
    "lock_days": {"$ref": "#/components/schemas/LockDays"},
    "price": {"$ref": "#/components/schemas/Price", "description": "What was quoted: refused where the price is worse by now"}}},
  "LockRules": {"type": "object", "required": ["commit_within_seconds", "relock_window_seconds", "extension_fee_per_day", "max_extension_days"], "properties": {
    "commit_within_seconds": {"type": "integer", "description": "A request that waits longer has lapsed"},
    "relock_window_seconds": {"type": "integer", "description": "After a lock's expiry: until then the worse of its price and the current one counts"},
    "extension_fee_per_day": {"type": "string", "description": "Points added to the price; below zero"},
    "max_extension_days": {"type": "integer", "description": "Of one lock, all extensions together"}}},
  "LockExtension": {"type": "object", "required": ["days"], "additionalProperties": false, "properties": {"days": {"type": "integer", "minimum": 1}}},
  "Lock": {"type": "object", "required": ["id", "loan_id", "owner_org_id", "owner_name", "lender_org_id", "lender_name", "sheet_id", "product", "rate", "lock_days", "price", "state",
      "requested_at", "committed_at", "expires_at", "extended_days", "relock_of", "confirmation", "version", "loan", "offer"], "properties": {
    "id": {"$ref": "#/components/schemas/LockId"}, "loan_id": {"$ref": "#/components/schemas/LoanId"},
    "owner_org_id": {"$ref": "#/components/schemas/OrgId"}, "owner_name": {"$ref": "#/components/schemas/OrgName"},
    "lender_org_id": {"$ref": "#/components/schemas/OrgId"}, "lender_name": {"$ref": "#/components/schemas/OrgName"},
    "sheet_id": {"type": "string"}, "product": {"type": "string"}, "rate": {"$ref": "#/components/schemas/Percent"},
    "lock_days": {"$ref": "#/components/schemas/LockDays"}, "price": {"$ref": "#/components/schemas/Price"},
    "state": {"enum": ["requested", "committed", "expired"]}, "requested_at": {"$ref": "#/components/schemas/Time"},
    "committed_at": {"type": ["string", "null"]}, "expires_at": {"$ref": "#/components/schemas/Time"},
    "extended_days": {"type": "integer"}, "relock_of": {"type": ["string", "null"], "description": "The lapsed lock that the price was held against"},
    "confirmation": {"type": ["string", "null"]}, "version": {"type": "integer", "minimum": 1, "description": "Of the entity tag"},
    "loan": {"oneOf": [{"$ref": "#/components/schemas/LoanTerms"}, {"type": "null"}]},
    "offer": {"oneOf": [{"$ref": "#/components/schemas/Offer"}, {"type": "null"}]}}},
  "LockPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Lock"}}, "next_cursor": {"type": ["string", "null"]}}},
  "Document": {"type": "object", "required": ["id", "loan_id", "owner_org_id", "delivered_by_org_id", "delivered_by_name", "kind", "name", "media_type", "size", "sha256", "created_at"],
    "properties": {"id": {"type": "string", "pattern": "^doc_"}, "loan_id": {"$ref": "#/components/schemas/LoanId"},
      "owner_org_id": {"$ref": "#/components/schemas/OrgId"}, "delivered_by_org_id": {"$ref": "#/components/schemas/OrgId"}, "delivered_by_name": {"$ref": "#/components/schemas/OrgName"}, "kind": {"type": "string"},
      "name": {"type": "string"}, "media_type": {"type": "string"}, "size": {"type": "integer", "description": "Bytes"},
      "sha256": {"$ref": "#/components/schemas/Hash"}, "created_at": {"$ref": "#/components/schemas/Time"}}},
  "DocumentPage": {"type": "object", "required": ["items", "next_cursor"], "properties": {
    "items": {"type": "array", "items": {"$ref": "#/components/schemas/Document"}}, "next_cursor": {"type": ["string", "null"]}}}
})json";
}

}  // namespace ratestack::http
