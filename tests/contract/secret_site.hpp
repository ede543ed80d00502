// One database, any number of servers over it with keys of their own: what the secrets' contract suites work on.
#pragma once

#include <gmock/gmock.h>

#include <future>
#include <memory>
#include <string>
#include <vector>

#include "native/service/secrets/rekeyer.hpp"
#include "native/service/secrets/rotation_status.hpp"
#include "native/service/secrets/secret_startup.hpp"
#include "native/service/secrets/secret_vault.hpp"
#include "native/service/secrets/verify_secrets.hpp"
#include "native/service/system.hpp"
#include "tests/contract/identity_site.hpp"
#include "tests/support/set_clock.hpp"
#include "tests/support/test_keys.hpp"

namespace ratestack::contract {

using service::SecretKind;
using service::SecretName;
using service::SecretRecord;
using testing::test_kid;
using testing::test_org;

/// A server: its own store, writer and keys.
struct Replica {
  Replica(std::unique_ptr<service::Store> opened, KeyRing ring, const service::Clock& clock);

  /// Stores a value and waits.
  Result<SecretRecord> put(const SecretName& name, std::string_view value);
  Result<SecretRecord> remove(const SecretName& name);
  /// The plaintext, or the error's name.
  std::string open(const SecretName& name);
  /// begin and work.
  Result<std::optional<service::RekeyJob>> rekey();
  Result<void> check_keys() { return service::check_keys(*store, encryptor, clock.now()); }
  service::RotationStatus status() {
    return service::rotation_status(store->secrets(), encryptor.ring(), clock.now()).value();
  }
  [[nodiscard]] service::Asker asker() const;

  const service::Clock& clock;
  service::SystemEntropy entropy;
  std::unique_ptr<service::Store> store;
  service::AuditWriter writer;
  SecretEncryptor encryptor;
  service::SecretVault vault;
  service::Rekeyer rekeyer;
};

SecretName secret_name(int number, int org = 1);

class SecretContract : public StoreContract {
 protected:
  SecretContract();

  /// A server with its keys checked, as at a start.
  std::unique_ptr<Replica> replica(char current, std::optional<char> previous = {});
  /// Without the check.
  std::unique_ptr<Replica> unchecked(char current, std::optional<char> previous = {});
  /// Stores `count` secrets, "value 0" and on.
  void put_many(Replica& server, int count);
  /// Seals one row in each column but the vault's: its table's name, for organisation 1 and its user 1, or for the
  /// servers.
  void put_sealed(Replica& server);
  /// The rows of such a column that open, each to its table's name.
  std::uint64_t opening(Replica& server, const service::SecretColumn& column);
  /// Everything that put_many has stored opens to what it was.
  void expect_all_open(Replica& server, int count);
  /// Overwrites the envelope of secret_name(number) behind the store's back.
  void overwrite(int number, const std::string& envelope);
  std::string envelope_of(int number);
  std::uint64_t rows_of(std::string_view action);

  testing::SetClock clock_;
};

}  // namespace ratestack::contract
