// Subscriptions to events: whom to tell of what, and the secret that signs what they are told.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "native/service/asker.hpp"
#include "native/service/lending/lending_records.hpp"
#include "native/service/lending/written.hpp"
#include "native/service/store.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::service {

inline constexpr auto kWebhookEvents =
    std::to_array<std::string_view>({"document.delivered", "loan.created", "loan.shared", "loan.status_changed",
                                     "lock.committed", "lock.requested", "ratesheet.activated"});

struct NewWebhook {
  std::string url;                  // canonical, and judged
  std::vector<std::string> events;  // of kWebhookEvents; ascending, each once
};

/// Thread safe. Each call waits for the disk: never on a reactor thread. Errors besides those named: those of the store
/// and of sealing.
class WebhookSubscriptions {
 public:
  static constexpr std::uint64_t kMost = 50;  // of an organisation

  WebhookSubscriptions(AuditWriter& writer, Entropy& entropy, const SecretEncryptor& encryptor)
      : writer_(writer), entropy_(entropy), encryptor_(encryptor) {}

  struct Subscribed {
    WebhookRecord record;
    std::string secret;  // "whsec_...": shown once
  };
  /// Row WEBHOOK_SUBSCRIBED. too_many_webhooks. `once.body` must leave the secret out.
  [[nodiscard]] Result<Written<Subscribed>> subscribe(const NewWebhook& order, const Asker& asker,
                                                      const Once<Subscribed>& once) const;
  /// Row WEBHOOK_REMOVED. not_found.
  [[nodiscard]] Result<void> remove(const SubscriptionId& id, const Asker& asker) const;

 private:
  AuditWriter& writer_;
  Entropy& entropy_;
  const SecretEncryptor& encryptor_;
};

}  // namespace ratestack::service
