#include "native/service/identity/api_keys.hpp"

#include "native/service/identity/identity_events.hpp"
#include "native/service/new_id.hpp"
#include "native/service/record_text.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/identity/api_key_token.hpp"

namespace ratestack::service {
namespace {

AuditEvent key_event(const Asker& asker, std::string_view action, const ApiKey& key, JsonObject payload) {
  payload["name"] = key.name;
  return to_event(asker, {action, "success", std::move(payload), {"api_key", key.id.text(), key.org_id}});
}

JsonObject order_payload(const ApiKey& key) {
  return {{"capabilities", capability_names(key.capabilities)},
          {"expires_at", key.expires_at ? JsonValue(key.expires_at->to_text()) : JsonValue()}};
}

Result<void> spent_now(const Result<Spent>& spent) {
  if (!spent) return spent.error();
  if (spent.value() == Spent::before) return StoreError::not_found;
  return {};
}

}  // namespace

Result<CreatedApiKey> ApiKeys::create(const ApiKeyOrder& order, const Asker& asker) {
  NewApiKey made = make_api_key(environment_, new_id<KeyId>(asker.now, entropy_), entropy_);
  ApiKey key{made.key_id,        asker.org_id, order.name,       made.secret_hash,
             order.capabilities, asker.now,    order.expires_at, {}};
  AppendJob job;
  job.events.push_back(key_event(asker, kApiKeyCreated, key, order_payload(key)));
  job.change = [&key](WriteTransaction& transaction) { return transaction.insert_api_key(key); };
  if (auto written = writer_.submit_and_wait(std::move(job)); !written) return written.error();
  return CreatedApiKey{std::move(key), std::move(made.text)};
}

Result<ApiKey> ApiKeys::find(const KeyId& id, const OrgId& org) const {
  auto found = store_.find_api_key(id);
  if (!found) return found.error();
  if (!found.value() || found.value()->org_id != org || found.value()->revoked_at) return StoreError::not_found;
  return std::move(*found.value());
}

Result<CreatedApiKey> ApiKeys::rotate(const KeyId& id, std::chrono::seconds overlap, const Asker& asker) {
  const auto present = find(id, asker.org_id);
  if (!present) return present.error();
  const ApiKey& old = present.value();
  NewApiKey made = make_api_key(environment_, new_id<KeyId>(asker.now, entropy_), entropy_);
  ApiKey key{made.key_id, old.org_id, old.name, made.secret_hash, old.capabilities, asker.now, old.expires_at, {}};
  const auto ends = Timestamp::from_micros(asker.now.micros() + std::chrono::microseconds(overlap).count());
  AppendJob job;
  job.events.push_back(key_event(asker, kApiKeyRotated, old, {{"next", key.id.view()}, {"ends_at", ends.to_text()}}));
  job.events.push_back(key_event(asker, kApiKeyCreated, key, order_payload(key)));
  job.change = [&key, &old, ends](WriteTransaction& transaction) -> Result<void> {
    if (auto put = transaction.insert_api_key(key); !put) return put;
    const auto ended = transaction.identity().expire_api_key(old.org_id, old.id, ends);
    return ended ? Result<void>() : ended.error();
  };
  if (auto written = writer_.submit_and_wait(std::move(job)); !written) return written.error();
  return CreatedApiKey{std::move(key), std::move(made.text)};
}

Result<void> ApiKeys::revoke(const KeyId& id, const Asker& asker) {
  const auto present = find(id, asker.org_id);
  if (!present) return present.error();
  AppendJob job;
  job.events.push_back(key_event(asker, kApiKeyRevoked, present.value(), {}));
  job.change = [&](WriteTransaction& transaction) {
    return spent_now(transaction.identity().revoke_api_key(asker.org_id, id, asker.now));
  };
  const auto written = writer_.submit_and_wait(std::move(job));
  return written ? Result<void>() : written.error();
}

}  // namespace ratestack::service
