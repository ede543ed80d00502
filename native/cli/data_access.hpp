// How commands reach the data. app implements it over the settings; the commands know service's interfaces alone.
#pragma once

#include <CLI/App.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "native/cli/console.hpp"
#include "native/service/clock.hpp"
#include "native/service/identity/identity.hpp"
#include "native/service/store.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::cli {

/// An open installation, and who works on it.
struct Installation {
  std::unique_ptr<service::Store> store;
  const service::Clock& clock;
  Entropy& entropy;
  std::string os_user;          // actor of the audit rows that a command writes
  std::string key_environment;  // "dev" or "live", as in API keys
  std::string place;            // the database, as messages name it
};

struct Migrated {
  std::vector<std::string> applied;  // in order; empty when nothing was to do
  std::int64_t version = 0;
  std::string place;
};

struct MoveUrls {
  std::string from, to;
};

struct MoveEnds {
  std::unique_ptr<service::Store> from, to;
  std::string from_place, to_place;
};

class DataAccess {
 public:
  virtual ~DataAccess() = default;
  /// Adds the flags that say where the data is.
  virtual void add_flags(CLI::App& command) = 0;
  /// Nothing after having said on the console what is wrong: settings, a missing, locked or foreign database.
  virtual std::optional<Installation> open(const Console& console) = 0;
  /// The master keys, held against the database; null likewise.
  virtual std::unique_ptr<SecretEncryptor> open_keys(const Installation& installation, const Console& console) = 0;
  /// What the settings say of passwords and sessions; nothing likewise. A server's under the same settings.
  virtual std::optional<service::IdentitySettings> identity_settings(const Console& console) = 0;
  /// Opens both ends of a move, in whatever database each of these URLs names. Likewise.
  virtual std::optional<MoveEnds> open_ends(const MoveUrls& urls, const Console& console) = 0;
  /// Likewise. `server_role`: the PostgreSQL role that gets a server's rights.
  virtual std::optional<Migrated> migrate(const std::string& server_role, const Console& console) = 0;
};

}  // namespace ratestack::cli
