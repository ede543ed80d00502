// Moving an installation from any kind of store to any other.
#include "native/service/move_installation.hpp"
#include "tests/contract/lending_site.hpp"
#include "tests/support/test_keys.hpp"

namespace ratestack::contract {
namespace {

using service::move_installation;
using service::StoreError;
using service::WriteTransaction;
using testing::test_org;

const Timestamp kNow = Timestamp::from_micros(1'795'435'200'123'456);

constexpr std::size_t kManyRows = 250;  // more than a page

/// The parameter is the target's kind; the source is made of every kind in turn.
class MoveContract : public StoreContract {
 protected:
  struct Source {
    explicit Source(const StoreKind& kind) : database(kind.make()), store(database->open()) {}
    std::unique_ptr<TestDatabase> database;
    std::unique_ptr<service::Store> store;
  };

  static Result<void> fill(service::Store& store, std::size_t rows) {
    auto filled = store.transact([&](WriteTransaction& transaction) -> Result<void> {
      for (int n : {0, 1}) {
        if (auto done = transaction.insert_org(org(n)); !done) return done;
      }
      if (auto done = transaction.insert_user(user()); !done) return done;
      if (auto done = transaction.insert_api_key(api_key()); !done) return done;
      if (auto done = add_secrets(transaction.secrets()); !done) return done;
      if (auto done = add_identity(transaction.identity()); !done) return done;
      if (auto done = add_grants(transaction.authorization()); !done) return done;
      if (auto done = add_lending(transaction); !done) return done;
      return transaction.remember_answer("org", "key", {{}, 201, "{}"}, kNow);
    });
    for (std::size_t at = 0; filled && at < rows; at += 1000) {
      filled = store.transact([&](WriteTransaction& transaction) {
        return append_to(transaction, std::min<std::size_t>(1000, rows - at));
      });
    }
    return filled;
  }
  // With settings of its own, and without.
  static service::Org org(int n) {
    if (n == 0) return {test_org(n), OrgType::originator, "Lender", kNow};
    return {test_org(n), OrgType::originator, "Lender", kNow, CapabilitySet().with(Capability::loan_read), at(6)};
  }
  static Result<void> add_grants(service::AuthorizationWriter& authorization) {
    const auto grant = [](int n, std::optional<UserId> grantee) {
      return service::DelegationGrant{numbered<GrantId>("grant_", n),
                                      test_org(0),
                                      test_org(1),
                                      std::move(grantee),
                                      test_user(1).text(),
                                      CapabilitySet().with(Capability::audit_read),
                                      kNow,
                                      at(9)};
    };
    if (auto done = authorization.insert_grant(grant(1, std::nullopt)); !done) return done;
    if (auto done = authorization.insert_grant(grant(2, test_user(1))); !done) return done;
    const auto revoked =
        authorization.revoke_grant(test_org(0), numbered<GrantId>("grant_", 2), test_user(1).view(), at(7));
    return revoked ? Result<void>() : revoked.error();
  }
  // More than a page of sheets, and of locks that each refer to the one before.
  static Result<void> add_lending(WriteTransaction& transaction) {
    if (auto done = transaction.insert_org({test_org(2), OrgType::investor, "Lender", kNow}); !done) return done;
    service::LendingWriter& lending = transaction.lending();
    if (auto done = insert_lending(lending); !done) return done;
    for (std::uint64_t n = 2; n < kManyRows; ++n) {
      SheetRecord sheet = test_sheet(1, {"CONF30"});
      sheet.id = numbered_id<SheetTag>(n);
      if (auto done = lending.insert_sheet(sheet, "csv"); !done) return done;
      RateLock lock = test_lock(1);
      lock.id = numbered_id<LockTag>(n);
      lock.relock_of = n == 2 ? test_lock_id(1) : numbered_id<LockTag>(n - 1);
      if (auto done = lending.insert_lock(lock); !done) return done;
    }
    return {};
  }
  template <typename Tag>
  static Id<Tag> numbered_id(std::uint64_t number) {
    const std::string digits = std::to_string(number);
    return Id<Tag>::parse(std::string(Tag::kPrefix) + std::string(26 - digits.size(), '0') + digits).value();
  }
  static Result<void> add_secrets(service::SecretWriter& secrets) {
    if (auto done = secrets.set_fence({7, testing::test_kid('a'), "canary", kNow}); !done) return done;
    if (auto done = secrets.insert(secret()); !done) return done;
    const service::QuarantinedRow broken{"secrets", "value", secret().id.text(), test_org(1).text(), "tampered", kNow};
    auto noted = secrets.quarantine({&broken, 1});
    return noted ? Result<void>() : noted.error();
  }
  static service::User user() {
    return {test_user(1), test_org(0), "a@example.com", "hash", kNow, "N. \xC3\xA9", at(1), at(2)};
  }
  static service::ApiKey api_key() { return {test_key_id(1), test_org(0), "k", {}, {}, kNow, at(1), at(2), at(3)}; }
  // More than a page in some tables, NULL in some columns.
  static Result<void> add_identity(service::IdentityWriter& identity) {
    const service::SessionRecord session = test_session(1);
    std::vector<Digest> codes;
    for (std::size_t n = 0; n < kManyRows; ++n) codes.push_back(numbered_hash(n));
    if (auto done = identity.put_member({test_org(1), test_user(1), RoleSet().with(Role::auditor), kNow}); !done)
      return done;
    if (auto done = identity.set_disabled(test_user(1), std::nullopt); !done) return done;
    if (auto done = identity.insert_session(session, std::nullopt); !done) return done;
    if (auto done = identity.put_upstream_token(session.id, test_org(0), "rs1.token"); !done) return done;
    if (auto done = identity.put_provider_session(session.id, {"issuer", "subject", "sid", at(1)}); !done) return done;
    const OidcLogout logout{OidcProvider::google, "issuer", "another", "", "jti", at(2), at(3)};
    if (auto done = identity.end_provider_sessions(logout, at(2), at(4)); !done) return done.error();
    if (auto done = identity.set_disabled(test_user(1), at(1)); !done) return done;
    if (auto done = identity.put_totp(
            {numbered<FactorId>("mfa_", 1), test_org(0), test_user(1), "rs1.secret", kNow, at(4), 1ULL << 40});
        !done)
      return done;
    if (auto done = identity.put_recovery_codes(test_user(1), test_org(0), codes, kNow); !done) return done;
    if (auto done = identity.spend_recovery_code(test_user(1), codes[7], at(5)); !done) return done.error();
    if (auto done = identity.insert_passkey({numbered<PasskeyId>("pky_", 1), test_org(0), test_user(1), "credential",
                                             "point", 7, "Laptop", kNow, std::nullopt, true},
                                            1);
        !done)
      return done.error();
    if (auto done = identity.insert_oidc_account({"issuer", "subject", "google", test_org(0), test_user(1), kNow});
        !done)
      return done;
    if (auto done =
            identity.insert_server_key({numbered<ServerKeyId>("srv_", 1), "jwt", "rs1.key", "{}", kNow, kNow, at(9)});
        !done)
      return done;
    return add_many(identity);
  }
  static Result<void> add_many(service::IdentityWriter& identity) {
    for (std::size_t n = 0; n < kManyRows; ++n) {
      if (auto spent = identity.spend_token(numbered_hash(n), kNow); !spent) return spent.error();
      // Several at one moment: a page ends between them.
      const auto when = at(static_cast<std::int64_t>(n / 150));
      if (auto done = identity.change_password(test_user(1), "hash " + std::to_string(n), when); !done) return done;
    }
    return {};
  }
  static Digest numbered_hash(std::size_t number) {
    Digest hash;
    hash.bytes[0] = static_cast<std::uint8_t>(number);
    hash.bytes[1] = static_cast<std::uint8_t>(number >> 8);
    return hash;
  }
  static service::SecretRecord secret() {
    return {SecretId::parse("sec_00000000000000000000000001").value(),
            {test_org(1), service::SecretKind::imap, "main"},
            "rs1.0123abcd.AAAA",
            "0123456789abcdef",
            kNow,
            kNow};
  }
  static Result<void> append_to(WriteTransaction& transaction, std::size_t rows) {
    std::vector<AuditEvent> events;
    for (std::size_t i = 0; i < rows; ++i) events.push_back(testing::test_event(test_org(static_cast<int>(i % 2))));
    auto placed = rows_for(transaction, std::move(events));
    if (!placed) return placed.error();
    return transaction.append_rows(*placed);
  }
  void expect_same(service::Store& source) {
    const auto head = source.log_head().value();
    EXPECT_EQ(store_->log_head().value().last_id, head.last_id);
    EXPECT_EQ(store_->log_head().value().entry_hash, head.entry_hash);
    EXPECT_EQ(store_->org_head(test_org(1).view()).value().entry_hash,
              source.org_head(test_org(1).view()).value().entry_hash);
    expect_same_orgs();
    expect_same_people(source);
    expect_same_tables(source);
    EXPECT_EQ(store_->list_answers("", "", 10).value().size(), 1U);
    const auto moved = store_->secrets().find(secret().name).value().value();
    EXPECT_EQ(moved.id, secret().id);
    EXPECT_EQ(moved.envelope, secret().envelope);
    EXPECT_EQ(moved.created_at, kNow);
    EXPECT_EQ(store_->secrets().fence().value().value().epoch, 7U);
    EXPECT_EQ(store_->secrets().quarantined(std::nullopt, 10).value().size(), 1U);
  }
  void expect_same_orgs() {
    const auto orgs = store_->list_orgs("", 10).value();
    ASSERT_EQ(orgs.size(), 3U);
    EXPECT_EQ(orgs[0].enabled, std::nullopt);
    EXPECT_EQ(orgs[0].disabled_at, std::nullopt);
    EXPECT_EQ(orgs[1].enabled, org(1).enabled);
    EXPECT_EQ(orgs[1].disabled_at, at(6));
  }
  void expect_same_people(service::Store& source) {
    const auto users = store_->list_users("", 10).value();
    ASSERT_EQ(users.size(), 1U);
    EXPECT_EQ(users[0].name, user().name);
    EXPECT_EQ(users[0].disabled_at, at(1));
    EXPECT_EQ(users[0].password_hash, source.list_users("", 10).value()[0].password_hash);
    EXPECT_EQ(users[0].password_set_at, source.list_users("", 10).value()[0].password_set_at);
    const auto keys = store_->list_api_keys("", 10).value();
    ASSERT_EQ(keys.size(), 1U);
    EXPECT_EQ(keys[0].last_used_at, at(3));
  }
  void expect_same_tables(service::Store& source) {
    constexpr std::size_t kAll = 10'000;
    for (const auto& table : service::kMovedTables) {
      const auto rows = source.read_table(table, {}, kAll).value();
      EXPECT_FALSE(rows.empty()) << table.name << " moves, and this test fills it not";
      EXPECT_EQ(store_->read_table(table, {}, kAll).value() == rows, true) << table.name;
    }
  }
};

TEST_P(MoveContract, KeepsIdsHashesAndHeads) {
  for (const StoreKind& kind : store_kinds()) {
    database_ = GetParam().make();
    store_ = database_->open();
    Source source(kind);
    ASSERT_TRUE(fill(*source.store, 5000));
    const auto moved = move_installation(*source.store, *store_);
    ASSERT_TRUE(moved) << moved.error().message();
    EXPECT_EQ(moved->rows, 5000U);
    expect_same(*source.store);
    const auto rows = read_all(*store_, {4999, 5000, {}}), original = read_all(*source.store, {4999, 5000, {}});
    EXPECT_EQ(rows[1].text, original[1].text);
    ASSERT_TRUE(store_->transact([](WriteTransaction& transaction) { return append_to(transaction, 3); }));
    EXPECT_TRUE(service::verify_log(*store_, {}).value().ok());
  }
}

TEST_P(MoveContract, GoesOnWhereItWasStopped) {
  Source source(store_kinds().front());
  ASSERT_TRUE(fill(*source.store, 9000));
  const auto stopped = move_installation(
      *source.store, *store_, [&](std::uint64_t, std::uint64_t) { return store_->log_head().value().last_id < 4000; });
  EXPECT_FALSE(stopped);
  const auto there = store_->log_head().value().last_id;
  ASSERT_GE(there, 4000U);
  ASSERT_LT(there, 9000U);
  const auto moved = move_installation(*source.store, *store_);
  ASSERT_TRUE(moved) << moved.error().message();
  EXPECT_EQ(moved->resumed, there);
  EXPECT_EQ(moved->rows, 9000 - there);
  expect_same(*source.store);
  EXPECT_EQ(move_installation(*source.store, *store_).value().rows, 0U);
}

TEST_P(MoveContract, BringsWhatARunBeforeHasNotAndLeavesTheRest) {
  Source source(store_kinds().front());
  ASSERT_TRUE(fill(*source.store, 10));
  ASSERT_TRUE(move_installation(*source.store, *store_));
  database_->execute("DELETE FROM upstream_tokens");
  database_->execute("DELETE FROM password_history WHERE password_hash LIKE '%3'");
  database_->execute("DELETE FROM recovery_codes WHERE used_at IS NULL");
  ASSERT_TRUE(move_installation(*source.store, *store_));
  expect_same(*source.store);
}

TEST_P(MoveContract, RefusesATargetWhoseServersHaveKeysOfTheirOwn) {
  Source source(store_kinds().front());
  ASSERT_TRUE(fill(*source.store, 10));
  ASSERT_TRUE(store_->transact([](WriteTransaction& transaction) {
    return transaction.identity().insert_server_key(
        {numbered<ServerKeyId>("srv_", 2), "root", "rs1.other", "", kNow, kNow});
  }));
  EXPECT_EQ(move_installation(*source.store, *store_).error().code, StoreError::conflict);
  EXPECT_TRUE(store_->list_orgs("", 10).value().empty());
}

TEST_P(MoveContract, RefusesATargetThatHoldsSomethingElse) {
  Source source(store_kinds().front());
  ASSERT_TRUE(fill(*source.store, 10));
  ASSERT_TRUE(append({testing::test_event(test_org(7))}));
  EXPECT_EQ(move_installation(*source.store, *store_).error().code, make_error_code(StoreError::conflict));
  EXPECT_EQ(store_->log_head().value().last_id, 1U);
}

RATESTACK_FOR_EACH_STORE(MoveContract);

}  // namespace
}  // namespace ratestack::contract
