// What a store promises for secrets. It never sees a key or a plaintext: envelopes go in and come out as they are.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "native/service/secrets/secret_columns.hpp"
#include "native/service/secrets/secret_records.hpp"
#include "native/service/store_error.hpp"

namespace ratestack::service {

/// Inside one write transaction, under its rules.
class SecretWriter {
 public:
  virtual ~SecretWriter() = default;

  /// Reads the fence and holds it where it is until the transaction ends: what is sealed under its key meanwhile is not
  /// late. Any number of transactions may hold it at once; one that moves it waits for them.
  virtual Result<std::optional<WriteFence>> hold_fence() = 0;
  virtual Result<void> set_fence(const WriteFence& fence) = 0;

  virtual Result<std::optional<SecretRecord>> find(const SecretName& name) = 0;
  virtual Result<void> insert(const SecretRecord& record) = 0;
  /// Envelope, fingerprint and updated_at of the record of that id. What it replaced is out of quarantine.
  virtual Result<void> update(const SecretRecord& record) = 0;
  virtual Result<void> remove(const SecretRecord& record) = 0;

  /// Replaces each row that still holds `before`; answers how many did. Those are out of quarantine.
  virtual Result<std::uint64_t> replace(const SecretColumn& column, std::span<const Resealed> rows) = 0;
  /// Notes rows that are not noted yet; answers how many were not.
  virtual Result<std::uint64_t> quarantine(std::span<const QuarantinedRow> rows) = 0;

  /// Reads the job and keeps others from doing so until the transaction ends.
  virtual Result<std::optional<RekeyJob>> take_job() = 0;
  virtual Result<void> save_job(const RekeyJob& job) = 0;
  /// row_no of the last row of the next stretch, at most `range.limit` rows; nothing where there are no more.
  virtual Result<std::optional<std::int64_t>> end_of_stretch(const SecretColumn& column, const SealedRange& range) = 0;
  virtual Result<void> note_rekeyer(std::string_view worker, Timestamp now) = 0;
  virtual Result<void> forget_rekeyer(std::string_view worker) = 0;
};

/// Any thread, never blocked by a writer.
class SecretReader {
 public:
  virtual ~SecretReader() = default;

  virtual Result<std::optional<WriteFence>> fence() = 0;
  virtual Result<std::optional<SecretRecord>> find(const SecretName& name) = 0;
  /// An organisation's, in the order of kind and name, behind `after_kind` and `after_name`.
  virtual Result<std::vector<SecretRecord>> list(const OrgId& org_id, std::string_view after_kind,
                                                 std::string_view after_name, std::size_t limit) = 0;

  virtual Result<std::vector<KidCount>> count_by_kid(const SecretColumn& column) = 0;
  virtual Result<std::vector<SealedRow>> sealed_rows(const SecretColumn& column, const SealedRange& range) = 0;
  virtual Result<std::optional<RekeyJob>> job() = 0;
  virtual Result<std::uint64_t> rekeyers_seen_since(Timestamp time) = 0;
  /// In the order of table, column and row id, behind that one where given.
  virtual Result<std::vector<QuarantinedRow>> quarantined(const std::optional<QuarantinedRow>& after,
                                                          std::size_t limit) = 0;
  virtual Result<std::uint64_t> count_quarantined() = 0;
};

}  // namespace ratestack::service
