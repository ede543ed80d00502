// Organisations, people, API keys and remembered answers.
#include "tests/contract/store_contract.hpp"

namespace ratestack::contract {
namespace {

using service::ApiKey;
using service::Org;
using service::RememberedAnswer;
using service::StoreError;
using service::User;
using service::WriteTransaction;
using testing::test_org;

const Timestamp kNow = Timestamp::from_micros(1'795'435'200'123'456);

UserId user_id(int n) { return UserId::parse("usr_0000000000000000000000000" + std::to_string(n)).value(); }
KeyId key_id(int n) { return KeyId::parse("key_0000000000000000000000000" + std::to_string(n)).value(); }

Org an_org(int n, OrgType type) { return {test_org(n), type, "Lender \xC3\xA9 " + std::to_string(n), kNow}; }
User a_user(int n, const std::string& email) { return {user_id(n), test_org(0), email, "$2b$12$abc", kNow}; }

class AccountContract : public StoreContract {
 protected:
  Result<void> insert(const Org& org) {
    return store_->transact([&](WriteTransaction& transaction) { return transaction.insert_org(org); });
  }
  Result<void> insert(const User& user) {
    return store_->transact([&](WriteTransaction& transaction) { return transaction.insert_user(user); });
  }
  Result<void> insert(const ApiKey& key) {
    return store_->transact([&](WriteTransaction& transaction) { return transaction.insert_api_key(key); });
  }
};

TEST_P(AccountContract, AnOrganisationComesBackAsItWas) {
  ASSERT_TRUE(insert(an_org(1, OrgType::investor)));
  const auto org = store_->find_org(test_org(1));
  ASSERT_TRUE(org && *org);
  EXPECT_EQ(org.value()->type, OrgType::investor);
  EXPECT_EQ(org.value()->name, "Lender \xC3\xA9 1");
  EXPECT_EQ(org.value()->created_at, kNow);
  EXPECT_FALSE(store_->find_org(test_org(2)).value().has_value());
}

// Nothing said is not the same as nothing enabled.
TEST_P(AccountContract, AnOrganisationComesBackWithItsSettings) {
  Org settled = an_org(1, OrgType::investor), closed = an_org(2, OrgType::investor);
  settled.enabled = CapabilitySet().with(Capability::loan_read).with(Capability::audit_read);
  settled.disabled_at = Timestamp::from_micros(7);
  closed.enabled = CapabilitySet();
  ASSERT_TRUE(insert(an_org(0, OrgType::platform)));
  ASSERT_TRUE(insert(settled));
  ASSERT_TRUE(insert(closed));
  EXPECT_EQ(store_->platform_org().value()->enabled, std::nullopt);
  EXPECT_EQ(store_->find_org(test_org(1)).value()->enabled, settled.enabled);
  EXPECT_EQ(store_->find_org(test_org(1)).value()->disabled_at, settled.disabled_at);
  const auto listed = store_->list_orgs(test_org(0).view(), 2).value();
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].enabled, settled.enabled);
  EXPECT_EQ(listed[1].enabled, CapabilitySet());
  EXPECT_EQ(listed[1].disabled_at, std::nullopt);
}

TEST_P(AccountContract, ThereIsOnePlatformOrganisation) {
  EXPECT_FALSE(store_->platform_org().value().has_value());
  ASSERT_TRUE(insert(an_org(0, OrgType::platform)));
  EXPECT_EQ(store_->platform_org().value()->id, test_org(0));
  EXPECT_EQ(insert(an_org(1, OrgType::platform)).error().code, make_error_code(StoreError::conflict));
}

TEST_P(AccountContract, ATakenIdOrAddressIsAConflict) {
  ASSERT_TRUE(insert(an_org(0, OrgType::originator)));
  EXPECT_EQ(insert(an_org(0, OrgType::investor)).error().code, make_error_code(StoreError::conflict));
  ASSERT_TRUE(insert(a_user(1, "admin@example.com")));
  EXPECT_EQ(insert(a_user(2, "admin@example.com")).error().code, make_error_code(StoreError::conflict));
}

TEST_P(AccountContract, AUserOfAnUnknownOrganisationIsRefused) {
  EXPECT_EQ(insert(a_user(1, "admin@example.com")).error().code, make_error_code(StoreError::not_found));
}

TEST_P(AccountContract, AnApiKeyComesBackAsItWas) {
  ASSERT_TRUE(insert(an_org(0, OrgType::originator)));
  ApiKey key{key_id(1), test_org(0), "first", {}, ceiling(OrgType::originator), kNow, {}, {}};
  key.secret_hash.bytes[0] = 0xAB;
  ASSERT_TRUE(insert(key));
  const auto found = store_->find_api_key(key_id(1));
  ASSERT_TRUE(found && *found);
  EXPECT_EQ(found.value()->org_id, test_org(0));
  EXPECT_EQ(found.value()->name, "first");
  EXPECT_EQ(found.value()->secret_hash, key.secret_hash);
  EXPECT_EQ(found.value()->capabilities, ceiling(OrgType::originator));
  EXPECT_EQ(found.value()->created_at, kNow);
  EXPECT_FALSE(found.value()->expires_at);
  EXPECT_FALSE(found.value()->revoked_at);
}

TEST_P(AccountContract, AnApiKeyKeepsItsEnd) {
  ASSERT_TRUE(insert(an_org(0, OrgType::originator)));
  const Timestamp later = Timestamp::from_micros(kNow.micros() + 1);
  ASSERT_TRUE(insert(ApiKey{key_id(1), test_org(0), "k", {}, {}, kNow, later, kNow}));
  const auto found = store_->find_api_key(key_id(1));
  EXPECT_EQ(found.value()->expires_at, later);
  EXPECT_EQ(found.value()->revoked_at, kNow);
  EXPECT_TRUE(found.value()->capabilities.empty());
}

TEST_P(AccountContract, AnUnknownApiKeyIsAbsent) { EXPECT_FALSE(store_->find_api_key(key_id(9)).value().has_value()); }

TEST_P(AccountContract, RecordsAreListedPageByPage) {
  for (int n = 0; n < 5; ++n) ASSERT_TRUE(insert(an_org(n, OrgType::investor)));
  for (int n = 0; n < 3; ++n) ASSERT_TRUE(insert(a_user(n, std::to_string(n) + "@example.com")));
  ASSERT_TRUE(insert(ApiKey{key_id(4), test_org(0), "k", {}, ceiling(OrgType::investor), kNow, {}, kNow}));
  EXPECT_EQ(store_->list_orgs("", 3).value().size(), 3U);
  const auto orgs = store_->list_orgs(test_org(2).view(), 3).value();
  ASSERT_EQ(orgs.size(), 2U);
  EXPECT_EQ(orgs[0].id, test_org(3));
  const auto users = store_->list_users(user_id(0).view(), 10).value();
  ASSERT_EQ(users.size(), 2U);
  EXPECT_EQ(users[0].email, "1@example.com");
  EXPECT_EQ(users[0].password_hash, "$2b$12$abc");
  const auto keys = store_->list_api_keys("", 10).value();
  ASSERT_EQ(keys.size(), 1U);
  EXPECT_EQ(keys[0].capabilities, ceiling(OrgType::investor));
  EXPECT_EQ(keys[0].revoked_at, kNow);
}

TEST_P(AccountContract, APingSucceeds) { EXPECT_TRUE(store_->ping()); }

RATESTACK_FOR_EACH_STORE(AccountContract);

class AnswerContract : public StoreContract {
 protected:
  static RememberedAnswer an_answer(std::uint8_t tag) {
    RememberedAnswer answer{{}, 201, "{\"n\":" + std::to_string(tag) + "}"};
    answer.request_hash.bytes[31] = tag;
    return answer;
  }
  Result<void> remember(const std::string& org, const std::string& key, std::uint8_t tag, Timestamp now) {
    return store_->transact(
        [&](WriteTransaction& transaction) { return transaction.remember_answer(org, key, an_answer(tag), now); });
  }
  std::optional<RememberedAnswer> find(const std::string& org, const std::string& key) {
    std::optional<RememberedAnswer> found;
    EXPECT_TRUE(store_->transact([&](WriteTransaction& transaction) -> Result<void> {
      found = transaction.find_answer(org, key).value();
      return {};
    }));
    return found;
  }
};

TEST_P(AnswerContract, IsFoundUnderItsOrganisationAndKeyAlone) {
  ASSERT_TRUE(remember("org_a", "key 1", 1, kNow));
  ASSERT_TRUE(remember("org_b", "key 1", 2, kNow));
  EXPECT_EQ(find("org_a", "key 1").value().body, "{\"n\":1}");
  EXPECT_EQ(find("org_a", "key 1").value().status, 201);
  EXPECT_EQ(find("org_b", "key 1").value().request_hash, an_answer(2).request_hash);
  EXPECT_FALSE(find("org_a", "key 2"));
}

TEST_P(AnswerContract, IsKeptOnce) {
  ASSERT_TRUE(remember("org_a", "key", 1, kNow));
  EXPECT_EQ(remember("org_a", "key", 2, kNow).error().code, make_error_code(StoreError::conflict));
  EXPECT_EQ(find("org_a", "key").value().body, "{\"n\":1}");
}

TEST_P(AnswerContract, IsForgottenByAge) {
  ASSERT_TRUE(remember("org_a", "old", 1, kNow));
  ASSERT_TRUE(remember("org_a", "new", 2, Timestamp::from_micros(kNow.micros() + 1)));
  ASSERT_TRUE(store_->transact([&](WriteTransaction& transaction) {
    return transaction.forget_answers_before(Timestamp::from_micros(kNow.micros() + 1));
  }));
  EXPECT_FALSE(find("org_a", "old"));
  EXPECT_TRUE(find("org_a", "new"));
}

TEST_P(AnswerContract, AreListedInTheOrderOfOrganisationAndKey) {
  ASSERT_TRUE(remember("org_b", "a", 1, kNow));
  ASSERT_TRUE(remember("org_a", "b", 2, kNow));
  ASSERT_TRUE(remember("org_a", "B", 3, kNow));
  const auto first = store_->list_answers("", "", 2).value();
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].key, "B");  // by bytes, not by a language's rules
  EXPECT_EQ(first[1].key, "b");
  EXPECT_EQ(first[1].answer.body, "{\"n\":2}");
  EXPECT_EQ(first[1].created_at, kNow);
  const auto rest = store_->list_answers("org_a", "b", 2).value();
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].org_id, "org_b");
}

RATESTACK_FOR_EACH_STORE(AnswerContract);

}  // namespace
}  // namespace ratestack::contract
