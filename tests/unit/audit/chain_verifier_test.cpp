#include "ratestack/audit/chain_verifier.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "ratestack/crypto/sha256.hpp"
#include "tests/support/log_builder.hpp"

namespace ratestack {
namespace {

using testing::BuiltRow;
using testing::LogBuilder;
using testing::test_event;
using testing::test_org;

constexpr std::uint64_t kRows = 9;

RowFacts examine(const BuiltRow& row) {
  const StoredRow stored = row.stored();
  RowFacts facts;
  examine_rows({&stored, 1}, {&facts, 1});
  return facts;
}

// As a database hands rows over: each under the id of its place, unless `ids` says otherwise.
ChainVerdict verify(const std::vector<BuiltRow>& rows, std::vector<std::uint64_t> ids = {}) {
  ChainVerifier verifier({});
  for (std::size_t i = 0; i < rows.size(); ++i) verifier.accept(examine(rows[i]), ids.empty() ? i + 1 : ids[i]);
  return verifier.verdict();
}

LogBuilder a_log() { return std::move(LogBuilder().add_many(kRows)); }

void expect_break(const ChainVerdict& verdict, std::uint64_t row_id, BreakReason reason) {
  ASSERT_FALSE(verdict.ok());
  EXPECT_EQ(verdict.first_break->row_id, row_id);
  EXPECT_EQ(to_string(verdict.first_break->reason), to_string(reason));
  EXPECT_EQ(verdict.rows, row_id - 1);
}

TEST(ChainVerifier, AcceptsAnUnbrokenLog) {
  const ChainVerdict verdict = verify(a_log().rows);
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.rows, kRows);
  EXPECT_EQ(verdict.first_id, 1U);
  EXPECT_EQ(verdict.last_id, kRows);
  EXPECT_EQ(verdict.head_hash, a_log().rows.back().entry_hash);
}

TEST(ChainVerifier, AcceptsAnEmptyLog) {
  const ChainVerdict verdict = verify({});
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.head_hash, Digest{});
  EXPECT_FALSE(verdict.first_id);
}

TEST(ChainVerifier, ReportsRowWhosePayloadWasEdited) {
  LogBuilder log = a_log();
  log.rows[4].text[log.rows[4].text.find("xxx")] = 'y';
  expect_break(verify(log.rows), 5, BreakReason::entry_hash_mismatch);
}

TEST(ChainVerifier, CallsAnEditThatBreaksTheJsonAnEditToo) {
  LogBuilder log = a_log();
  log.rows[4].text[log.rows[4].text.find("\"note\"")] = ' ';
  expect_break(verify(log.rows), 5, BreakReason::entry_hash_mismatch);
}

TEST(ChainVerifier, ReportsAnyEditedByteOfARowAtThatRow) {
  const LogBuilder log = a_log();
  for (std::size_t at = 0; at < log.rows[2].text.size(); ++at) {
    std::vector<BuiltRow> rows = log.rows;
    rows[2].text[at] = static_cast<char>(rows[2].text[at] ^ 1);
    expect_break(verify(rows), 3, BreakReason::entry_hash_mismatch);
  }
}

TEST(ChainVerifier, ReportsDeletedRowAsMissing) {
  LogBuilder log = a_log();
  log.rows.erase(log.rows.begin() + 3);
  expect_break(verify(log.rows, {1, 2, 3, 5, 6, 7, 8, 9}), 4, BreakReason::missing_row);
}

TEST(ChainVerifier, ReportsDeletedFirstRowAsMissingNotAsRetention) {
  LogBuilder log = a_log();
  log.rows.erase(log.rows.begin());
  expect_break(verify(log.rows, {2, 3, 4, 5, 6, 7, 8, 9}), 1, BreakReason::missing_row);
}

TEST(ChainVerifier, ReportsSwappedPairAtTheFirstOfTheTwo) {
  LogBuilder log = a_log();
  std::swap(log.rows[3], log.rows[4]);
  expect_break(verify(log.rows), 4, BreakReason::previous_hash_mismatch);
}

TEST(ChainVerifier, ReportsRecomputedEntryHashAtTheNextRow) {
  LogBuilder log = a_log();
  log.rows[4].text[log.rows[4].text.find("xxx")] = 'y';
  const std::vector<BuiltRow> untouched = log.rows;
  log.rechain_from(4);
  std::copy(untouched.begin() + 5, untouched.end(), log.rows.begin() + 5);
  expect_break(verify(log.rows), 6, BreakReason::previous_hash_mismatch);
}

