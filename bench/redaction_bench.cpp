// Redaction, MB/s on one core: ordinary JSON log lines, lines dense with personal data, and the worst inputs that we
// know, each beside an RE2 alternation of the same patterns over the same bytes (which only finds; it rewrites
// nothing).
#include <benchmark/benchmark.h>
#include <re2/re2.h>

#include <random>
#include <string>

#include "ratestack/redaction/pii_redactor.hpp"

namespace {

using namespace ratestack;

constexpr std::size_t kTextBytes = std::size_t{4} << 20;

std::string repeated(std::string_view piece) {
  std::string text;
  text.reserve(kTextBytes + piece.size());
  while (text.size() < kTextBytes) text += piece;
  return text;
}

class LogLines {
 public:
  std::string next() {
    return R"({"ts":"2026-11-23T)" + two(24) + ':' + two(60) + ':' + two(60) + '.' + number(6) +
           R"(Z","level":"info","service":"pricing-api","trace_id":")" + hex(32) + R"(","span_id":")" + hex(15) +
           R"(a","org":"org_01JD3ZYF3Q8W3V5K1N7R2T4X6Z","method":"POST","path":"/v1/loans/)" + number(7) +
           R"(/rates?page=)" + number(2) + R"(&sort=apr","status":200,"bytes":)" + number(5) + R"(,"duration_ms":)" +
           number(2) + '.' + number(3) + R"(,"client":"10.)" + number(2) + ".1" + number(1) + ".2" +
           R"(","msg":"rate sheet )" + hex(8) + '-' + hex(4) + "-4" + hex(3) + "-a" + hex(3) + '-' + hex(12) +
           R"( activated for 3 investors","epoch":17)" + number(11) + "}\n";
  }

 private:
  std::string pick(std::string_view alphabet, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += alphabet[random_() % alphabet.size()];
    return text;
  }
  std::string hex(std::size_t count) { return pick("0123456789abcdef", count); }
  std::string number(std::size_t count) { return pick("123456789", 1) + pick("0123456789", count - 1); }
  std::string two(unsigned below) {
    const unsigned value = static_cast<unsigned>(random_() % below);
    return std::string(value < 10 ? "0" : "") + std::to_string(value);
  }
  std::mt19937_64 random_{7};  // NOLINT: the same text each time
};

const std::string& log_text() {
  static const std::string text = [] {
    LogLines lines;
    std::string made;
    while (made.size() < kTextBytes) made += lines.next();
    return made;
  }();
  return text;
}

constexpr std::string_view kDense =
    R"({"borrower":"ann.lee@example.com","ssn":"123-45-6789","phone":"(212) 555-0142","card":"4111 1111 1111 1111","note":"cc bob@example.org, +44 20 7946 0958"})"
    "\n";

const re2::RE2& alternation() {
  static const re2::RE2 pattern(
      R"([A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.-]+|\b\d{3}[- ]\d{2}[- ]\d{4}\b|(?:\+?1[-. ])?\(?[2-9]\d{2}\)?[-. ][2-9]\d{2}[-. ]\d{4}|\+[1-9]\d{7,14}|\b\d(?:[ -]?\d){11,18}\b)");
  return pattern;
}

void set_bytes(benchmark::State& state, std::size_t size) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(size));
}

void ours(benchmark::State& state, const std::string& text) {
  const PiiRedactor redactor;
  std::string copy = text;
  for (auto _ : state) {
    const PiiCounts counts = redactor.redact(copy);
    benchmark::DoNotOptimize(counts);
    if (counts.total() == 0) continue;
    state.PauseTiming();
    copy = text;
    state.ResumeTiming();
  }
  set_bytes(state, text.size());
}

void ours_json(benchmark::State& state, std::string text) {
  text.pop_back();
  text = "[" + text + "]";
  for (char& c : text) c = c == '\n' ? ',' : c;
  const PiiRedactor redactor;
  for (auto _ : state) {
    std::string copy = text;
    benchmark::DoNotOptimize(redactor.redact_json(copy));
  }
  set_bytes(state, text.size());
}

void re2_finds(benchmark::State& state, const std::string& text) {
  for (auto _ : state) {
    re2::StringPiece rest(text);
    std::size_t found = 0;
    while (re2::RE2::FindAndConsume(&rest, alternation())) ++found;
    benchmark::DoNotOptimize(found);
  }
  set_bytes(state, text.size());
}

// One line as the log sink sees it: what a call costs when nothing is found.
void OneLogLine(benchmark::State& state) {
  const PiiRedactor redactor;
  std::string line = LogLines().next();
  for (auto _ : state) benchmark::DoNotOptimize(redactor.redact(line));
  set_bytes(state, line.size());
}
BENCHMARK(OneLogLine);

const struct Input {
  const char* name;
  std::string text;
} kInputs[] = {
    {"Logs", log_text()},
    {"Dense", repeated(kDense)},
    {"WorstAts", repeated("@")},
    {"WorstAddresses", repeated("a@b@c@")},
    {"WorstShortAddresses", repeated("a@b.cc,")},
    {"WorstDigits", repeated("4")},
    {"WorstGroups", repeated("4111 1111 ")},
    {"WorstSingles", repeated("4 1 1 1 5 ")},
    {"WorstPercent", repeated("%25252540")},
    {"WorstEscapes", repeated("\\u0034\\u0031")},
    {"WorstForeignDigits", repeated("\xD9\xA1\xD9\xA2-")},
    {"WorstBase64", repeated("VGhpcyBpcyBwbGFpbiB0ZXh0IGFuZCBub3RoaW5nIGVsc2U ")},
    {"WorstCjk", repeated("\xE4\xBD\xA0\xE5\xA5\xBD 2026\xE5\xB9\xB4 11\xE6\x9C\x88 23\xE6\x97\xA5 1030 ")},
    {"WorstBrackets", repeated("[at](at)")},
    {"WorstSigns", repeated("VGhpcyBpcyBw-YWluIHRleHQg_")},
    {"WorstContext", repeated("219099999,")},
};

}  // namespace

int main(int argc, char** argv) {
  for (const Input& input : kInputs) {
    benchmark::RegisterBenchmark((std::string("Ours/") + input.name).c_str(), ours, input.text);
    benchmark::RegisterBenchmark((std::string("Re2/") + input.name).c_str(), re2_finds, input.text);
  }
  benchmark::RegisterBenchmark("OursJson/Logs", ours_json, log_text());
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
