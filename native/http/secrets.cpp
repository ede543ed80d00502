// /v1/secrets: stored and described here; a value that went in comes out nowhere in this folder.
#include "native/http/asker_of.hpp"
#include "native/http/cursor.hpp"
#include "native/http/handlers.hpp"
#include "native/http/http_error.hpp"
#include "native/http/json_fields.hpp"
#include "native/service/record_text.hpp"
#include "ratestack/base/limits.hpp"
#include "ratestack/encoding/canonical_json.hpp"
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

std::string to_text(const JsonValue& value) { return CanonicalJson::from_value(value).value().text(); }

std::string page_body(const std::vector<SecretRecord>& records, std::size_t limit) {
  JsonArray items;
  for (std::size_t i = 0; i < records.size() && i < limit; ++i) items.emplace_back(metadata(records[i]));
  JsonValue next;
  if (records.size() > limit) {
    const SecretName& last = records[limit - 1].name;
    next = make_text_cursor(std::string(to_string(last.kind)) + '/' + last.name);
  }
  return to_text(JsonObject{{"items", std::move(items)}, {"next_cursor", std::move(next)}});
}

struct ListPlace {
  std::string kind, name;
};

Result<ListPlace> asked_place(const Query& query) {
  const auto cursor = query.text("cursor");
  if (!cursor) return ListPlace{};
  const auto last = parse_text_cursor(*cursor);
  const std::size_t slash = last ? last->find('/') : std::string::npos;
  if (slash == std::string::npos) {
    return Error(HttpError::invalid_parameter, "cursor: must be a next_cursor of this list");
  }
  return ListPlace{last->substr(0, slash), last->substr(slash + 1)};
}

void list_now(Api& api, const ExchangePtr& exchange) {
  const auto limit = exchange->query().integer("limit", 1, limits::kMaxPageSize);
  if (!limit) return exchange->fail(limit.error());
  const auto place = asked_place(exchange->query());
  if (!place) return exchange->fail(place.error());
  const std::size_t size = limit.value().value_or(limits::kDefaultPageSize);
  const auto records = api.store.secrets().list(exchange->principal().org_id, place->kind, place->name, size + 1);
  if (!records) return exchange->fail(records.error());
  exchange->answer(json_answer(200, page_body(*records, size)));
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