TEST(ChainVerifier, ReportsWrongOrgPreviousHashWithAllHashesRecomputed) {
  LogBuilder log = a_log();
  std::string& text = log.rows[4].text;
  const std::string own = log.rows[2].entry_hash.to_hex();
  text.replace(text.find(own), own.size(), log.rows[3].entry_hash.to_hex());
  log.rechain_from(4);
  expect_break(verify(log.rows), 5, BreakReason::org_chain_mismatch);
}

TEST(ChainVerifier, ReportsWrongOrgSeqWithAllHashesRecomputed) {
  LogBuilder log = a_log();
  std::string& text = log.rows[4].text;
  text.replace(text.find("\"org_seq\":3"), 11, "\"org_seq\":4");
  log.rechain_from(4);
  expect_break(verify(log.rows), 5, BreakReason::org_chain_mismatch);
}

TEST(ChainVerifier, ReportsForgedRowThatIsNoRowAsMalformed) {
  LogBuilder log = a_log();
  log.rows[4].text = R"({"schema":1})";
  log.rechain_from(4);
  expect_break(verify(log.rows), 5, BreakReason::malformed_row);
}

TEST(ChainVerifier, ReportsForgedRowThatIsNotCanonicalAsMalformed) {
  LogBuilder log = a_log();
  log.rows[4].text += ' ';
  log.rechain_from(4);
  expect_break(verify(log.rows), 5, BreakReason::malformed_row);
}

TEST(ChainVerifier, ReportsRowStoredUnderAnotherIdThanItsOwn) {
  LogBuilder log = a_log();
  std::string& text = log.rows[4].text;
  text.replace(text.find("\"id\":5"), 6, "\"id\":7");
  log.rechain_from(4);
  expect_break(verify(log.rows), 5, BreakReason::malformed_row);
}

TEST(ChainVerifier, ReportsATailThatTheHeadKnows) {
  const LogBuilder log = a_log();
  ChainVerifier verifier({});
  for (std::uint64_t id = 1; id < kRows; ++id) verifier.accept(examine(log.rows[id - 1]), id);
  EXPECT_FALSE(verifier.expect_head({kRows, log.rows.back().entry_hash}));
  expect_break(verifier.verdict(), kRows, BreakReason::truncated);
}

TEST(ChainVerifier, ReportsALastRowThatTheHeadDoesNotKnow) {
  LogBuilder log = a_log();
  const Digest head = log.rows.back().entry_hash;
  log.rows.back().text[log.rows.back().text.find("xxx")] = 'y';
  log.rechain_from(kRows - 1);
  ChainVerifier verifier({});
  for (std::uint64_t id = 1; id <= kRows; ++id) verifier.accept(examine(log.rows[id - 1]), id);
  EXPECT_FALSE(verifier.expect_head({kRows, head}));
  EXPECT_EQ(verifier.verdict().first_break->row_id, kRows);
  EXPECT_EQ(verifier.verdict().first_break->reason, BreakReason::entry_hash_mismatch);
}

TEST(ChainVerifier, ReportsARowBeyondTheHead) {
  const LogBuilder log = a_log();
  ChainVerifier verifier({});
  for (std::uint64_t id = 1; id <= kRows; ++id) verifier.accept(examine(log.rows[id - 1]), id);
  EXPECT_FALSE(verifier.expect_head({kRows - 1, log.rows[kRows - 2].entry_hash}));
  EXPECT_EQ(verifier.verdict().first_break->reason, BreakReason::malformed_row);
}

TEST(ChainVerifier, KeepsTheFirstBreakWhateverFollows) {
  LogBuilder log = a_log();
  log.rows[1].text[100] ^= 1;
  log.rows[5].text[100] ^= 1;
  expect_break(verify(log.rows), 2, BreakReason::entry_hash_mismatch);
}

TEST(ChainVerifier, StartsInTheMiddleFromAStatedHash) {
  const LogBuilder log = a_log();
  ChainVerifier verifier({ChainScope::log, 4, log.rows[2].entry_hash, ""});
  for (std::uint64_t id = 4; id <= kRows; ++id) EXPECT_TRUE(verifier.accept(examine(log.rows[id - 1]), id));
  EXPECT_EQ(verifier.verdict().rows, kRows - 3);
}

