// /v1/secrets: stored and described here; a value that went in comes out nowhere in this folder.
#include "native/http/asker_of.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/json_fields.hpp"
#include "native/http/page.hpp"
#include "native/service/record_text.hpp"
#include "ratestack/secrets/envelope.hpp"
#include "ratestack/secrets/webhook_signature.hpp"

namespace ratestack::http {
namespace {

using service::SecretName;
using service::SecretRecord;

/// An unknown kind, or a name that no secret can have, is a place where nothing is.
Result<SecretName> asked_name(const Exchange& exchange) {
  const auto kind = service::parse_secret_kind(exchange.path_parameter("kind"));
  const std::string_view name = exchange.path_parameter("name");
  if (!kind) return HttpError::no_such_route;
  if (!service::is_secret_name(name)) {
    return Error(HttpError::invalid_parameter,
                 "name: must be 1 to 64 of a-z 0-9 . _ -, beginning and ending in a letter or digit");
  }
  return SecretName{exchange.principal().org_id, *kind, std::string(name)};
}

/// What a value of this kind must be, where it is not; null where it is.
const char* broken_rule(service::SecretKind kind, std::string_view value) {
  if (value.empty() || value.size() > kMaxSecretBytes) return "must be 1 to 65536 bytes long";
  if (kind == service::SecretKind::webhook && !WebhookSecrets::parse(value)) {
    return "must be one to four whsec_ secrets of 24 to 64 bytes, newest first, with one space between two";
  }
  return nullptr;
}

Result<SecretBytes> read_value(service::SecretKind kind, std::string_view body) {
  const auto tree = parse_json(body);
  if (!tree) return tree.error();
  const auto fields = Fields::of(*tree, "");
  if (!fields) return fields.error();
  if (const auto known = fields->only({"value"}); !known) return known.error();
  const auto value = fields->text("value");
  if (!value) return value.error();
  if (const char* const rule = broken_rule(kind, *value); rule != nullptr) return fields->broken("value", rule);
  return SecretBytes::copy_of(as_bytes(*value));
}

JsonObject metadata(const SecretRecord& record) {
  const std::string_view envelope = record.envelope;
  const std::string kid = envelope.size() > kEnvelopePrefix.size()
                              ? service::kid_of_head(envelope.substr(kEnvelopePrefix.size(), Kid::kSize + 1))
                              : std::string();
  return {{"kind", to_string(record.name.kind)},
          {"name", record.name.name},
          {"kid", kid.empty() ? JsonValue() : JsonValue(kid)},
          {"created_at", record.created_at.to_text()},
          {"updated_at", record.updated_at.to_text()},
          {"fingerprint", record.fingerprint}};
}

struct ListPlace {
  std::string kind, name;
};

Result<ListPlace> place_of(const AskedPage& page) {
  if (page.after.empty()) return ListPlace{};
  const std::size_t slash = page.after.find('/');
  if (slash == std::string::npos) return no_such_cursor();
  return ListPlace{page.after.substr(0, slash), page.after.substr(slash + 1)};
}

std::string mark_of(const SecretRecord& record) {
  return std::string(to_string(record.name.kind)) + '/' + record.name.name;
}

void list_now(Api& api, const ExchangePtr& exchange) {
  const auto page = asked_page(*exchange);
  if (!page) return exchange->fail(page.error());
  const auto place = place_of(page.value());
  if (!place) return exchange->fail(place.error());
  const auto records =
      api.store.secrets().list(exchange->principal().org_id, place->kind, place->name, page.value().wanted());
  if (!records) return exchange->fail(records.error());
  exchange->answer(json_answer(200, page_body(records.value(), page.value(), metadata, mark_of)));
}

void put_now(Api& api, const ExchangePtr& exchange, const SecretName& name) {
  auto value = read_value(name.kind, exchange->request().body);
  exchange->wipe_body();
  if (!value) return exchange->fail(value.error());
  const auto done = [exchange](const Result<SecretRecord>& stored) {
    if (!stored) return exchange->fail(stored.error());
    exchange->answer(json_answer(200, to_text(metadata(*stored))));
  };
  api.secrets.vault.put(name, std::move(*value), asker_of(*exchange, api.clock.now()), done);
}

}  // namespace

void put_secret(Api& api, const ExchangePtr& exchange) {
  const auto name = asked_name(*exchange);
  if (!name) return exchange->fail(name.error());
  run_in(api.reads, exchange, [&api, exchange, name = *name] { put_now(api, exchange, name); });
}

void get_secret(Api& api, const ExchangePtr& exchange) {
  const auto name = asked_name(*exchange);
  if (!name) return exchange->fail(name.error());
  run_in(api.reads, exchange, [&api, exchange, name = *name] {
    const auto record = api.secrets.vault.describe(name);
    if (!record) return exchange->fail(record.error());
    exchange->answer(json_answer(200, to_text(metadata(*record))));
  });
}

void delete_secret(Api& api, const ExchangePtr& exchange) {
  const auto name = asked_name(*exchange);
  if (!name) return exchange->fail(name.error());
  const auto done = [exchange](const Result<SecretRecord>& removed) {
    if (!removed) return exchange->fail(removed.error());
    exchange->answer(Answer{204, {}, {}, {}});
  };
  api.secrets.vault.remove(*name, asker_of(*exchange, api.clock.now()), done);
}

void list_secrets(Api& api, const ExchangePtr& exchange) {
  run_in(api.reads, exchange, [&api, exchange] { list_now(api, exchange); });
}

}  // namespace ratestack::http
