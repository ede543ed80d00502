// Accounts elsewhere, tokens of one use, the servers' own keys and API keys.
#include <gmock/gmock.h>

#include "tests/contract/identity_site.hpp"

namespace ratestack::contract {
namespace {

using service::ApiKey;
using service::OidcAccount;
using service::ServerKey;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class IdentityOidcContract : public IdentityContract {
 protected:
  static OidcAccount account(const std::string& issuer, const std::string& subject, int user = 1) {
    return {issuer, subject, "google", test_org(user), test_user(user), at(1)};
  }
  Result<void> insert(const OidcAccount& account) {
    return write([&](IdentityWriter& w) { return w.insert_oidc_account(account); });
  }
};

TEST_P(IdentityOidcContract, IsFoundByIssuerAndSubjectTogether) {
  ASSERT_TRUE(insert(account("https://a.example", "s1")));
  ASSERT_TRUE(insert(account("https://b.example", "s1", 2)));
  const auto found = read().find_oidc_account("https://a.example", "s1").value();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->issuer, "https://a.example");
  EXPECT_EQ(found->subject, "s1");
  EXPECT_EQ(found->provider, "google");
  EXPECT_EQ(found->org_id, test_org(1));
  EXPECT_EQ(found->user_id, test_user(1));
  EXPECT_EQ(found->created_at, at(1));
  EXPECT_EQ(read().find_oidc_account("https://b.example", "s1").value()->user_id, test_user(2));
  EXPECT_FALSE(read().find_oidc_account("https://a.example", "S1").value());
}

TEST_P(IdentityOidcContract, IsOfOneUser) {
  ASSERT_TRUE(insert(account("https://a.example", "s1")));
  EXPECT_EQ(insert(account("https://a.example", "s1", 2)).error().code, StoreError::conflict);
  EXPECT_EQ(read().find_oidc_account("https://a.example", "s1").value()->user_id, test_user(1));
  EXPECT_EQ(insert(account("https://a.example", "s2", 9)).error().code, StoreError::not_found);
}

TEST_P(IdentityOidcContract, AUserMayHaveSeveral) {
  ASSERT_TRUE(insert(account("https://b.example", "s1")));
  ASSERT_TRUE(insert(account("https://a.example", "s2")));
  ASSERT_TRUE(insert(account("https://a.example", "s3", 2)));
  const auto all = read().oidc_accounts(test_user(1)).value();
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].issuer, "https://a.example");
  EXPECT_EQ(all[1].issuer, "https://b.example");
}

TEST_P(IdentityOidcContract, IsRemovedByItsOwnUserAlone) {
  ASSERT_TRUE(insert(account("https://a.example", "s1")));
  const auto remove = [this](int user, const char* subject) {
    return write(
        [&](IdentityWriter& w) { return w.remove_oidc_account(test_user(user), "https://a.example", subject); });
  };
  EXPECT_EQ(remove(2, "s1").value(), Spent::before);
  EXPECT_EQ(remove(1, "s2").value(), Spent::before);
  EXPECT_EQ(remove(1, "s1").value(), Spent::now);
  EXPECT_EQ(remove(1, "s1").value(), Spent::before);
  EXPECT_FALSE(read().find_oidc_account("https://a.example", "s1").value());
}

RATESTACK_FOR_EACH_STORE(IdentityOidcContract);

class IdentityTokenContract : public IdentityContract {
 protected:
  Spent spend(std::uint8_t tag, std::int64_t until) {
    return write([&](IdentityWriter& w) { return w.spend_token(test_hash(tag), at(until)); }).value();
  }
};

TEST_P(IdentityTokenContract, IsSpentOnce) {
  EXPECT_EQ(spend(1, 10), Spent::now);
  EXPECT_EQ(spend(1, 10), Spent::before);
  EXPECT_EQ(spend(1, 99), Spent::before);
  EXPECT_EQ(spend(2, 10), Spent::now);
}

