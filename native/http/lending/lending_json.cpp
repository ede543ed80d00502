#include "native/http/lending/lending_json.hpp"

#include "native/http/identity_json.hpp"

namespace ratestack::http {
namespace {

template <typename IdType>
JsonValue id_or_null(const std::optional<IdType>& id) {
  return id ? JsonValue(id->view()) : JsonValue();
}

JsonValue text_or_null(const std::optional<std::string>& text) { return text ? JsonValue(*text) : JsonValue(); }

JsonValue number(std::uint64_t value) { return JsonValue(static_cast<std::int64_t>(value)); }

JsonArray texts_json(const std::vector<std::string>& texts) { return JsonArray(texts.begin(), texts.end()); }

JsonObject refusal_json(const Refusal& refusal) {
  JsonObject json{{"code", to_string(refusal.code)}};
  if (!refusal.table.empty()) json["table"] = refusal.table;
  if (!refusal.row.empty()) json["row"] = refusal.row;
  if (!refusal.column.empty()) json["column"] = refusal.column;
  return json;
}

JsonObject ineligible_json(const IneligibleProduct& product) {
  JsonArray reasons;
  reasons.reserve(product.reasons.size());
  for (const Refusal& reason : product.reasons) reasons.push_back(refusal_json(reason));
  return {{"sheet_id", product.sheet_id}, {"product", product.product}, {"reasons", std::move(reasons)}};
}

JsonObject priced_offer_json(const Offer& offer, const service::PricedLoan& priced) {
  JsonObject json = service::offer_json(offer);
  const auto lender = priced.lenders.find(offer.sheet_id);
  const bool known = lender != priced.lenders.end();
  json["lender_org_id"] = known ? JsonValue(lender->second.id.view()) : JsonValue();
  json["lender_name"] = known ? org_name_or_null(lender->second.name) : JsonValue();
  return json;
}

JsonObject fault_json(const SheetFault& fault) {
  JsonObject json{{"code", to_string(fault.code)}};
  if (fault.line != 0) json["line"] = number(fault.line);
  if (fault.column != 0) json["column"] = number(fault.column);
  if (fault.line == 0) json["pointer"] = fault.pointer;
  if (!fault.detail.empty()) json["detail"] = fault.detail;
  return json;
}

// What was locked is kept as the text that the row's evidence is made of.
void add_evidence(JsonObject& json, const std::string& evidence) {
  auto tree = parse_json(evidence);
  JsonObject* const parts = tree ? tree.value().if_object() : nullptr;
  for (const std::string_view name : {"loan", "offer"}) {
    JsonValue* const part = parts == nullptr ? nullptr : parts->if_contains(name);
    json[name] = part == nullptr ? JsonValue() : std::move(*part);
  }
}

}  // namespace

JsonObject loan_json(const service::LoanRecord& loan) {
  JsonObject json = service::terms_json(loan.terms);
  json["id"] = loan.id.view();
  json["owner_org_id"] = loan.org_id.view();
  json["owner_name"] = org_name_or_null(loan.owner_name);
  json["status"] = to_string(loan.status);
  json["external_id"] = text_or_null(loan.external_id);
  json["version"] = number(loan.version);
  json["created_at"] = loan.created_at.to_text();
  json["updated_at"] = loan.updated_at.to_text();
  return json;
}

JsonObject masked_json(const Borrower& borrower) {
  return {{"name", borrower.name()}, {"email", borrower.email()}, {"ssn", borrower.ssn().masked()}};
}

JsonObject borrower_json(const Borrower& borrower) {
  return {{"name", borrower.name()}, {"email", borrower.email()}, {"ssn", borrower.ssn().text()}};
}

JsonObject share_json(const service::LoanShare& share) {
  return {{"loan_id", share.loan_id.view()},
          {"org_id", share.org_id.view()},
          {"org_name", org_name_or_null(share.org_name)},
          {"created_at", share.created_at.to_text()}};
}

JsonObject sheet_reader_json(const service::SheetReader& reader) {
  return {{"org_id", reader.org_id.view()},
          {"org_name", org_name_or_null(reader.org_name)},
          {"created_at", reader.created_at.to_text()}};
}

JsonObject pricing_json(const service::PricedLoan& priced) {
  JsonArray offers;
  offers.reserve(priced.pricing.offers.size());
  for (const Offer& offer : priced.pricing.offers) offers.push_back(priced_offer_json(offer, priced));
  JsonArray ineligible;
  ineligible.reserve(priced.pricing.ineligible.size());
  for (const IneligibleProduct& product : priced.pricing.ineligible) ineligible.push_back(ineligible_json(product));
  return {{"offers", std::move(offers)},
          {"considered", number(priced.pricing.considered)},
          {"ineligible", std::move(ineligible)}};
}

JsonObject lock_json(const service::RateLock& lock, const LockRules& rules, Timestamp now) {
  JsonObject json{{"id", lock.id.view()},
                  {"loan_id", lock.loan_id.view()},
                  {"owner_org_id", lock.org_id.view()},
                  {"owner_name", org_name_or_null(lock.owner_name)},
                  {"lender_org_id", lock.lender_org_id.view()},
                  {"lender_name", org_name_or_null(lock.lender_name)},
                  {"sheet_id", lock.sheet_id.view()},
                  {"product", lock.product},
                  {"rate", lock.rate.to_text()},
                  {"lock_days", lock.lock.days.units()},
                  {"price", lock.lock.price.to_text()},
                  {"state", to_string(state_at(lock.lock, rules, now))},
                  {"requested_at", lock.lock.requested_at.to_text()},
                  {"committed_at", time_or_null(lock.lock.committed_at)},
                  {"expires_at", expires_at(lock.lock, rules).to_text()},
                  {"extended_days", lock.lock.extended_days},
                  {"relock_of", id_or_null(lock.relock_of)},
                  {"confirmation", text_or_null(lock.confirmation)},
                  {"version", number(lock.version)}};
  add_evidence(json, lock.evidence);
  return json;
}

JsonObject document_json(const service::DocumentRecord& document) {
  return {{"id", document.id.view()},
          {"loan_id", document.loan_id.view()},
          {"owner_org_id", document.org_id.view()},
          {"delivered_by_org_id", document.delivered_by_org_id.view()},
          {"delivered_by_name", org_name_or_null(document.deliverer_name)},
          {"kind", document.kind},
          {"name", document.name},
          {"media_type", document.media_type},
          {"size", number(document.size)},
          {"sha256", document.digest.to_hex()},
          {"created_at", document.created_at.to_text()}};
}

JsonObject sheet_json(const service::SheetRecord& sheet) {
  return {{"id", sheet.id.view()},
          {"lender_org_id", sheet.org_id.view()},
          {"lender_name", org_name_or_null(sheet.lender_name)},
          {"name", sheet.name},
          {"sha256", sheet.digest.to_hex()},
          {"cells", number(sheet.cells)},
          {"products", texts_json(sheet.products)},
          {"in_force", texts_json(sheet.in_force)},
          {"state", to_string(sheet.state())},
          {"created_at", sheet.created_at.to_text()},
          {"activated_at", time_or_null(sheet.activated_at)}};
}

JsonObject faults_json(const SheetFaults& faults) {
  JsonArray items;
  items.reserve(faults.items.size());
  for (const SheetFault& fault : faults.items) items.push_back(fault_json(fault));
  return {{"faults", std::move(items)}, {"more", faults.more}};
}

JsonObject webhook_json(const service::WebhookRecord& webhook) {
  return {{"id", webhook.id.view()},
          {"url", webhook.url},
          {"events", texts_json(webhook.events)},
          {"created_at", webhook.created_at.to_text()}};
}

}  // namespace ratestack::http
