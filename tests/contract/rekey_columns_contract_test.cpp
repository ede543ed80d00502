// Every column that holds ciphertext takes part in a rotation, under the names that its ciphertext is bound to.
#include "tests/contract/lending_site.hpp"
#include "tests/contract/secret_site.hpp"

namespace ratestack::contract {
namespace {

using service::kSecretColumns;
using service::kSecretValues;
using service::SecretColumn;

class RekeyColumnsContract : public SecretContract {
 protected:
  static constexpr std::size_t kOthers = kSecretColumns.size() - 1;  // than the vault's
  static bool of_vault(const SecretColumn& column) { return column.table == kSecretValues.table; }
  void expect_others_open(Replica& server) {
    for (const SecretColumn& column : kSecretColumns) {
      if (of_vault(column)) continue;
      EXPECT_EQ(opening(server, column), 1U) << column.table;
    }
  }
  std::string envelope_in(const SecretColumn& column) {
    return database_->query("SELECT " + std::string(column.column) + " FROM " + std::string(column.table));
  }
  void overwrite_in(const SecretColumn& column, const std::string& envelope) {
    database_->execute("UPDATE " + std::string(column.table) + " SET " + std::string(column.column) + " = '" +
                       envelope + "'");
  }
};

TEST_P(RekeyColumnsContract, EveryColumnMovesToTheCurrentKey) {
  const auto first = replica('a');
  put_many(*first, 3);
  put_sealed(*first);
  const auto server = replica('b', 'a');
  for (const auto& column : server->status().census) {
    ASSERT_EQ(column.counts.size(), 1U) << column.column.table;
    EXPECT_EQ(column.counts[0].kid, test_kid('a').view()) << column.column.table;
  }
  const auto job = server->rekey().value().value();
  EXPECT_EQ(job.total, 3 + kOthers);
  EXPECT_EQ(job.done, 3 + kOthers);
  EXPECT_TRUE(server->status().safe_to_drop_previous());
  for (const auto& column : server->status().census) {
    ASSERT_EQ(column.counts.size(), 1U) << column.column.table;
    EXPECT_EQ(column.counts[0].kid, test_kid('b').view()) << column.column.table;
  }
  const auto last = replica('b');
  expect_all_open(*last, 3);
  expect_others_open(*last);
  const auto verdict = service::verify_secrets(*last->store, last->encryptor, clock_.now()).value();
  EXPECT_EQ(verdict.rows, 3 + kOthers);
  EXPECT_EQ(verdict.opened, 3 + kOthers);
}

TEST_P(RekeyColumnsContract, CiphertextOfOneColumnOpensInNoOther) {
  const auto server = replica('a');
  put_many(*server, 1);
  put_sealed(*server);
  std::vector<std::string> envelopes;
  for (const SecretColumn& column : kSecretColumns) envelopes.push_back(envelope_in(column));
  for (std::size_t from = 0; from < kSecretColumns.size(); ++from) {
    for (const SecretColumn& to : kSecretColumns) overwrite_in(to, envelopes[from]);
    const auto verdict = service::verify_secrets(*server->store, server->encryptor, clock_.now()).value();
    EXPECT_EQ(verdict.opened, 1U) << "that of " << kSecretColumns.at(from).table;
    EXPECT_EQ(verdict.refused.at("wrong_key"), kOthers);
  }
}

TEST_P(RekeyColumnsContract, AKeyOfTheServersOpensForNoTenant) {
  const auto server = replica('a');
  put_sealed(*server);
  database_->execute("UPDATE server_keys SET org_id = '" + test_org(1).text() + "'");
  EXPECT_EQ(opening(*server, service::kServerKeyValues), 0U);
}

TEST_P(RekeyColumnsContract, QuarantineNamesTheRowsOwnTable) {
  put_sealed(*replica('a'));
  for (const SecretColumn& column : kSecretColumns) {
    if (!of_vault(column)) overwrite_in(column, "hunter2");
  }
  const auto server = unchecked('b', 'a');
  ASSERT_TRUE(server->rekey());
  const auto rows = store_->secrets().quarantined(std::nullopt, 10).value();
  ASSERT_EQ(rows.size(), kOthers);
  const auto expect_row = [](const service::QuarantinedRow& row, const SecretColumn& column, std::string_view id,
                             std::string_view owner) {
    EXPECT_EQ(row.table, column.table);
    EXPECT_EQ(row.column, column.column);
    EXPECT_EQ(row.row_id, id);
    EXPECT_EQ(row.org_id, owner);
    EXPECT_EQ(row.reason, "not_ciphertext");
  };
  const OrgId org = test_org(1);
  expect_row(rows[0], service::kDocumentParts, test_parts(1, 1)[0].id, org.view());
  expect_row(rows[1], service::kLoanBorrowers, test_loan_id(1).view(), org.view());
  expect_row(rows[2], service::kServerKeyValues, numbered<ServerKeyId>("srv_", 1).view(), service::kServerKeyOwner);
  expect_row(rows[3], service::kTotpSecrets, numbered<FactorId>("mfa_", 1).view(), org.view());
  expect_row(rows[4], service::kUpstreamTokens, test_session_id(1).view(), org.view());
  expect_row(rows[5], service::kWebhookSecrets, test_webhook_id(1).view(), org.view());
}

// A row that is gone is noted no longer; else a new broken one would pass for it, and never be noted.
TEST_P(RekeyColumnsContract, ABrokenRowThatWasRemovedHidesNoOther) {
  const auto first = replica('a');
  put_many(*first, 1);
  put_sealed(*first);
  overwrite_in(service::kTotpSecrets, "hunter2");
  const auto server = unchecked('b', 'a');
  ASSERT_TRUE(server->rekey().value());
  ASSERT_TRUE(store_->transact(
      [](service::WriteTransaction& transaction) { return transaction.identity().remove_totp(test_user(1)); }));
  EXPECT_EQ(server->status().quarantined, 0U);
  overwrite_in(kSecretValues, "hunter2");
  EXPECT_TRUE(server->rekey().value());
  EXPECT_EQ(server->status().quarantined, 1U);
}

RATESTACK_FOR_EACH_STORE(RekeyColumnsContract);

}  // namespace
}  // namespace ratestack::contract
