#include "native/cli/verify_file.hpp"

#include <algorithm>
#include <functional>
#include <thread>
#include <vector>

#include "native/cli/input_file.hpp"
#include "native/cli/parallel_verify.hpp"
#include "native/cli/progress.hpp"
#include "native/cli/verdict_words.hpp"
#include "ratestack/audit/export_verifier.hpp"

namespace ratestack::cli {
namespace {

constexpr std::size_t kReadBytes = std::size_t{1} << 20;
constexpr unsigned kMostUseful = 4;  // the whole-file hash is one stream: more threads than this wait for it

std::optional<InputProblem> feed(InputFile& input, ExportVerifier& verifier, const std::function<void()>& after_piece) {
  std::vector<char> buffer(kReadBytes);
  while (true) {
    const auto got = input.read(buffer);
    if (const auto* problem = std::get_if<InputProblem>(&got)) return *problem;
    const std::size_t size = std::get<std::size_t>(got);
    if (size == 0 || !verifier.update({buffer.data(), size})) break;
    after_piece();
  }
  verifier.finish();
  return std::nullopt;
}

/// Feeds the whole input to the verifier; a problem where reading fails.
std::optional<InputProblem> verify(InputFile& input, unsigned threads, ExportVerifier& verifier,
                                   const Console& console) {
  ProgressLine line(console);
  const auto show = [&] {
    line.show({ProgressUnit::bytes, verifier.bytes_seen(), input.size(), verifier.verdict().rows});
  };
  if (threads == 1) return feed(input, verifier, show);
  return ParallelVerify(input, threads - 1).run(verifier, show);
}

unsigned thread_count(unsigned asked) {
  return asked != 0 ? asked : std::clamp(std::thread::hardware_concurrency(), 1U, kMostUseful);
}

ExitCode exit_code(const ExportVerifier& verifier) {
  if (verifier.unusable()) return ExitCode::unusable;
  return verifier.verdict().ok() ? ExitCode::ok : ExitCode::broken;
}

}  // namespace

ExitCode verify_file(const VerifyFileOptions& options, const Console& console) {
  auto opened = InputFile::open(options.file);
  if (const auto* problem = std::get_if<InputProblem>(&opened)) return console.fail(ExitCode::unusable, problem->text);
  ExportVerifier verifier;
  const auto problem = verify(std::get<InputFile>(opened), thread_count(options.threads), verifier, console);
  if (problem) return console.fail(ExitCode::unusable, problem->text);
  if (options.form == OutputForm::json)
    console.out << verdict_json(verifier) << '\n';
  else
    print_verdict(verifier, console);
  return exit_code(verifier);
}

}  // namespace ratestack::cli
