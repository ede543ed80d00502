// What a server stands on: its store, its writer, its keys, and identity over them, each fit for the next.
#pragma once

#include <functional>
#include <memory>

#include "native/service/audit_writer.hpp"
#include "native/service/identity/identity.hpp"
#include "native/service/system.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::app {

struct Foundation {
  Foundation(std::unique_ptr<service::Store> opened, KeyRing master_keys, const service::Clock& clock);

  /// Holds the keys against the database (setting the write fence at the first start), and opens identity.
  /// `counters`: null for those of this process.
  Result<void> settle(const service::Clock& clock, service::IdentitySettings settings,
                      std::unique_ptr<service::Lockout> counters, std::function<void(const Error&)> on_failure);

  std::unique_ptr<service::Store> store;
  service::AuditWriter writer;
  service::SystemEntropy entropy;
  SecretEncryptor encryptor;
  std::unique_ptr<service::Identity> identity;  // after settle
};

}  // namespace ratestack::app
