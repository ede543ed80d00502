// Rotation of the master key, online (contract 3.7): moves the write fence to the current key, then seals every row
// under it, in stretches, while everybody reads and writes.
//
// Any number of processes may work on one job: each takes the next stretch from the job's cursor, in the transaction
// that writes its last one. A row is replaced only where it still holds what was read, so a user's write always wins,
// and a stretch that is gone over twice is sealed once. Whoever finds no further rows waits for the others, goes over
// the stretches of one that died again, and closes the job when nothing is left that opens under another key.
#pragma once

#include <functional>
#include <optional>

#include "native/service/asker.hpp"
#include "native/service/audit_writer.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/secrets/secret_encryptor.hpp"

namespace ratestack::service {

/// Called after each stretch; returning false stops the work, not the job: anyone may go on with it.
using OnRekey = std::function<bool(const RekeyJob&)>;

/// Who works and is not heard of for so long is taken for dead.
inline constexpr std::int64_t kRekeyLeaseMicros = 10'000'000;

/// Thread safe.
class Rekeyer {
 public:
  Rekeyer(Store& store, AuditWriter& writer, const Clock& clock, Entropy& entropy, const SecretEncryptor& encryptor)
      : store_(store), writer_(writer), clock_(clock), entropy_(entropy), encryptor_(encryptor) {}

  /// Moves the fence to the current key and opens a job, with the row SECRETS_REKEY_STARTED; joins one that runs.
  /// Nothing where every row is under the current key or was set aside before: then nothing is written at all. Waits
  /// for the disk. Errors: no_platform, those of the store.
  [[nodiscard]] Result<std::optional<RekeyJob>> begin(Asker asker);

  /// Works on the running job until it is done, superseded, or `go_on` says stop; answers it as it is then. Closing it
  /// writes the row SECRETS_REKEY_FINISHED. Errors: not_found (no job ever), stale_configuration (its key is not ours),
  /// those of the store: what was not done can be taken up again.
  [[nodiscard]] Result<RekeyJob> work(const OnRekey& go_on = {});

  /// Whether a job waits for somebody who has its key.
  [[nodiscard]] Result<bool> has_job() const;

 private:
  friend class RekeyRun;
  [[nodiscard]] Result<bool> has_rows_to_do(const Kid& target) const;
  [[nodiscard]] Result<bool> has_nothing_to_do() const;
  Result<void> open_job(WriteTransaction& transaction, std::uint64_t total, Timestamp now,
                        std::optional<RekeyJob>& out) const;

  Store& store_;
  AuditWriter& writer_;
  const Clock& clock_;
  Entropy& entropy_;
  const SecretEncryptor& encryptor_;
};

}  // namespace ratestack::service
