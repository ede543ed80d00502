// Second factors and passkeys.
#include <gmock/gmock.h>

#include "tests/contract/identity_site.hpp"

namespace ratestack::contract {
namespace {

using service::Passkey;
using service::TotpFactor;
using ::testing::IsEmpty;

FactorId factor_id(int number) { return numbered<FactorId>("mfa_", number); }
PasskeyId passkey_id(int number) { return numbered<PasskeyId>("pky_", number); }

class IdentityTotpContract : public IdentityContract {
 protected:
  void put(int number, const std::string& envelope = "rs1.secret") {
    const TotpFactor factor{factor_id(number), test_org(1), test_user(1), envelope, at(number), {}, 7};
    ASSERT_TRUE(write([&](IdentityWriter& w) { return w.put_totp(factor); }));
  }
  std::optional<TotpFactor> find() { return read().find_totp(test_user(1)).value(); }
  Spent confirm(int number, std::int64_t when) {
    return write([&](IdentityWriter& w) { return w.confirm_totp(factor_id(number), at(when)); }).value();
  }
  Spent spend(int number, std::uint64_t step) {
    return write([&](IdentityWriter& w) { return w.spend_totp_step(factor_id(number), step); }).value();
  }
  void quarantine(int number) {
    const service::QuarantinedRow row{"totp_factors",     "secret",   factor_id(number).text(),
                                      test_org(1).text(), "tampered", at(0)};
    ASSERT_TRUE(store_->transact([&](service::WriteTransaction& t) -> Result<void> {
      const auto noted = t.secrets().quarantine({&row, 1});
      return noted ? Result<void>() : noted.error();
    }));
  }
  std::uint64_t quarantined() { return store_->secrets().count_quarantined().value(); }
};

TEST_P(IdentityTotpContract, AFactorComesBackAsItWas) {
  EXPECT_FALSE(find());
  put(1);
  ASSERT_TRUE(find());
  EXPECT_EQ(find()->id, factor_id(1));
  EXPECT_EQ(find()->org_id, test_org(1));
  EXPECT_EQ(find()->user_id, test_user(1));
  EXPECT_EQ(find()->envelope, "rs1.secret");
  EXPECT_EQ(find()->created_at, at(1));
  EXPECT_FALSE(find()->confirmed_at);
  EXPECT_EQ(find()->last_step, 7U);
  EXPECT_FALSE(read().find_totp(test_user(2)).value());
}

TEST_P(IdentityTotpContract, AnotherTakesItsPlace) {
  put(1);
  ASSERT_EQ(confirm(1, 5), Spent::now);
  put(2, "rs1.other");
  EXPECT_EQ(find()->id, factor_id(2));
  EXPECT_EQ(find()->envelope, "rs1.other");
  EXPECT_FALSE(find()->confirmed_at);
  EXPECT_EQ(confirm(1, 6), Spent::before);
  EXPECT_EQ(spend(1, 99), Spent::before);
}

TEST_P(IdentityTotpContract, IsConfirmedOnce) {
  put(1);
  EXPECT_EQ(confirm(1, 5), Spent::now);
  EXPECT_EQ(confirm(1, 6), Spent::before);
  EXPECT_EQ(find()->confirmed_at, at(5));
}

TEST_P(IdentityTotpContract, AStepIsSpentWithThoseBeforeIt) {
  put(1);
  EXPECT_EQ(spend(1, 7), Spent::before);
  EXPECT_EQ(spend(1, 9), Spent::now);
  EXPECT_EQ(spend(1, 9), Spent::before);
  EXPECT_EQ(spend(1, 8), Spent::before);
  EXPECT_EQ(spend(1, 10), Spent::now);
  EXPECT_EQ(find()->last_step, 10U);
}

TEST_P(IdentityTotpContract, OfThoseWhoSendOneCodeOneHasSpentIt) {
  put(1);
  EXPECT_EQ(winners([](IdentityWriter& w) { return w.spend_totp_step(factor_id(1), 8); }), 1);
}

TEST_P(IdentityTotpContract, IsRemoved) {
  put(1);
  ASSERT_TRUE(write([&](IdentityWriter& w) { return w.remove_totp(test_user(2)); }));
  EXPECT_TRUE(find());
  ASSERT_TRUE(write([&](IdentityWriter& w) { return w.remove_totp(test_user(1)); }));
  EXPECT_FALSE(find());
}

TEST_P(IdentityTotpContract, WhatIsGoneOrReplacedIsOutOfQuarantine) {
  put(1);
  quarantine(1);
  put(2);
  EXPECT_EQ(quarantined(), 0U);
  quarantine(2);
  ASSERT_TRUE(write([&](IdentityWriter& w) { return w.remove_totp(test_user(1)); }));
  EXPECT_EQ(quarantined(), 0U);
}

RATESTACK_FOR_EACH_STORE(IdentityTotpContract);

class IdentityRecoveryContract : public IdentityContract {
 protected:
  void put(std::vector<Digest> hashes, int user = 1) {
    ASSERT_TRUE(
        write([&](IdentityWriter& w) { return w.put_recovery_codes(test_user(user), test_org(user), hashes, at(0)); }));
  }
  Spent spend(std::uint8_t tag, int user = 1) {
    return write([&](IdentityWriter& w) { return w.spend_recovery_code(test_user(user), test_hash(tag), at(1)); })
        .value();
  }
  std::uint64_t left(int user = 1) { return read().count_recovery_codes(test_user(user)).value(); }
};

TEST_P(IdentityRecoveryContract, ACodeIsGoodOnceAndForItsOwnerAlone) {
  EXPECT_EQ(left(), 0U);
  put({test_hash(1), test_hash(2)});
  put({test_hash(3)}, 2);
  EXPECT_EQ(left(), 2U);
  EXPECT_EQ(spend(1, 2), Spent::before);
  EXPECT_EQ(spend(1), Spent::now);
  EXPECT_EQ(spend(1), Spent::before);
  EXPECT_EQ(spend(9), Spent::before);
  EXPECT_EQ(left(), 1U);
  EXPECT_EQ(left(2), 1U);
}

TEST_P(IdentityRecoveryContract, NewCodesTakeThePlaceOfAllOthers) {
  put({test_hash(1), test_hash(2)});
  ASSERT_EQ(spend(1), Spent::now);
  put({test_hash(1), test_hash(3), test_hash(4)});
  EXPECT_EQ(left(), 3U);
  EXPECT_EQ(spend(2), Spent::before);
  EXPECT_EQ(spend(1), Spent::now);  // the same text may come again
  put({});
  EXPECT_EQ(left(), 0U);
}

TEST_P(IdentityRecoveryContract, OfThoseWhoSendOneCodeOneHasSpentIt) {
  put({test_hash(1)});
  EXPECT_EQ(winners([](IdentityWriter& w) { return w.spend_recovery_code(test_user(1), test_hash(1), at(1)); }), 1);
}

RATESTACK_FOR_EACH_STORE(IdentityRecoveryContract);

class IdentityPasskeyContract : public IdentityContract {
 protected:
  static constexpr std::uint64_t kMost = 3;
  static Passkey passkey(int number) {
    return {passkey_id(number),
            test_org(1),
            test_user(1),
            "credential-" + std::to_string(number),
            "point",
            0,
            "Laptop \xC3\xA9",
            at(number),
            {}};
  }
  Result<Spent> insert(const Passkey& passkey) {
    return write([&](IdentityWriter& w) { return w.insert_passkey(passkey, kMost); });
  }
  Spent use(int number, std::uint64_t sign_count, std::int64_t when) {
    return write([&](IdentityWriter& w) { return w.use_passkey(passkey_id(number), sign_count, at(when)); }).value();
  }
  Passkey find(int number) { return read().find_passkey("credential-" + std::to_string(number)).value().value(); }
};

TEST_P(IdentityPasskeyContract, ComesBackAsItWas) {
  ASSERT_TRUE(insert(passkey(1)));
  Passkey used = passkey(2);
  used.sign_count = 5;
  used.last_used_at = at(9);
  used.backup_eligible = true;
  ASSERT_TRUE(insert(used));
  Passkey bound = passkey(3);
  bound.backup_eligible = false;
  ASSERT_TRUE(insert(bound));
  EXPECT_EQ(find(1).id, passkey_id(1));
  EXPECT_EQ(find(1).org_id, test_org(1));
  EXPECT_EQ(find(1).user_id, test_user(1));
  EXPECT_EQ(find(1).public_key, "point");
  EXPECT_EQ(find(1).sign_count, 0U);
  EXPECT_EQ(find(1).name, "Laptop \xC3\xA9");
  EXPECT_EQ(find(1).created_at, at(1));
  EXPECT_FALSE(find(1).last_used_at);
  EXPECT_EQ(find(2).sign_count, 5U);
  EXPECT_EQ(find(2).last_used_at, at(9));
  EXPECT_EQ(find(1).backup_eligible, std::nullopt);
  EXPECT_EQ(find(2).backup_eligible, true);
  EXPECT_EQ(find(3).backup_eligible, false);
  EXPECT_FALSE(read().find_passkey("credential-9").value());
  const auto all = read().passkeys(test_user(1)).value();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].credential_id, "credential-1");
  EXPECT_THAT(read().passkeys(test_user(2)).value(), IsEmpty());
}

