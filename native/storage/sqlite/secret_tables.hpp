// secrets, secret_fence, secret_rekey, secret_rekeyers, secret_quarantine: one function a statement.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "native/service/secrets/secret_store.hpp"
#include "native/storage/sqlite/connection.hpp"

namespace ratestack::sqlite {

Result<std::optional<service::WriteFence>> read_fence(Connection& connection);
Result<void> write_fence(Connection& connection, const service::WriteFence& fence);

Result<std::optional<service::SecretRecord>> read_secret(Connection& connection, const service::SecretName& name);
Result<std::vector<service::SecretRecord>> list_secrets(Connection& connection, const OrgId& org_id,
                                                        std::string_view after_kind, std::string_view after_name,
                                                        std::size_t limit);
Result<void> insert_secret(Connection& connection, const service::SecretRecord& record);
Result<void> update_secret(Connection& connection, const service::SecretRecord& record);
Result<void> delete_secret(Connection& connection, const service::SecretRecord& record);

Result<std::vector<service::KidCount>> count_by_kid(Connection& connection, const service::SecretColumn& column);
Result<std::vector<service::SealedRow>> read_sealed(Connection& connection, const service::SecretColumn& column,
                                                    const service::SealedRange& range);
Result<std::optional<std::int64_t>> read_end_of_stretch(Connection& connection, const service::SecretColumn& column,
                                                        const service::SealedRange& range);
Result<std::uint64_t> replace_sealed(Connection& connection, const service::SecretColumn& column,
                                     std::span<const service::Resealed> rows);

Result<std::optional<service::RekeyJob>> read_job(Connection& connection);
Result<void> write_job(Connection& connection, const service::RekeyJob& job);
Result<void> write_rekeyer(Connection& connection, std::string_view worker, Timestamp now);
Result<void> delete_rekeyer(Connection& connection, std::string_view worker);
Result<std::uint64_t> count_rekeyers(Connection& connection, Timestamp since);

Result<std::uint64_t> insert_quarantined(Connection& connection, std::span<const service::QuarantinedRow> rows);
Result<std::vector<service::QuarantinedRow>> list_quarantined(Connection& connection,
                                                              const std::optional<service::QuarantinedRow>& after,
                                                              std::size_t limit);
Result<std::uint64_t> count_quarantined(Connection& connection);

}  // namespace ratestack::sqlite
