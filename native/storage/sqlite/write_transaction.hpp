// service::WriteTransaction over the one writing connection.
#pragma once

#include "native/service/store.hpp"
#include "native/storage/shared/authorization_writer.hpp"
#include "native/storage/shared/identity_writer.hpp"
#include "native/storage/shared/lending_writer.hpp"
#include "native/storage/sqlite/connection.hpp"
#include "native/storage/sqlite/secret_writer.hpp"
#include "native/storage/sqlite/shared_rows.hpp"
#include "native/storage/sqlite/write_guard.hpp"

namespace ratestack::sqlite {

/// Between Transaction::begin and commit of `connection`.
class SqliteWriteTransaction final : public service::WriteTransaction {
 public:
  explicit SqliteWriteTransaction(Connection& connection) : connection_(connection), guard_(connection) {}

  Result<service::Heads> heads(std::span<const std::string> org_ids) override;
  Result<void> append_rows(std::span<const service::NewAuditRow> rows) override;
  Result<void> insert_org(const service::Org& org) override;
  Result<void> insert_user(const service::User& user) override;
  Result<void> insert_api_key(const service::ApiKey& key) override;
  Result<std::optional<service::RememberedAnswer>> find_answer(std::string_view org_id, std::string_view key) override;
  Result<void> remember_answer(std::string_view org_id, std::string_view key, const service::RememberedAnswer& answer,
                               Timestamp now) override;
  Result<void> forget_answers_before(Timestamp time) override;
  service::SecretWriter& secrets() override { return secrets_; }
  service::IdentityWriter& identity() override { return identity_; }
  service::AuthorizationWriter& authorization() override { return authorization_; }
  service::LendingWriter& lending() override { return lending_; }
  Result<void> insert_missing(const service::MovedTable& table, std::span<const service::TableRow> rows) override;
  Result<void> nested(const std::function<Result<void>()>& step) override;

  /// Why SQLite has rolled the transaction back by itself, if it has: nothing can be committed then.
  [[nodiscard]] const std::optional<Error>& lost() const noexcept { return guard_.lost(); }

 private:
  Connection& connection_;
  WriteGuard guard_;
  SqliteSecretWriter secrets_{connection_, guard_};
  storage::IdentityWriterOn<SharedWritings> identity_{SharedWritings(connection_, guard_)};
  storage::AuthorizationWriterOn<SharedWritings> authorization_{SharedWritings(connection_, guard_)};
  storage::LendingWriterOn<SharedWritings> lending_{SharedWritings(connection_, guard_)};
};

}  // namespace ratestack::sqlite
