// API keys of organisations (contract 3.2): shown once, kept as a hash, replaced with an overlap.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "native/service/asker.hpp"
#include "native/service/audit_writer.hpp"
#include "ratestack/crypto/entropy.hpp"

namespace ratestack::service {

struct ApiKeyOrder {
  std::string name;  // 1 to 128 bytes
  CapabilitySet capabilities;
  std::optional<Timestamp> expires_at = {};
};

/// `text` is the one copy.
struct CreatedApiKey {
  ApiKey record;
  std::string text;
};

/// Thread safe. Waits for the disk: never on a reactor thread.
class ApiKeys {
 public:
  static constexpr std::chrono::seconds kDefaultOverlap{24 * 60 * 60};
  static constexpr std::chrono::seconds kMaxOverlap{30 * 24 * 60 * 60};

  /// `environment`: "dev" or "live", as it stands in the keys.
  ApiKeys(Store& store, AuditWriter& writer, Entropy& entropy, std::string environment)
      : store_(store), writer_(writer), entropy_(entropy), environment_(std::move(environment)) {}

  /// For the organisation that the asker asks for. That the capabilities are the asker's to give is checked before.
  [[nodiscard]] Result<CreatedApiKey> create(const ApiKeyOrder& order, const Asker& asker);
  /// Another key that can do the same; the present one stops after `overlap`. not_found: revoked, or of others.
  [[nodiscard]] Result<CreatedApiKey> rotate(const KeyId& id, std::chrono::seconds overlap, const Asker& asker);
  [[nodiscard]] Result<void> revoke(const KeyId& id, const Asker& asker);

 private:
  [[nodiscard]] Result<ApiKey> find(const KeyId& id, const OrgId& org) const;

  Store& store_;
  AuditWriter& writer_;
  Entropy& entropy_;
  const std::string environment_;
};

}  // namespace ratestack::service