TEST_P(IdentityPasskeyContract, AUserHasSoManyAndNoMore) {
  for (int number = 1; number <= 3; ++number) EXPECT_EQ(insert(passkey(number)).value(), Spent::now);
  EXPECT_EQ(insert(passkey(4)).value(), Spent::before);
  EXPECT_FALSE(read().find_passkey("credential-4").value());
  Passkey of_another = passkey(5);
  of_another.user_id = test_user(2);
  EXPECT_EQ(insert(of_another).value(), Spent::now);
  ASSERT_TRUE(write([&](IdentityWriter& w) { return w.remove_passkey(test_user(1), passkey_id(2)); }));
  EXPECT_EQ(insert(passkey(4)).value(), Spent::now);
}

TEST_P(IdentityPasskeyContract, ACredentialIsRegisteredOnce) {
  ASSERT_TRUE(insert(passkey(1)));
  Passkey same = passkey(2);
  same.credential_id = "credential-1";
  EXPECT_EQ(insert(same).error().code, StoreError::conflict);
}

// WebAuthn section 6.1.1: a count that does not rise tells of a clone.
TEST_P(IdentityPasskeyContract, ItsSignCountRises) {
  ASSERT_TRUE(insert(passkey(1)));
  EXPECT_EQ(use(1, 5, 10), Spent::now);
  EXPECT_EQ(use(1, 5, 11), Spent::before);
  EXPECT_EQ(use(1, 4, 11), Spent::before);
  EXPECT_EQ(use(1, 0, 11), Spent::before);
  EXPECT_EQ(find(1).sign_count, 5U);
  EXPECT_EQ(find(1).last_used_at, at(10));
  EXPECT_EQ(use(1, 6, 12), Spent::now);
  EXPECT_EQ(find(1).last_used_at, at(12));
}

