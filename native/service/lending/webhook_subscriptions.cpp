#include "native/service/lending/webhook_subscriptions.hpp"

#include "native/service/identity/identity_events.hpp"
#include "native/service/lending/lending_conflict.hpp"
#include "native/service/new_id.hpp"
#include "native/service/secrets/sealed_values.hpp"
#include "ratestack/secrets/webhook_signature.hpp"

namespace ratestack::service {
namespace {

Resource resource_of(const SubscriptionId& id, const OrgId& org) { return {"webhook", id.text(), org}; }

Result<void> check_room(WriteTransaction& transaction, const OrgId& org) {
  const auto count = transaction.lending().count_webhooks(org);
  if (!count) return count.error();
  return count.value() < WebhookSubscriptions::kMost ? Result<void>() : LendingConflict::too_many_webhooks;
}

}  // namespace

Result<Written<WebhookSubscriptions::Subscribed>> WebhookSubscriptions::subscribe(const NewWebhook& order,
                                                                                  const Asker& asker,
                                                                                  const Once<Subscribed>& once) const {
  const WebhookRecord record{.id = new_id<SubscriptionId>(asker.now, entropy_),
                             .org_id = asker.org_id,
                             .url = order.url,
                             .events = order.events,
                             .secret = {},
                             .created_by = asker.actor.id,
                             .created_at = asker.now};
  const SecretBytes secret = WebhookSecret::generate(entropy_).to_text();
  const Subscribed subscribed{record, std::string(as_text(secret.expose()))};
  // Not the URL: what it carries in its path or query may be a secret of the receiver's.
  auto event = to_event(asker, {"WEBHOOK_SUBSCRIBED",
                                "success",
                                {{"events", JsonArray(order.events.begin(), order.events.end())}},
                                resource_of(record.id, record.org_id)});
  return write_once<Subscribed>(writer_, std::move(event), subscribed, once,
                                [&](WriteTransaction& transaction, Subscribed& made) -> Result<void> {
                                  if (auto room = check_room(transaction, asker.org_id); !room) return room;
                                  const auto kid = write_key(transaction.secrets(), encryptor_.ring());
                                  if (!kid) return kid.error();
                                  const auto place =
                                      place_of(kWebhookSecrets, asker.org_id.view(), made.record.id.view());
                                  if (!place) return place.error();
                                  auto envelope = encryptor_.seal(place.value(), as_bytes(made.secret), kid.value());
                                  if (!envelope) return envelope.error();
                                  made.record.secret = std::move(envelope.value());
                                  return transaction.lending().insert_webhook(made.record);
                                });
}

Result<void> WebhookSubscriptions::remove(const SubscriptionId& id, const Asker& asker) const {
  return write_change(writer_, to_event(asker, {"WEBHOOK_REMOVED", "success", {}, resource_of(id, asker.org_id)}),
                      [&](WriteTransaction& transaction) -> Result<void> {
                        const auto removed = transaction.lending().remove_webhook(asker.org_id, id);
                        if (!removed) return removed.error();
                        return removed.value() == Spent::now ? Result<void>() : StoreError::not_found;
                      });
}

}  // namespace ratestack::service
