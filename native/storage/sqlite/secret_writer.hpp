// service::SecretWriter over the one writing connection.
#pragma once

#include "native/service/secrets/secret_store.hpp"
#include "native/storage/sqlite/write_guard.hpp"

namespace ratestack::sqlite {

/// BEGIN IMMEDIATE holds the whole file, and so the fence and the job.
class SqliteSecretWriter final : public service::SecretWriter {
 public:
  SqliteSecretWriter(Connection& connection, WriteGuard& guard) : connection_(connection), guard_(guard) {}

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
  Connection& connection_;
  WriteGuard& guard_;
};

}  // namespace ratestack::sqlite