// Many authenticators keep no count: always zero.
TEST_P(IdentityPasskeyContract, OneThatNeverCountsIsUsedAgainAndAgain) {
  ASSERT_TRUE(insert(passkey(1)));
  EXPECT_EQ(use(1, 0, 10), Spent::now);
  EXPECT_EQ(use(1, 0, 11), Spent::now);
  EXPECT_EQ(find(1).last_used_at, at(11));
  EXPECT_EQ(use(9, 0, 11), Spent::before);
}

TEST_P(IdentityPasskeyContract, OfThoseWhoBringOneCountOneHasUsedIt) {
  ASSERT_TRUE(insert(passkey(1)));
  EXPECT_EQ(winners([](IdentityWriter& w) { return w.use_passkey(passkey_id(1), 1, at(1)); }), 1);
}

TEST_P(IdentityPasskeyContract, IsRemovedByItsOwner) {
  ASSERT_TRUE(insert(passkey(1)));
  const auto remove = [&](int user) {
    return write([&](IdentityWriter& w) { return w.remove_passkey(test_user(user), passkey_id(1)); }).value();
  };
  EXPECT_EQ(remove(2), Spent::before);
  EXPECT_EQ(remove(1), Spent::now);
  EXPECT_EQ(remove(1), Spent::before);
  EXPECT_THAT(read().passkeys(test_user(1)).value(), IsEmpty());
}

RATESTACK_FOR_EACH_STORE(IdentityPasskeyContract);

}  // namespace
}  // namespace ratestack::contract