// Scope org: every second row of the log is the organisation's.
ChainVerdict verify_org(const std::vector<BuiltRow>& rows, Digest start = {}) {
  ChainVerifier verifier({ChainScope::org, 1, start, test_org(0).text()});
  for (const BuiltRow& row : rows) verifier.accept(examine(row));
  return verifier.verdict();
}

std::vector<BuiltRow> own_rows() {
  const LogBuilder log = a_log();
  return {log.rows[0], log.rows[2], log.rows[4], log.rows[6], log.rows[8]};
}

TEST(ChainVerifier, VerifiesOneOrganisationsRowsAlongItsOwnChain) {
  const ChainVerdict verdict = verify_org(own_rows());
  EXPECT_TRUE(verdict.ok());
  EXPECT_EQ(verdict.rows, 5U);
  EXPECT_EQ(verdict.last_id, 9U);
}

TEST(ChainVerifier, ReportsARowRemovedFromAnOrganisationsChain) {
  std::vector<BuiltRow> rows = own_rows();
  rows.erase(rows.begin() + 2);
  const ChainVerdict verdict = verify_org(rows);
  ASSERT_FALSE(verdict.ok());
  EXPECT_EQ(verdict.first_break->row_id, 7U);
  EXPECT_EQ(verdict.first_break->reason, BreakReason::missing_row);
}

TEST(ChainVerifier, ReportsTheFirstRowRemovedFromAnOrganisationsChain) {
  std::vector<BuiltRow> rows = own_rows();
  rows.erase(rows.begin());
  EXPECT_EQ(verify_org(rows).first_break->reason, BreakReason::missing_row);
}

TEST(ChainVerifier, ReportsAnotherOrganisationsRow) {
  std::vector<BuiltRow> rows = own_rows();
  rows.insert(rows.begin() + 1, a_log().rows[1]);
  const ChainVerdict verdict = verify_org(rows);
  EXPECT_EQ(verdict.first_break->row_id, 2U);
  EXPECT_EQ(verdict.first_break->reason, BreakReason::malformed_row);
}

TEST(ChainVerifier, ReportsAnEditedRowOfAnOrganisation) {
  std::vector<BuiltRow> rows = own_rows();
  rows[3].text[rows[3].text.find("xxx")] = 'y';
  const ChainVerdict verdict = verify_org(rows);
  EXPECT_EQ(verdict.first_break->row_id, 7U);
  EXPECT_EQ(verdict.first_break->reason, BreakReason::entry_hash_mismatch);
}

// A forger of one organisation's file may recompute entry hashes, since the rows between are not there to contradict.
void expect_forged_org_break(const std::function<void(std::string&)>& forge, std::uint64_t row_id, BreakReason reason) {
  std::vector<BuiltRow> rows = own_rows();
  forge(rows.back().text);
  rows.back().entry_hash = sha256_chain_link({rows.back().previous_hash, as_bytes(rows.back().text)});
  const ChainVerdict verdict = verify_org(rows);
  ASSERT_FALSE(verdict.ok());
  EXPECT_EQ(verdict.first_break->row_id, row_id);
  EXPECT_EQ(to_string(verdict.first_break->reason), to_string(reason));
}

TEST(ChainVerifier, ReportsAForgedRowOfAnOrganisationThatIsNotCanonical) {
  expect_forged_org_break([](std::string& text) { text += ' '; }, 9, BreakReason::malformed_row);
}

TEST(ChainVerifier, ReportsAnOrganisationsRowsOutOfIdOrder) {
  expect_forged_org_break([](std::string& text) { text.replace(text.find("\"id\":9"), 6, "\"id\":7"); }, 7,
                          BreakReason::malformed_row);
}

TEST(ChainVerifier, ReportsAnOrganisationsRowStoredUnderAnotherId) {
  ChainVerifier verifier({ChainScope::org, 1, {}, test_org(0).text()});
  EXPECT_TRUE(verifier.accept(examine(own_rows()[0]), 1));
  EXPECT_FALSE(verifier.accept(examine(own_rows()[1]), 4));
  EXPECT_EQ(verifier.verdict().first_break->row_id, 4U);
  EXPECT_EQ(verifier.verdict().first_break->reason, BreakReason::malformed_row);
}

}  // namespace
}  // namespace ratestack
