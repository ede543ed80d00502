// service::SecretReader over the reading connections.
#pragma once

#include "native/service/secrets/secret_store.hpp"
#include "native/storage/sqlite/read_pool.hpp"

namespace ratestack::sqlite {

/// Thread safe.
class SqliteSecretReader final : public service::SecretReader {
 public:
  explicit SqliteSecretReader(ReadPool& readers) : readers_(readers) {}

  Result<std::optional<service::WriteFence>> fence() override;
  Result<std::optional<service::SecretRecord>> find(const service::SecretName& name) override;
  Result<std::vector<service::SecretRecord>> list(const OrgId& org_id, std::string_view after_kind,
                                                  std::string_view after_name, std::size_t limit) override;
  Result<std::vector<service::KidCount>> count_by_kid(const service::SecretColumn& column) override;
  Result<std::vector<service::SealedRow>> sealed_rows(const service::SecretColumn& column,
                                                      const service::SealedRange& range) override;
  Result<std::optional<service::RekeyJob>> job() override;
  Result<std::uint64_t> rekeyers_seen_since(Timestamp time) override;
  Result<std::vector<service::QuarantinedRow>> quarantined(const std::optional<service::QuarantinedRow>& after,
                                                           std::size_t limit) override;
  Result<std::uint64_t> count_quarantined() override;

 private:
  template <typename Read>
  auto reading(const Read& read) -> decltype(read(std::declval<Connection&>()));

  ReadPool& readers_;
};

}  // namespace ratestack::sqlite
