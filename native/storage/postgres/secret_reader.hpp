// service::SecretReader over the store's reading connections.
#pragma once

#include "native/service/secrets/secret_store.hpp"

namespace ratestack::postgres {

class Reading;

/// Thread safe.
class PostgresSecretReader final : public service::SecretReader {
 public:
  explicit PostgresSecretReader(Reading& reading) : reading_(reading) {}

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
  Reading& reading_;
};

}  // namespace ratestack::postgres
