// Rotation over every store: whole, shared, interrupted, taken back, and with rows that do not open.
#include <thread>

#include "native/service/secrets/reseal.hpp"
#include "native/service/secrets/secret_error.hpp"
#include "ratestack/secrets/envelope.hpp"
#include "tests/contract/secret_site.hpp"

namespace ratestack::contract {
namespace {

using service::RekeyJob;
using service::RekeyState;

constexpr int kRows = 700;  // several stretches

class RekeyContract : public SecretContract {
 protected:
  std::uint64_t under(char key) { return rows_under(replica('a', 'b')->status().census, test_kid(key).view()); }
  std::uint64_t last_row() { return store_->log_head().value().last_id; }
};

TEST_P(RekeyContract, MovesEveryRowToTheCurrentKey) {
  put_many(*replica('a'), kRows);
  const auto server = replica('b', 'a');
  EXPECT_FALSE(server->status().safe_to_drop_previous());
  const RekeyJob job = server->rekey().value().value();
  EXPECT_EQ(job.state, RekeyState::done);
  EXPECT_EQ(job.total, std::uint64_t{kRows});
  EXPECT_EQ(job.done, std::uint64_t{kRows});
  EXPECT_TRUE(server->status().safe_to_drop_previous());
  expect_all_open(*replica('b'), kRows);
  EXPECT_EQ(rows_of("SECRETS_REKEY_STARTED"), 1U);
  EXPECT_EQ(rows_of("SECRETS_REKEY_FINISHED"), 1U);
}

TEST_P(RekeyContract, WritesNothingTheSecondTime) {
  put_many(*replica('a'), 20);
  const auto server = replica('b', 'a');
  ASSERT_TRUE(server->rekey());
  overwrite(3, "plaintext");
  ASSERT_TRUE(server->rekey());  // notes the row
  const std::uint64_t head = last_row();
  const auto again = server->rekey();
  ASSERT_TRUE(again) << again.error().message();
  EXPECT_FALSE(again.value());
  EXPECT_EQ(last_row(), head);
}

TEST_P(RekeyContract, LetsAUsersWriteWin) {
  put_many(*replica('a'), 3);
  const auto server = replica('b', 'a');
  ASSERT_TRUE(server->rekeyer.begin(server->asker()));
  const auto stretch = service::reseal(server->store->secrets(), server->encryptor, {0, {.limit = 10}}, test_kid('b'),
                                       clock_.now(), server->entropy)
                           .value();
  ASSERT_EQ(stretch.rows.size(), 3U);
  ASSERT_TRUE(server->put(secret_name(1), "the user's"));
  std::uint64_t replaced = 0;
  ASSERT_TRUE(server->store->transact([&](service::WriteTransaction& transaction) -> Result<void> {
    auto done = transaction.secrets().replace(service::kSecretColumns[0], stretch.rows);
    if (!done) return done.error();
    replaced = done.value();
    return {};
  }));
  EXPECT_EQ(replaced, 2U);
  EXPECT_EQ(server->open(secret_name(1)), "the user's");
  EXPECT_EQ(server->open(secret_name(0)), "value 0");
}

TEST_P(RekeyContract, IsSharedByTwo) {
  put_many(*replica('a'), kRows);
  const auto one = replica('b', 'a'), other = replica('b', 'a');
  ASSERT_TRUE(one->rekeyer.begin(one->asker()));
  const auto joined = other->rekeyer.begin(other->asker()).value().value();
  EXPECT_EQ(joined.total, std::uint64_t{kRows});
  auto work = [](Replica& server) { return server.rekeyer.work().value(); };
  auto others = std::async(std::launch::async, [&] { return work(*other); });
  const RekeyJob ones = work(*one);
  EXPECT_EQ(ones.state, RekeyState::done);
  EXPECT_EQ(others.get().state, RekeyState::done);
  EXPECT_EQ(store_->secrets().job().value().value().done, std::uint64_t{kRows});
  EXPECT_EQ(rows_of("SECRETS_REKEY_FINISHED"), 1U);
  expect_all_open(*replica('b'), kRows);
}

TEST_P(RekeyContract, GoesOnWhereItWasStopped) {
  put_many(*replica('a'), kRows);
  const auto server = replica('b', 'a');
  ASSERT_TRUE(server->rekeyer.begin(server->asker()));
  const RekeyJob stopped = server->rekeyer.work([](const RekeyJob&) { return false; }).value();
  EXPECT_EQ(stopped.state, RekeyState::running);
  EXPECT_GT(stopped.done, 0U);
  EXPECT_LT(stopped.done, std::uint64_t{kRows});
  EXPECT_TRUE(server->rekeyer.has_job().value());
  const RekeyJob done = replica('b', 'a')->rekeyer.work().value();  // what was claimed and not written, too
  EXPECT_EQ(done.state, RekeyState::done);
  EXPECT_EQ(done.done, std::uint64_t{kRows});
  EXPECT_EQ(under('a'), 0U);
}

// One that died a moment ago is waited for, until its lease has run out.
TEST_P(RekeyContract, OutlivesAWorkerThatDied) {
  put_many(*replica('a'), 5);
  const auto server = replica('b', 'a');
  ASSERT_TRUE(server->rekeyer.begin(server->asker()));
  ASSERT_TRUE(server->store->transact(
      [&](service::WriteTransaction& t) { return t.secrets().note_rekeyer("dead", clock_.now()); }));
  auto work = std::async(std::launch::async, [&] { return server->rekeyer.work().value(); });
  EXPECT_EQ(work.wait_for(std::chrono::milliseconds(200)), std::future_status::timeout);
  clock_.advance_seconds(service::kRekeyLeaseMicros / 1'000'000 + 1);
  EXPECT_EQ(work.get().state, RekeyState::done);
}

TEST_P(RekeyContract, IsTakenBackBySwappingTheKeys) {
  put_many(*replica('a'), kRows);
  ASSERT_TRUE(replica('b', 'a')->rekey());
  const auto back = replica('a', 'b');
  EXPECT_EQ(back->status().blockers.front().code, "written_under_previous");
  EXPECT_EQ(back->rekey().value().value().done, std::uint64_t{kRows});
  EXPECT_EQ(store_->secrets().fence().value().value().epoch, 3U);
  expect_all_open(*replica('a'), kRows);
}

// A rotation that is taken back in the middle: the first stops at its next stretch and writes nothing more.
TEST_P(RekeyContract, EndsWhenTheFenceMovesOn) {
  put_many(*replica('a'), kRows);
  const auto forth = replica('b', 'a'), back = replica('a', 'b');
  ASSERT_TRUE(forth->rekeyer.begin(forth->asker()));
  bool turned = false;
  const RekeyJob first = forth->rekeyer
                             .work([&](const RekeyJob&) {
                               if (turned) return true;
                               turned = true;
                               return back->rekeyer.begin(back->asker()).has_value();
                             })
                             .value();
  EXPECT_EQ(first.state, RekeyState::superseded);
  EXPECT_GT(under('b'), 0U);
  EXPECT_EQ(back->rekeyer.work().value().state, RekeyState::done);
  expect_all_open(*replica('a'), kRows);
}

TEST_P(RekeyContract, SetsAsideWhatDoesNotOpenAndDoesTheRest) {
  put_many(*replica('a'), 20);
  std::string altered = envelope_of(1);
  altered.back() = altered.back() == 'A' ? 'Q' : 'A';
  overwrite(1, altered);
  overwrite(2, "");
  overwrite(3, "hunter2");
  overwrite(4, "rs2.0123abcd.AAAA");
  overwrite(5, envelope_of(6));
  overwrite(7, "rs1.0123abcd." + envelope_of(7).substr(13));
  const auto server = unchecked('b', 'a');
  const RekeyJob job = server->rekey().value().value();
  EXPECT_EQ(job.state, RekeyState::done);
  EXPECT_EQ(job.done, 14U);
  std::map<std::string, int> reasons;
  for (const auto& row : server->status().quarantine) ++reasons[row.reason];
  EXPECT_EQ(reasons,
            (std::map<std::string, int>{
                {"not_ciphertext", 2}, {"tampered", 1}, {"unknown_key", 1}, {"unknown_version", 1}, {"wrong_key", 1}}));
  const auto status = server->status();
  EXPECT_EQ(status.quarantined, 6U);
  EXPECT_FALSE(status.safe_to_drop_previous());  // two of them name the previous key
  const auto verdict = service::verify_secrets(*server->store, server->encryptor, clock_.now()).value();
  EXPECT_EQ(verdict.rows - verdict.opened, 6U);
  // The owner stores them anew: that is the way out.
  for (const int broken : {1, 2, 3, 4, 5, 7})
    ASSERT_TRUE(server->put(secret_name(broken), "value " + std::to_string(broken)));
  EXPECT_EQ(server->status().quarantined, 0U);
  EXPECT_TRUE(server->status().safe_to_drop_previous());
  expect_all_open(*replica('b'), 20);
}

// A key that comes back opens what was set aside.
TEST_P(RekeyContract, TriesWhatWasSetAsideAgain) {
  put_many(*replica('a'), 3);
  const std::string good = envelope_of(1);
  overwrite(1, "rs1.0123abcd.AAAA");
  const auto server = unchecked('b', 'a');
  ASSERT_TRUE(server->rekey());
  EXPECT_EQ(server->status().quarantined, 1U);
  overwrite(1, good);
  ASSERT_TRUE(server->rekey().value());
  EXPECT_EQ(server->status().quarantined, 0U);
  expect_all_open(*replica('b'), 3);
}

TEST_P(RekeyContract, NeverFailsAReadMeanwhile) {
  put_many(*replica('a'), kRows);
  const auto reader = replica('b', 'a'), server = replica('b', 'a');
  std::atomic<bool> done{false};
  std::atomic<int> reads{0}, failed{0};
  std::thread reading([&] {
    for (int n = 0; !done; n = (n + 1) % kRows) {
      const auto record = reader->vault.describe(secret_name(n)).value();
      const auto place = SecretPlace::of(record.name.org_id.view(), "secrets", "value", record.id.view()).value();
      if (!reader->encryptor.open(place, record.envelope)) ++failed;
      ++reads;
    }
  });
  for (const char* round : {"to b", "to a", "to b again"}) {
    const bool forth = std::string_view(round) != "to a";
    ASSERT_TRUE(replica(forth ? 'b' : 'a', forth ? 'a' : 'b')->rekey()) << round;
  }
  done = true;
  reading.join();
  EXPECT_EQ(failed, 0);
  EXPECT_GT(reads, 0);
}

TEST_P(RekeyContract, IsRecordedInThePlatformsName) {
  put_many(*replica('a'), 1);
  database_->execute("UPDATE orgs SET type = 'ORIGINATOR'");
  const auto server = replica('b', 'a');
  EXPECT_EQ(server->rekey().error().code, service::KeyFitError::no_platform);
}

RATESTACK_FOR_EACH_STORE(RekeyContract);

}  // namespace
}  // namespace ratestack::contract
