// Audit verification on one core: the streaming verifier over a whole export file held in memory, beside OpenSSL's
// one-shot SHA-256 over the same rows (the bar's baseline) and the parts of the work alone. Rows are 512 bytes of
// canonical text.
#include <benchmark/benchmark.h>
#include <openssl/sha.h>

#include <vector>

#include "ratestack/audit/export_verifier.hpp"
#include "tests/support/log_builder.hpp"

namespace {

using namespace ratestack;

constexpr std::uint64_t kRows = 200'000;
constexpr std::size_t kRowBytes = 512;
constexpr std::size_t kChunk = std::size_t{1} << 20;

struct Log {
  std::vector<testing::BuiltRow> rows;
  std::string file;
};

// Without request and resource, so that the payload fits beside the fixed members.
AuditEvent small_event(int org, std::size_t payload_bytes) {
  AuditEvent event = testing::test_event(testing::test_org(org), payload_bytes);
  event.request.reset();
  event.resource.reset();
  return event;
}

const Log& the_log() {
  static const Log log = [] {
    const std::size_t padding = kRowBytes - canonical_row(small_event(0, 0), {100'000, 50'000, {}}).size();
    testing::LogBuilder builder;
    for (std::uint64_t i = 0; i < kRows; ++i) builder.add(small_event(static_cast<int>(i % 2), padding));
    std::string file = testing::export_text(builder.rows);
    return Log{std::move(builder.rows), std::move(file)};
  }();
  return log;
}

void report(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kRows));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(the_log().file.size()));
}

void openssl_one_shot_rows(benchmark::State& state) {
  const Log& log = the_log();
  for (auto _ : state) {
    for (const testing::BuiltRow& row : log.rows) {
      unsigned char digest[SHA256_DIGEST_LENGTH];
      SHA256(reinterpret_cast<const unsigned char*>(row.text.data()), row.text.size(), digest);
      benchmark::DoNotOptimize(digest);
    }
  }
  report(state);
}
BENCHMARK(openssl_one_shot_rows);

void verify_export(benchmark::State& state) {
  const std::string& file = the_log().file;
  for (auto _ : state) {
    ExportVerifier verifier;
    for (std::size_t at = 0; at < file.size(); at += kChunk) verifier.update(std::string_view(file).substr(at, kChunk));
    verifier.finish();
    if (!verifier.verdict().ok()) state.SkipWithError("the log does not verify");
  }
  report(state);
}
BENCHMARK(verify_export);

// What the server's verify does with rows from its own database: examine and link, no file around them.
void verify_rows(benchmark::State& state) {
  const Log& log = the_log();
  std::vector<StoredRow> batch(1024);
  std::vector<RowFacts> facts(batch.size());
  for (auto _ : state) {
    ChainVerifier chain({});
    for (std::size_t at = 0; at < log.rows.size(); at += batch.size()) {
      const std::size_t count = std::min(batch.size(), log.rows.size() - at);
      for (std::size_t i = 0; i < count; ++i) batch[i] = log.rows[at + i].stored();
      examine_rows(std::span(batch).first(count), std::span(facts).first(count));
      for (std::size_t i = 0; i < count; ++i) chain.accept(facts[i], at + i + 1);
    }
    if (!chain.verdict().ok()) state.SkipWithError("the log does not verify");
  }
  report(state);
}
BENCHMARK(verify_rows);

void examine_lines_alone(benchmark::State& state) {
  std::string_view file = the_log().file;
  file.remove_prefix(file.find('\n') + 1);
  std::vector<RowFacts> facts(128);
  for (auto _ : state) {
    for (std::string_view rest = file;;) {
      const RowLines done = examine_row_lines(rest, facts);
      if (done.rows == 0) break;
      rest.remove_prefix(done.bytes);
    }
  }
  report(state);
}
BENCHMARK(examine_lines_alone);

void canonical_check_alone(benchmark::State& state) {
  for (auto _ : state) {
    for (const testing::BuiltRow& row : the_log().rows) benchmark::DoNotOptimize(is_canonical_json(row.text, 40));
  }
  report(state);
}
BENCHMARK(canonical_check_alone);

void file_digest_alone(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(sha256(as_bytes(the_log().file)));
  report(state);
}
BENCHMARK(file_digest_alone);

}  // namespace
