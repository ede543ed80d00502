// service::SecretWriter over one write transaction.
#pragma once

#include "native/service/secrets/secret_store.hpp"

namespace ratestack::postgres {

class PostgresWriteTransaction;

class PostgresSecretWriter final : public service::SecretWriter {
 public:
  /// Part of `transaction`, whose rules for failures it keeps.
  explicit PostgresSecretWriter(PostgresWriteTransaction& transaction) : transaction_(transaction) {}

  Result<std::optional<service::WriteFence>> hold_fence() override;
  Result<void> set_fence(const service::WriteFence& fence) override;
  Result<std::optional<service::SecretRecord>> find(const service::SecretName& name) override;
  Result<void> insert(const service::SecretRecord& record) override;
  Result<void> update(const service::SecretRecord& record) override;
  Result<void> remove(const service::SecretRecord& record) override;
  Result<std::uint64_t> replace(const service::SecretColumn& column, std::span<const service::Resealed> rows) override;
  Result<std::uint64_t> quarantine(std::span<const service::QuarantinedRow> rows) override;
  Result<std::optional<service::RekeyJob>> take_job() override;
  Result<void> save_job(const service::RekeyJob& job) override;
  Result<std::optional<std::int64_t>> end_of_stretch(const service::SecretColumn& column,
                                                     const service::SealedRange& range) override;
  Result<void> note_rekeyer(std::string_view worker, Timestamp now) override;
  Result<void> forget_rekeyer(std::string_view worker) override;

 private:
  PostgresWriteTransaction& transaction_;
};

}  // namespace ratestack::postgres
