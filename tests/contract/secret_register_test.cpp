// The register of sealed columns against what the databases hold.
#include "native/service/identity/server_keys.hpp"
#include "native/service/secrets/sealed_values.hpp"
#include "tests/contract/secret_site.hpp"

namespace ratestack::contract {
namespace {

class SecretRegister : public SecretContract {
 protected:
  /// One row in each sealed column of identity.
  static void seal_identity(Replica& server) {
    const auto user = UserId::parse("usr_00000000000000000000000001").value();
    const auto session = SessionId::parse("ses_00000000000000000000000001").value();
    const auto factor = FactorId::parse("mfa_00000000000000000000000001").value();
    const auto sealed = [&](const service::SecretColumn& column, std::string_view org, std::string_view row) {
      return server.encryptor
          .seal(service::place_of(column, org, row).value(), as_bytes("secret"), testing::test_kid('a'))
          .value();
    };
    const OrgId org = test_org(1);
    const Timestamp now = server.clock.now();
    const auto stored = server.store->transact([&](service::WriteTransaction& transaction) -> Result<void> {
      if (auto done = transaction.insert_user({user, org, "a@example.com", "*", now}); !done) return done;
      const auto token = sealed(service::kUpstreamTokens, org.view(), session.view());
      if (auto done = transaction.identity().put_upstream_token(session, org, token); !done) return done;
      const auto secret = sealed(service::kTotpSecrets, org.view(), factor.view());
      if (auto done = transaction.identity().put_totp({factor, org, user, secret, now}); !done) return done;
      const auto key = service::store_server_key(transaction, server.encryptor, server.entropy,
                                                 {service::kRootKeyPurpose, as_bytes("secret"), {}, now}, now);
      return key ? Result<void>() : key.error();
    });
    ASSERT_TRUE(stored) << stored.error().message();
  }

  bool is_registered(const std::string& column) {
    const auto is = [&](const service::SecretColumn& known) {
      return column == std::string(known.table) + ' ' + std::string(known.column);
    };
    return is(service::kCanaryColumn) ||
           std::any_of(service::kSecretColumns.begin(), service::kSecretColumns.end(), is);
  }
  std::uint64_t rows(const std::string& column, const std::string& condition) {
    const std::size_t space = column.find(' ');
    const std::string table = column.substr(0, space), name = column.substr(space + 1);
    return std::stoull(database_->query("SELECT count(*) FROM " + table + " WHERE " + name + condition));
  }
};

// Every subsystem that seals something adds it here; what it forgets to register is found all the same.
TEST_P(SecretRegister, NamesEveryColumnThatHoldsCiphertextAndNoOther) {
  const auto server = replica('a');
  put_many(*server, 3);
  seal_identity(*server);
  const auto columns = database_->text_columns();
  ASSERT_GT(columns.size(), 20U);
  std::size_t sealed = 0;
  for (const std::string& column : columns) {
    const std::uint64_t ciphertext = rows(column, " LIKE 'rs1.%'");
    if (!is_registered(column)) {
      EXPECT_EQ(ciphertext, 0U) << column << " holds ciphertext and is not registered";
      continue;
    }
    ++sealed;
    EXPECT_GT(ciphertext, 0U) << column << " is registered and this test seals nothing in it";
    EXPECT_EQ(rows(column, " NOT LIKE 'rs1.%'"), 0U) << column << " is registered and holds plaintext";
  }
  EXPECT_EQ(sealed, service::kSecretColumns.size() + 1);
}

TEST_P(SecretRegister, IsRekeyedInEveryColumn) {
  seal_identity(*replica('a'));
  const auto server = replica('b', 'a');
  ASSERT_TRUE(server->rekey());
  for (const service::SecretColumn& column : service::kSecretColumns) {
    const std::string name = std::string(column.table) + ' ' + std::string(column.column);
    EXPECT_EQ(rows(name, " LIKE 'rs1." + std::string(testing::test_kid('a').view()) + ".%'"), 0U) << name;
  }
  EXPECT_TRUE(server->status().safe_to_drop_previous());
  const auto root = service::root_key(*server->store, server->encryptor, server->entropy, clock_.now());
  ASSERT_TRUE(root);
  EXPECT_EQ(as_text(root.value().expose()), "secret");
}

// The database keeps one place from another: what was sealed for one does not open in the next.
TEST_P(SecretRegister, CiphertextOfOneColumnDoesNotOpenInAnother) {
  const auto server = replica('a');
  seal_identity(*server);
  database_->execute("UPDATE server_keys SET value = (SELECT secret FROM totp_factors)");
  EXPECT_FALSE(service::root_key(*server->store, server->encryptor, server->entropy, clock_.now()));
}

RATESTACK_FOR_EACH_STORE(SecretRegister);

}  // namespace
}  // namespace ratestack::contract
