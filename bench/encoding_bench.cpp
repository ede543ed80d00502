// JSON reading and canonical form, MB/s on an audit row of about 500 bytes, beside Boost.JSON's own reader.
#include <benchmark/benchmark.h>

#include <boost/json/parse.hpp>

#include "ratestack/encoding/canonical_json.hpp"

namespace {

using namespace ratestack;

constexpr std::string_view kRow =
    R"({"acting_as_org_id":"org_01JD3ZYF3Q8W3V5K1N7R2T4X6Z","action":"ratesheet.activated","actor":{"id":)"
    R"("usr_01JD3ZYF3QAAAAAAAAAAAAAAAA","key_id":null,"org_id":"org_01JD3ZYF3Q8W3V5K1N7R2T4X6Z","type":"user"},)"
    R"("correlation_id":"6d0f7f0e-5a44-4a8e-9a55-0f1f2a3b4c5d","id":123456,"occurred_at":"2026-11-23T12:00:00.000000Z",)"
    R"("org_previous_hash":"0000000000000000000000000000000000000000000000000000000000000000","org_seq":4711,)"
    R"("outcome":"success","payload":{"amount":"350000.00","fico":740},"schema":1})";

const std::string kGerman = [] {
  std::string text = R"({"text":")";
  for (int i = 0; i < 40; ++i)
    text +=
        "Gr\xC3\xB6\xC3\x9F"
        "e und \xE2\x82\xAC ";
  return text + "\"}";
}();

void count_bytes(benchmark::State& state, std::size_t size) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(size));
}

void check(benchmark::State& state, std::string_view text) {
  for (auto _ : state) {
    bool canonical = is_canonical_json(text, 32);
    benchmark::DoNotOptimize(canonical);
  }
  count_bytes(state, text.size());
}

void CanonicalCheckAsciiRow(benchmark::State& state) { check(state, kRow); }
void CanonicalCheckAccentedText(benchmark::State& state) { check(state, kGerman); }

void ParseJson(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(parse_json(kRow));
  count_bytes(state, kRow.size());
}

void BoostParse(benchmark::State& state) {
  for (auto _ : state) {
    boost::system::error_code error;
    benchmark::DoNotOptimize(boost::json::parse(kRow, error));
  }
  count_bytes(state, kRow.size());
}

void WriteCanonical(benchmark::State& state) {
  const JsonValue value = parse_json(kRow).value();
  for (auto _ : state) benchmark::DoNotOptimize(CanonicalJson::from_value(value));
  count_bytes(state, kRow.size());
}

BENCHMARK(CanonicalCheckAsciiRow);
BENCHMARK(CanonicalCheckAccentedText);
BENCHMARK(ParseJson);
BENCHMARK(BoostParse);
BENCHMARK(WriteCanonical);

}  // namespace
