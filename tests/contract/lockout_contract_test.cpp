#include "tests/contract/lockout_contract.hpp"

namespace ratestack::contract {
namespace {

using service::LimitKey;
using service::LimitKind;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::key_of;
using Change = Admission::Change;

const LimitKey kAccount = key_of(LimitKind::account, "victim@example.com");
const LimitKey kOther = key_of(LimitKind::account, "other@example.com");
const LimitKey kNetwork = key_of(LimitKind::network, "203.0.113.7");
const LimitKey kElsewhere = key_of(LimitKind::network, "198.51.100.1");
const LimitKey kDevice = key_of(LimitKind::device, "victim's laptop");
const LimitKey kCode = key_of(LimitKind::second_factor, "victim");
const LimitKey kApiKey = key_of(LimitKind::api_key, "key");

constexpr int kThreads = 8;

int count_of(const service::LockoutDecision& decision, LimitKind kind, Change change) {
  int out = 0;
  for (const auto& told : decision.changes) out += told.kind == kind && told.change == change ? 1 : 0;
  return out;
}

TEST_P(LockoutContract, AdmitsTenFailuresInFifteenMinutes) {
  EXPECT_EQ(guesses(20, {kAccount}), 10);
  EXPECT_EQ(reserve({kAccount}).retry_after, seconds(900));
  advance(milliseconds(899'999));
  EXPECT_EQ(reserve({kAccount}).retry_after, seconds(1));
  advance(milliseconds(1));
  EXPECT_EQ(guesses(20, {kAccount}), 10);
}

TEST_P(LockoutContract, FreesEachPlaceWhenItsOwnTimeHasPassed) {
  for (int i = 0; i < 10; ++i) {
    EXPECT_TRUE(guess({kAccount}));
    advance(seconds(60));
  }
  EXPECT_EQ(reserve({kAccount}).retry_after, seconds(300));
  advance(milliseconds(299'999));
  EXPECT_FALSE(guess({kAccount}));
  advance(milliseconds(1));
  EXPECT_EQ(guesses(5, {kAccount}), 1);
  advance(milliseconds(59'999));
  EXPECT_FALSE(guess({kAccount}));
  advance(milliseconds(1));
  EXPECT_EQ(guesses(5, {kAccount}), 1);
}

TEST_P(LockoutContract, NeverExtendsALockByWhatItRefuses) {
  EXPECT_EQ(guesses(10, {kAccount}), 10);
  for (int minute = 0; minute < 15; ++minute) {
    EXPECT_EQ(guesses(20, {kAccount}), 0);
    advance(minutes(1));
  }
  EXPECT_TRUE(guess({kAccount}));
}

TEST_P(LockoutContract, ParallelGuessesCostWhatTheyAre) {
  EXPECT_EQ(sum_of_threads(kThreads, [&](int) { return guesses(10, {kAccount, kNetwork}); }), 10);
  EXPECT_EQ(sum_of_threads(kThreads, [&](int) { return guesses(10, {kApiKey}); }), 5);
}

TEST_P(LockoutContract, CountsANetworkOverAllItsAccounts) {
  const auto own_account = [&](int thread) { return key_of(LimitKind::account, std::to_string(thread)); };
  EXPECT_EQ(sum_of_threads(kThreads, [&](int thread) { return guesses(5, {own_account(thread), kNetwork}); }), 10);
  // Of the accounts, each has lost as much as was admitted, and nothing for what the network was refused.
  int left = 0;
  for (int i = 0; i < kThreads; ++i) left += guesses(20, {own_account(i)});
  EXPECT_EQ(left, kThreads * 10 - 10);
}

TEST_P(LockoutContract, RefusesForAsLongAsTheLastOfTheKeys) {
  EXPECT_EQ(guesses(10, {kAccount}), 10);
  advance(minutes(5));
  EXPECT_EQ(guesses(10, {kNetwork}), 10);
  EXPECT_EQ(reserve({kAccount, kNetwork}).retry_after, minutes(15));
  EXPECT_EQ(reserve({kAccount, kElsewhere}).retry_after, minutes(10));
}

TEST_P(LockoutContract, ARightSecretCostsNothing) {
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(succeed({kAccount, kNetwork}));
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(succeed({kApiKey}));
  EXPECT_EQ(guesses(20, {kAccount, kNetwork}), 10);
  EXPECT_EQ(guesses(20, {kApiKey}), 5);
}

TEST_P(LockoutContract, ASecretBeingCheckedHoldsItsPlace) {
  const auto held = reserve({kApiKey});
  ASSERT_TRUE(held.reservation);
  EXPECT_EQ(guesses(10, {kApiKey}), 4);
  site_->lockout().give_back(*held.reservation);
  EXPECT_EQ(guesses(10, {kApiKey}), 1);
}

TEST_P(LockoutContract, SuccessesOfTheOwnerDoNotFillWhatAnAttackerEmptied) {
  EXPECT_EQ(guesses(9, {kAccount, kNetwork}), 9);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(succeed({kAccount, kElsewhere}));
  EXPECT_EQ(guesses(20, {kAccount, kNetwork}), 1);
  EXPECT_EQ(guesses(4, {kApiKey}), 4);
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(succeed({kApiKey}));
  EXPECT_EQ(guesses(20, {kApiKey}), 1);
}

TEST_P(LockoutContract, SuccessesAndGuessesAtOnceCostTheGuessesAlone) {
  const int admitted = sum_of_threads(kThreads, [&](int thread) {
    if (thread % 2 == 0) return guesses(3, {kAccount});
    for (int i = 0; i < 20; ++i) succeed({kAccount});
    return 0;
  });
  EXPECT_LE(admitted, 10);
  EXPECT_EQ(admitted + guesses(20, {kAccount}), 10);
}

TEST_P(LockoutContract, AKnownDeviceIsNotLockedOutByOthers) {
  EXPECT_EQ(guesses(20, {kAccount, kNetwork}), 10);
  EXPECT_FALSE(succeed({kAccount, kElsewhere}));
  EXPECT_TRUE(succeed({kDevice, kElsewhere}));
  EXPECT_EQ(guesses(20, {kDevice, kElsewhere}), 10);
}

TEST_P(LockoutContract, CodesAreCountedApartFromPasswords) {
  EXPECT_EQ(guesses(20, {kAccount}), 10);
  EXPECT_TRUE(succeed({kCode}));
  EXPECT_EQ(guesses(20, {kCode}), 10);
}

TEST_P(LockoutContract, AnApiKeyRegainsOneTryAMinute) {
  EXPECT_EQ(guesses(20, {kApiKey}), 5);
  EXPECT_EQ(reserve({kApiKey}).retry_after, seconds(60));
  advance(milliseconds(59'999));
  EXPECT_EQ(reserve({kApiKey}).retry_after, seconds(1));
  advance(milliseconds(1));
  EXPECT_EQ(guesses(20, {kApiKey}), 1);
  advance(minutes(60));
  EXPECT_EQ(guesses(20, {kApiKey}), 5);
}

TEST_P(LockoutContract, TellsOfALockOnceAndOfItsEndOnce) {
  EXPECT_EQ(guesses(10, {kAccount}), 10);
  EXPECT_EQ(count_of(reserve({kAccount}), LimitKind::account, Change::locked), 1);
  EXPECT_TRUE(reserve({kAccount}).changes.empty());
  advance(minutes(15));
  EXPECT_EQ(count_of(reserve({kAccount}), LimitKind::account, Change::unlocked), 1);
  EXPECT_TRUE(reserve({kAccount}).changes.empty());
}

TEST_P(LockoutContract, TellsOfTheEndOfALockLongAfter) {
  EXPECT_EQ(guesses(11, {kAccount, kApiKey}), 5);
  EXPECT_EQ(guesses(11, {kAccount}), 5);
  advance(minutes(600));
  const auto decision = reserve({kAccount, kApiKey});
  EXPECT_EQ(count_of(decision, LimitKind::account, Change::unlocked), 1);
  EXPECT_EQ(count_of(decision, LimitKind::api_key, Change::unlocked), 1);
}

TEST_P(LockoutContract, TellsOfEachKeyThatLocks) {
  EXPECT_EQ(guesses(10, {kAccount}), 10);
  EXPECT_EQ(guesses(10, {kNetwork}), 10);
  const auto decision = reserve({kAccount, kNetwork, kOther});
  EXPECT_EQ(decision.changes.size(), 2U);
  EXPECT_EQ(count_of(decision, LimitKind::account, Change::locked), 1);
  EXPECT_EQ(count_of(decision, LimitKind::network, Change::locked), 1);
}

TEST_P(LockoutContract, TellsOfALockOnceHoweverManyRunIntoIt) {
  EXPECT_EQ(guesses(10, {kAccount}), 10);
  const int told = sum_of_threads(kThreads, [&](int) {
    int out = 0;
    for (int i = 0; i < 20; ++i) out += count_of(reserve({kAccount}), LimitKind::account, Change::locked);
    return out;
  });
  EXPECT_EQ(told, 1);
}

TEST_P(LockoutContract, IsClearedByAnOperatorForOneKeyAlone) {
  EXPECT_EQ(guesses(20, {kAccount}), 10);
  EXPECT_EQ(guesses(20, {kOther}), 10);
  site_->lockout().clear(kAccount);
  EXPECT_FALSE(guess({kOther}));
  EXPECT_EQ(guesses(20, {kAccount}), 10);
}

TEST_P(LockoutContract, IgnoresAReservationOfAKeyClearedSince) {
  const auto held = reserve({kAccount});
  ASSERT_TRUE(held.reservation);
  site_->lockout().clear(kAccount);
  site_->lockout().give_back(*held.reservation);
  EXPECT_EQ(guesses(20, {kAccount}), 10);
}

TEST_P(LockoutContract, NeitherOpensNorShutsForEverWhenTheClockIsSteppedBack) {
  EXPECT_EQ(guesses(10, {kAccount}), 10);
  EXPECT_EQ(guesses(5, {kApiKey}), 5);
  advance(-minutes(60 * 24));
  EXPECT_FALSE(guess({kAccount}));
  EXPECT_FALSE(guess({kApiKey}));
  advance(minutes(1));
  EXPECT_EQ(guesses(5, {kApiKey}), 1);
  advance(minutes(14));
  EXPECT_EQ(guesses(20, {kAccount}), 10);
}

TEST_P(LockoutContract, ALockThatWasToldEndsToTheMinuteWhenTheClockIsSteppedBack) {
  EXPECT_EQ(guesses(11, {kAccount}), 10);
  EXPECT_EQ(guesses(6, {kApiKey}), 5);
  advance(-minutes(60 * 24));
  EXPECT_EQ(reserve({kAccount}).retry_after, minutes(15));
  EXPECT_EQ(reserve({kApiKey}).retry_after, minutes(1));
  advance(minutes(1));
  EXPECT_EQ(reserve({kAccount}).retry_after, minutes(14));
  EXPECT_EQ(guesses(6, {kApiKey}), 1);
  advance(minutes(14));
  EXPECT_EQ(guesses(20, {kAccount}), 10);
}

INSTANTIATE_TEST_SUITE_P(Lockouts, LockoutContract, ::testing::ValuesIn(lockout_kinds()),
                         [](const auto& param) { return param.param.name; });

}  // namespace
}  // namespace ratestack::contract
