// Which keys a server may start with, and which it may write under.
#include "native/service/secrets/secret_error.hpp"
#include "tests/contract/secret_site.hpp"

namespace ratestack::contract {
namespace {

using service::KeyFitError;
using ::testing::HasSubstr;

class SecretKeysContract : public SecretContract {
 protected:
  Error refusal(char current, std::optional<char> previous = {}) {
    const auto fits = unchecked(current, previous)->check_keys();
    return fits ? Error() : fits.error();
  }
};

TEST_P(SecretKeysContract, AnEmptyDatabaseTakesTheFirstKey) {
  replica('a');
  EXPECT_EQ(store_->secrets().fence().value().value().write_kid, test_kid('a'));
  EXPECT_EQ(store_->secrets().fence().value().value().epoch, 1U);
  replica('a');
  EXPECT_EQ(refusal('b').code, KeyFitError::key_missing);
}

TEST_P(SecretKeysContract, AWrongKeyIsRefusedAtTheStart) {
  put_many(*replica('a'), 3);
  const Error why = refusal('b');
  EXPECT_EQ(why.code, KeyFitError::key_missing);
  EXPECT_THAT(why.context, HasSubstr(std::string(test_kid('a').view())));
  EXPECT_THAT(why.context, HasSubstr(std::string(test_kid('b').view())));
  EXPECT_EQ(refusal('b', 'c').code, KeyFitError::key_missing);
  EXPECT_FALSE(refusal('b', 'a').code.failed());
}

TEST_P(SecretKeysContract, CiphertextWithoutACanaryIsRefused) {
  put_many(*replica('a'), 3);
  database_->execute("DELETE FROM secret_fence");
  const Error why = refusal('a');
  EXPECT_EQ(why.code, KeyFitError::canary_missing);
  EXPECT_THAT(why.context, HasSubstr("3 rows"));
}

TEST_P(SecretKeysContract, AnAlteredCanaryIsRefused) {
  replica('a');
  database_->execute("UPDATE secret_fence SET canary = 'rs1.0123abcd.AAAA'");
  EXPECT_EQ(refusal('a').code, KeyFitError::key_wrong);
  // Of the right form, sealed elsewhere.
  put_many(*unchecked('a'), 1);
  database_->execute("UPDATE secret_fence SET canary = (SELECT value FROM secrets)");
  EXPECT_EQ(refusal('a').code, KeyFitError::key_wrong);
}

TEST_P(SecretKeysContract, APreviousKeyThatWentTooEarlyIsAskedForByName) {
  put_many(*replica('a'), 3);
  const auto server = replica('b', 'a');
  ASSERT_TRUE(server->rekeyer.begin(server->asker()));  // the fence moves, no row does
  const Error why = refusal('b');
  EXPECT_EQ(why.code, KeyFitError::key_missing);
  EXPECT_THAT(why.context, HasSubstr("secrets.value: 3 rows under " + std::string(test_kid('a').view())));
}

// Phase one of a rotation: every server has both keys, and nobody writes the new one yet.
TEST_P(SecretKeysContract, TheFenceSaysWhichKeyIsWritten) {
  const auto old_one = replica('a'), new_one = replica('b', 'a');
  ASSERT_TRUE(new_one->put(secret_name(1), "before"));
  EXPECT_EQ(old_one->open(secret_name(1)), "before");
  ASSERT_TRUE(new_one->rekey());
  ASSERT_TRUE(new_one->put(secret_name(2), "after"));
  EXPECT_EQ(new_one->open(secret_name(2)), "after");
  EXPECT_EQ(old_one->open(secret_name(2)), "unknown_key");
}

TEST_P(SecretKeysContract, AStaleServerIsKeptFromWriting) {
  const auto stale = replica('a'), fresh = replica('b', 'a');
  ASSERT_TRUE(stale->put(secret_name(1), "one"));
  ASSERT_TRUE(fresh->rekey());
  const auto refused = stale->put(secret_name(1), "late");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, KeyFitError::stale_configuration);
  EXPECT_THAT(refused.error().context, HasSubstr(std::string(test_kid('b').view())));
  EXPECT_EQ(fresh->open(secret_name(1)), "one");
  EXPECT_EQ(fresh->status().blockers.size(), 0U);
}

TEST_P(SecretKeysContract, ServersThatStartTogetherAgree) {
  std::vector<std::unique_ptr<Replica>> servers;
  for (int n = 0; n < 4; ++n) servers.push_back(unchecked(n % 2 == 0 ? 'a' : 'b', n % 2 == 0 ? 'b' : 'a'));
  std::vector<std::future<bool>> starts;
  for (auto& server : servers) {
    starts.push_back(std::async(std::launch::async, [&server] { return server->check_keys().has_value(); }));
  }
  for (auto& started : starts) EXPECT_TRUE(started.get());
  EXPECT_EQ(store_->secrets().fence().value().value().epoch, 1U);
  for (auto& server : servers) EXPECT_TRUE(server->put(secret_name(1), "x"));
}

RATESTACK_FOR_EACH_STORE(SecretKeysContract);

}  // namespace
}  // namespace ratestack::contract
