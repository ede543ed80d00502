#include "native/cli/verify_file.hpp"

#include <vector>

#include "native/cli/input_file.hpp"
#include "native/cli/progress.hpp"
#include "native/cli/verdict_words.hpp"
#include "ratestack/audit/export_verifier.hpp"

namespace ratestack::cli {
namespace {

constexpr std::size_t kReadBytes = std::size_t{1} << 20;

/// Feeds the whole input to the verifier; a problem where reading fails.
std::optional<InputProblem> feed(InputFile& input, ExportVerifier& verifier, ProgressLine& progress) {
  std::vector<char> buffer(kReadBytes);
  while (true) {
    const auto got = input.read(buffer);
    if (const auto* problem = std::get_if<InputProblem>(&got)) return *problem;
    const std::size_t size = std::get<std::size_t>(got);
    if (size == 0 || !verifier.update({buffer.data(), size})) break;
    progress.show({ProgressUnit::bytes, verifier.bytes_seen(), input.size(), verifier.verdict().rows});
  }
  verifier.finish();
  return std::nullopt;
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
  {
    ProgressLine progress(console);
    const auto problem = feed(std::get<InputFile>(opened), verifier, progress);
    if (problem) return console.fail(ExitCode::unusable, problem->text);
  }
  if (options.form == OutputForm::json)
    console.out << verdict_json(verifier) << '\n';
  else
    print_verdict(verifier, console);
  return exit_code(verifier);
}

}  // namespace ratestack::cli