TEST_P(IdentityTokenContract, IsSeenToBeSpentByReaders) {
  EXPECT_FALSE(read().is_spent(test_hash(1)).value());
  ASSERT_EQ(spend(1, 10), Spent::now);
  EXPECT_TRUE(read().is_spent(test_hash(1)).value());
  EXPECT_FALSE(read().is_spent(test_hash(2)).value());
}

TEST_P(IdentityTokenContract, OfThoseWhoBringItOneHasSpentIt) {
  EXPECT_EQ(winners([](IdentityWriter& w) { return w.spend_token(test_hash(1), at(10)); }), 1);
}

TEST_P(IdentityTokenContract, OneOfATransactionThatFailedIsStillGood) {
  EXPECT_FALSE(store_->transact([](service::WriteTransaction& transaction) -> Result<void> {
    EXPECT_EQ(transaction.identity().spend_token(test_hash(1), at(10)).value(), Spent::now);
    return StoreError::busy;
  }));
  EXPECT_EQ(spend(1, 10), Spent::now);
}

TEST_P(IdentityTokenContract, IsForgottenAfterItsTime) {
  ASSERT_EQ(spend(1, 10), Spent::now);
  ASSERT_EQ(spend(2, 11), Spent::now);
  ASSERT_TRUE(write([&](IdentityWriter& w) { return w.forget_tokens(at(11)); }));
  EXPECT_EQ(spend(2, 11), Spent::before);
  EXPECT_EQ(spend(1, 10), Spent::now);
}

RATESTACK_FOR_EACH_STORE(IdentityTokenContract);

class IdentityServerKeyContract : public IdentityContract {
 protected:
  static ServerKeyId key_id(int number) { return numbered<ServerKeyId>("srv_", number); }
  Result<void> insert(int number, const std::string& purpose) {
    const ServerKey key{key_id(number), purpose, "rs1.key", "{\"kty\":\"EC\"}", at(number), at(number), {}};
    return write([&](IdentityWriter& w) { return w.insert_server_key(key); });
  }
  Result<void> retire(int number, std::int64_t when) {
    return write([&](IdentityWriter& w) { return w.retire_server_key(key_id(number), at(when)); });
  }
  ServerKey latest() { return read().server_keys("jwt").value().front(); }
};

TEST_P(IdentityServerKeyContract, AreReadByPurposeLatestFirst) {
  EXPECT_THAT(read().server_keys("jwt").value(), IsEmpty());
  for (const int n : {2, 1, 3}) ASSERT_TRUE(insert(n, "jwt"));
  ASSERT_TRUE(insert(4, "root"));
  const auto keys = read().server_keys("jwt").value();
  ASSERT_EQ(keys.size(), 3U);
  EXPECT_EQ(keys[0].id, key_id(3));
  EXPECT_EQ(keys[1].id, key_id(2));
  EXPECT_EQ(keys[2].id, key_id(1));
  EXPECT_EQ(keys[0].purpose, "jwt");
  EXPECT_EQ(keys[0].envelope, "rs1.key");
  EXPECT_EQ(keys[0].public_key, "{\"kty\":\"EC\"}");
  EXPECT_EQ(keys[0].created_at, at(3));
  EXPECT_EQ(keys[0].activates_at, at(3));
  EXPECT_FALSE(keys[0].retires_at);
  EXPECT_EQ(insert(3, "jwt").error().code, StoreError::conflict);
}

TEST_P(IdentityServerKeyContract, RetireAndNeverLaterThanTheyWould) {
  ASSERT_TRUE(insert(1, "jwt"));
  ASSERT_TRUE(retire(1, 20));
  EXPECT_EQ(latest().retires_at, at(20));
  ASSERT_TRUE(retire(1, 30));
  EXPECT_EQ(latest().retires_at, at(20));
  ASSERT_TRUE(retire(1, 10));
  EXPECT_EQ(latest().retires_at, at(10));
}

TEST_P(IdentityServerKeyContract, AreBoundToNoOrganisation) {
  ASSERT_TRUE(insert(1, "jwt"));
  EXPECT_EQ(database_->query("SELECT org_id FROM server_keys"), service::kServerKeyOwner);
}

