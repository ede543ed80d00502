// Storing, describing, opening: the vault over every store.
#include "ratestack/secrets/envelope.hpp"
#include "tests/contract/secret_site.hpp"

namespace ratestack::contract {
namespace {

using service::StoreError;

class SecretVaultContract : public SecretContract {};

TEST_P(SecretVaultContract, KeepsAValueSealed) {
  const auto server = replica('a');
  const SecretName name = secret_name(1);
  const auto stored = server->put(name, "hunter2");
  ASSERT_TRUE(stored) << stored.error().message();
  EXPECT_EQ(Envelope::parse(stored.value().envelope).value().kid(), test_kid('a'));
  EXPECT_EQ(server->open(name), "hunter2");
  EXPECT_EQ(database_->query("SELECT count(*) FROM secrets WHERE value LIKE '%hunter2%'"), "0");
}

TEST_P(SecretVaultContract, ReplacesAValueInItsPlace) {
  const auto server = replica('a');
  const SecretRecord first = server->put(secret_name(1), "one").value();
  clock_.advance_seconds(5);
  const SecretRecord second = server->put(secret_name(1), "two").value();
  const SecretRecord same = server->put(secret_name(1), "two").value();
  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(second.created_at, first.created_at);
  EXPECT_GT(second.updated_at, first.updated_at);
  EXPECT_NE(second.fingerprint, first.fingerprint);
  EXPECT_EQ(same.fingerprint, second.fingerprint);
  EXPECT_NE(same.envelope, second.envelope);
  EXPECT_EQ(server->open(secret_name(1)), "two");
}

TEST_P(SecretVaultContract, ForgetsWhatIsDeleted) {
  const auto server = replica('a');
  ASSERT_TRUE(server->put(secret_name(1), "one"));
  ASSERT_TRUE(server->remove(secret_name(1)));
  EXPECT_EQ(server->remove(secret_name(1)).error().code, StoreError::not_found);
  EXPECT_EQ(server->vault.describe(secret_name(1)).error().code, StoreError::not_found);
  EXPECT_EQ(server->open(secret_name(1)), "not_found");
  EXPECT_EQ(rows_of("SECRET_DELETED"), 1U);
}

TEST_P(SecretVaultContract, KeepsTenantsApart) {
  const auto server = replica('a');
  ASSERT_TRUE(server->put(secret_name(1, 1), "of one"));
  ASSERT_TRUE(server->put(secret_name(1, 2), "of two"));
  EXPECT_EQ(server->open(secret_name(1, 1)), "of one");
  EXPECT_EQ(server->open(secret_name(1, 2)), "of two");
  EXPECT_EQ(server->open(secret_name(1, 3)), "not_found");
  EXPECT_EQ(server->store->secrets().list(test_org(2), "", "", 10).value().size(), 1U);
}

TEST_P(SecretVaultContract, ListsInTheOrderOfKindAndName) {
  const auto server = replica('a');
  for (const SecretKind kind : {SecretKind::webhook, SecretKind::config, SecretKind::imap}) {
    for (const char* name : {"b", "a"}) ASSERT_TRUE(server->put({test_org(1), kind, name}, "x"));
  }
  std::string seen, kind, name;
  for (;;) {
    const auto page = server->store->secrets().list(test_org(1), kind, name, 4).value();
    if (page.empty()) break;
    for (const SecretRecord& record : page) {
      kind = to_string(record.name.kind);
      name = record.name.name;
      seen += kind + "/" + name + " ";
    }
  }
  EXPECT_EQ(seen, "config/a config/b imap/a imap/b webhook/a webhook/b ");
}

TEST_P(SecretVaultContract, RecordsEachWriteAndEachOpening) {
  const auto server = replica('a');
  ASSERT_TRUE(server->put(secret_name(1), "hunter2"));
  EXPECT_EQ(server->open(secret_name(1)), "hunter2");
  overwrite(1, "rs1.0123abcd.AAAA");
  EXPECT_EQ(server->open(secret_name(1)), "not_ciphertext");
  EXPECT_EQ(rows_of("SECRET_STORED"), 1U);
  service::RowFilter filter;
  filter.action = "SECRET_OPENED";
  const auto rows = store_->list_rows(filter, 10).value();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_THAT(rows[1].text, ::testing::HasSubstr(R"("purpose":"configuration")"));
  EXPECT_THAT(rows[1].text, ::testing::HasSubstr(R"("outcome":"success")"));
  EXPECT_THAT(rows[0].text, ::testing::HasSubstr(R"("outcome":"failure")"));
  EXPECT_THAT(rows[0].text, ::testing::HasSubstr(R"("reason":"not_ciphertext")"));
}

TEST_P(SecretVaultContract, LeavesNothingOfAValueThatIsTooLong) {
  const auto server = replica('a');
  const std::string value(kMaxSecretBytes + 1, 'x');
  EXPECT_EQ(server->put(secret_name(1), value).error().code, SecretError::too_long);
  EXPECT_EQ(server->open(secret_name(1)), "not_found");
  EXPECT_EQ(rows_of("SECRET_STORED"), 0U);
}

TEST_P(SecretVaultContract, DoesNotOpenWhatWasMoved) {
  const auto server = replica('a');
  ASSERT_TRUE(server->put(secret_name(1), "one"));
  ASSERT_TRUE(server->put(secret_name(2), "two"));
  ASSERT_TRUE(server->put(secret_name(1, 2), "of another tenant"));
  overwrite(2, envelope_of(1));
  EXPECT_EQ(server->open(secret_name(2)), "wrong_key");
  overwrite(2, store_->secrets().find(secret_name(1, 2)).value().value().envelope);
  EXPECT_EQ(server->open(secret_name(2)), "wrong_key");
}

TEST(SecretNames, AreShortAndPlain) {
  for (const char* name :
       {"a", "0", "main", "imap-1", "a.b_c-d", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
    EXPECT_TRUE(service::is_secret_name(name)) << name;
  }
  for (const char* name : {"", "-a", "a-", ".", "A", "a b", "a/b", "a|b", "ä",
                           "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
    EXPECT_FALSE(service::is_secret_name(name)) << name;
  }
}

RATESTACK_FOR_EACH_STORE(SecretVaultContract);

}  // namespace
}  // namespace ratestack::contract
