// secrets, secret_fence, secret_rekey, secret_rekeyers, secret_quarantine: their statements, and records out of rows.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "native/service/secrets/secret_store.hpp"
#include "native/storage/postgres/connection.hpp"
#include "native/storage/postgres/take.hpp"

namespace ratestack::postgres {

namespace secret_statements {

#define RATESTACK_SELECT_FENCE "SELECT epoch, write_kid, canary, moved_at FROM secret_fence WHERE id = 1"
#define RATESTACK_SELECT_SECRET \
  "SELECT id, org_id, kind, name, value, fingerprint, created_at, updated_at FROM secrets "
#define RATESTACK_SELECT_JOB                                                                                   \
  "SELECT job_id, epoch, target_kid, state, started_at, updated_at, finished_at, total, done, cursor_column, " \
  "cursor_row FROM secret_rekey WHERE id = 1"

inline constexpr Statement kFence{"fence", RATESTACK_SELECT_FENCE};
// Shared by all who seal, exclusive for who moves it.
inline constexpr Statement kHoldFence{"hold_fence", RATESTACK_SELECT_FENCE " FOR SHARE"};
inline constexpr Statement kSetFence{
    "set_fence",
    "INSERT INTO secret_fence (id, epoch, write_kid, canary, moved_at) VALUES (1, $1, $2, $3, $4) ON CONFLICT (id) DO "
    "UPDATE SET epoch = excluded.epoch, write_kid = excluded.write_kid, canary = excluded.canary, "
    "moved_at = excluded.moved_at"};
inline constexpr Statement kFind{"secret", RATESTACK_SELECT_SECRET "WHERE org_id = $1 AND kind = $2 AND name = $3"};
inline constexpr Statement kList{
    "secrets", RATESTACK_SELECT_SECRET "WHERE org_id = $1 AND (kind, name) > ($2, $3) ORDER BY kind, name LIMIT $4"};
inline constexpr Statement kInsert{
    "insert_secret",
    "INSERT INTO secrets (id, org_id, kind, name, value, fingerprint, created_at, updated_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
inline constexpr Statement kUpdate{"update_secret",
                                   "UPDATE secrets SET value = $1, fingerprint = $2, updated_at = $3 WHERE id = $4"};
inline constexpr Statement kDelete{"delete_secret", "DELETE FROM secrets WHERE id = $1"};
inline constexpr Statement kJob{"rekey_job", RATESTACK_SELECT_JOB};
inline constexpr Statement kTakeJob{"take_rekey_job", RATESTACK_SELECT_JOB " FOR UPDATE"};
inline constexpr Statement kSaveJob{
    "save_rekey_job",
    "INSERT INTO secret_rekey VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO UPDATE SET "
    "job_id = excluded.job_id, epoch = excluded.epoch, target_kid = excluded.target_kid, state = excluded.state, "
    "started_at = excluded.started_at, updated_at = excluded.updated_at, finished_at = excluded.finished_at, "
    "total = excluded.total, done = excluded.done, cursor_column = excluded.cursor_column, "
    "cursor_row = excluded.cursor_row"};
inline constexpr Statement kNoteRekeyer{"note_rekeyer",
                                        "INSERT INTO secret_rekeyers VALUES ($1, $2) ON CONFLICT (worker) DO UPDATE "
                                        "SET seen_at = excluded.seen_at"};
inline constexpr Statement kForgetRekeyer{"forget_rekeyer", "DELETE FROM secret_rekeyers WHERE worker = $1"};
inline constexpr Statement kRekeyers{"rekeyers", "SELECT count(*) FROM secret_rekeyers WHERE seen_at >= $1"};
inline constexpr Statement kQuarantine{
    "quarantine",
    "WITH noted AS (INSERT INTO secret_quarantine SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], "
    "$5::text[], $6::bigint[]) ON CONFLICT DO NOTHING RETURNING 1) SELECT count(*) FROM noted"};
inline constexpr Statement kRelease{
    "release_quarantined",
    "DELETE FROM secret_quarantine WHERE table_name = $1 AND column_name = $2 AND row_id = ANY ($3::text[])"};
inline constexpr Statement kQuarantined{
    "quarantined",
    "SELECT table_name, column_name, row_id, org_id, reason, noticed_at FROM secret_quarantine "
    "WHERE (table_name, column_name, row_id) > ($1, $2, $3) ORDER BY table_name, column_name, row_id LIMIT $4"};
inline constexpr Statement kCountQuarantined{"count_quarantined", "SELECT count(*) FROM secret_quarantine"};

#undef RATESTACK_SELECT_FENCE
#undef RATESTACK_SELECT_SECRET
#undef RATESTACK_SELECT_JOB

}  // namespace secret_statements

/// The statements over one registered column: the same for each, but for its names.
struct SealedColumnSql {
  struct Named {
    std::string name, sql;
    [[nodiscard]] Statement statement() const { return {name, sql}; }
  };
  explicit SealedColumnSql(const service::SecretColumn& column);
  Named count, rows, rows_not_under, end, end_not_under, replace;
};
/// Made at the first use; lives as long as the program.
[[nodiscard]] const SealedColumnSql& sql_of(const service::SecretColumn& column);
[[nodiscard]] Params range_params(const service::SealedRange& range);

[[nodiscard]] Params params_of(const service::SecretName& name);
[[nodiscard]] Params params_of(const service::SecretRecord& record);
[[nodiscard]] Params params_of(const service::WriteFence& fence);
[[nodiscard]] Params params_of(const service::RekeyJob& job);
[[nodiscard]] Params params_of(std::span<const service::Resealed> rows);
[[nodiscard]] Params params_of(std::span<const service::QuarantinedRow> rows);
[[nodiscard]] Params release_params(const service::SecretColumn& column, std::span<const service::Resealed> rows);

[[nodiscard]] Result<service::SecretRecord> take_secret(const Rows& rows, int i);
[[nodiscard]] Result<service::WriteFence> take_fence(const Rows& rows, int i);
[[nodiscard]] Result<service::RekeyJob> take_job(const Rows& rows, int i);
[[nodiscard]] Result<service::SealedRow> take_sealed(const Rows& rows, int i);
[[nodiscard]] Result<service::KidCount> take_count(const Rows& rows, int i);
[[nodiscard]] Result<service::QuarantinedRow> take_quarantined(const Rows& rows, int i);
[[nodiscard]] std::optional<std::int64_t> take_end(const Rows& rows);

}  // namespace ratestack::postgres