RATESTACK_FOR_EACH_STORE(IdentityServerKeyContract);

class IdentityApiKeyContract : public IdentityContract {
 protected:
  void insert(int number, std::optional<Timestamp> expires_at = {}, int org = 1) {
    const ApiKey key{test_key_id(number), test_org(org), "k", test_hash(1), {}, at(0), expires_at, {}};
    ASSERT_TRUE(store_->transact([&](service::WriteTransaction& t) { return t.insert_api_key(key); }));
  }
  ApiKey find(int number) { return store_->find_api_key(test_key_id(number)).value().value(); }
  Spent revoke(int number, std::int64_t when, int org = 1) {
    return write([&](IdentityWriter& w) { return w.revoke_api_key(test_org(org), test_key_id(number), at(when)); })
        .value();
  }
  Spent expire(int number, std::int64_t when, int org = 1) {
    return write([&](IdentityWriter& w) { return w.expire_api_key(test_org(org), test_key_id(number), at(when)); })
        .value();
  }
};

TEST_P(IdentityApiKeyContract, IsRevokedOnceAndByItsOrganisation) {
  insert(1);
  EXPECT_EQ(revoke(1, 5, 2), Spent::before);
  EXPECT_FALSE(find(1).revoked_at);
  EXPECT_EQ(revoke(1, 5), Spent::now);
  EXPECT_EQ(revoke(1, 6), Spent::before);
  EXPECT_EQ(find(1).revoked_at, at(5));
  EXPECT_EQ(revoke(9, 5), Spent::before);
}

TEST_P(IdentityApiKeyContract, ExpiresNeverLaterThanItWould) {
  insert(1);
  insert(2, at(50));
  EXPECT_EQ(expire(1, 40, 2), Spent::before);
  EXPECT_FALSE(find(1).expires_at);
  EXPECT_EQ(expire(1, 40), Spent::now);
  EXPECT_EQ(expire(1, 41), Spent::before);
  EXPECT_EQ(find(1).expires_at, at(40));
  EXPECT_EQ(expire(2, 60), Spent::before);
  EXPECT_EQ(expire(2, 50), Spent::before);
  EXPECT_EQ(expire(2, 49), Spent::now);
  EXPECT_EQ(find(2).expires_at, at(49));
  ASSERT_EQ(revoke(2, 5), Spent::now);
  EXPECT_EQ(expire(2, 10), Spent::before);
}

TEST_P(IdentityApiKeyContract, AUseIsNeverEarlierThanTheOneBefore) {
  insert(1);
  insert(2);
  EXPECT_FALSE(find(1).last_used_at);
  const auto note = [&](int number, std::int64_t when) {
    const Use<KeyId> uses[] = {{test_key_id(number), at(when)}, {test_key_id(9), at(when)}};
    ASSERT_TRUE(write([&](IdentityWriter& w) { return w.note_key_uses(uses); }));
  };
  note(1, 20);
  note(1, 10);
  EXPECT_EQ(find(1).last_used_at, at(20));
  EXPECT_FALSE(find(2).last_used_at);
  note(1, 30);
  EXPECT_EQ(find(1).last_used_at, at(30));
}

TEST_P(IdentityApiKeyContract, AnOrganisationsKeysAreListedPageByPage) {
  for (int n = 1; n <= 3; ++n) insert(n, at(50));
  insert(4, {}, 2);
  ASSERT_EQ(revoke(2, 5), Spent::now);
  const auto first = read().api_keys_of(test_org(1), "", 2).value();
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].id, test_key_id(1));
  EXPECT_EQ(first[0].expires_at, at(50));
  EXPECT_EQ(first[1].revoked_at, at(5));
  const auto rest = read().api_keys_of(test_org(1), test_key_id(2).view(), 9).value();
  ASSERT_EQ(rest.size(), 1U);
  EXPECT_EQ(rest[0].id, test_key_id(3));
}

RATESTACK_FOR_EACH_STORE(IdentityApiKeyContract);

}  // namespace
}  // namespace ratestack::contract
