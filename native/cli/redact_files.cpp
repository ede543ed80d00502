#include "native/cli/redact_files.hpp"

#include <cerrno>
#include <cstring>
#include <optional>

#include "native/cli/input_file.hpp"
#include "native/cli/redaction_filter.hpp"
#include "native/service/key_file.hpp"
#include "native/service/key_words.hpp"
#include "native/service/redaction_report.hpp"

namespace ratestack::cli {
namespace {

constexpr std::size_t kReadBytes = std::size_t{256} * 1024;

/// How a run over the inputs ended.
enum class Ending { done, reader_gone, failed };

std::string explain_redactor_error(const Error& error) {
  if (error.code == RedactionError::allowlist_too_long) return "--allow takes at most 64 values of at most 320 bytes";
  return "the redactor cannot be made: " + error.message();
}

std::optional<PiiRedactor> make_redactor(const RedactFilesOptions& options, const Console& console) {
  RedactionOptions rules;
  rules.mode = options.mode;
  rules.allowed = options.allowed;
  if (!options.key_file.empty()) {
    auto key = service::read_key_file(options.key_file);
    if (!key) return console.complain(service::explain_key_error(key.error())), std::nullopt;
    rules.pseudonym_key = std::move(*key);
  }
  auto redactor = PiiRedactor::create(std::move(rules));
  if (!redactor) return console.complain(explain_redactor_error(redactor.error())), std::nullopt;
  return std::move(*redactor);
}

/// A mistake in the options that no flag's own check sees.
std::optional<std::string> conflict_in(const RedactFilesOptions& options) {
  const bool pseudonyms = options.mode == RedactionMode::pseudonym;
  if (pseudonyms && options.key_file.empty()) return "--mode pseudonym needs --key-file";
  if (!pseudonyms && !options.key_file.empty()) return "--key-file is for --mode pseudonym alone";
  return std::nullopt;
}

class Pipe {
 public:
  Pipe(RedactionFilter& filter, const Console& console)
      : filter_(filter), console_(console), buffer_(kReadBytes, '\0') {}

  Ending run(const std::string& name) {
    auto opened = InputFile::open(name);
    if (const auto* problem = std::get_if<InputProblem>(&opened)) return fail(problem->text);
    auto& file = std::get<InputFile>(opened);
    for (;;) {
      const auto got = file.read_some(buffer_);
      if (const auto* problem = std::get_if<InputProblem>(&got)) return fail(problem->text);
      const std::size_t size = std::get<std::size_t>(got);
      if (size == 0) return finish();
      filter_.update({buffer_.data(), size}, settled_);
      if (const Ending ending = write(); ending != Ending::done) return ending;
    }
  }

 private:
  Ending finish() {
    filter_.finish(settled_);
    return write();
  }

  // What was settled before the trouble is out already; what was held back stays unsaid.
  Ending fail(const std::string& what) {
    console_.complain(what);
    return Ending::failed;
  }

  Ending write() {
    if (settled_.empty()) return Ending::done;
    errno = 0;
    console_.out.write(settled_.data(), static_cast<std::streamsize>(settled_.size())).flush();
    settled_.clear();
    if (console_.out.good()) return Ending::done;
    if (errno == EPIPE) return Ending::reader_gone;
    return fail(std::string("cannot write to standard output: ") + std::strerror(errno));
  }

  RedactionFilter& filter_;
  const Console& console_;
  std::string buffer_, settled_;
};

Ending redact_all(std::vector<std::string> files, RedactionFilter& filter, const Console& console) {
  if (files.empty()) files.emplace_back("-");
  Pipe pipe(filter, console);
  for (const std::string& file : files) {
    if (const Ending ending = pipe.run(file); ending != Ending::done) return ending;
  }
  return Ending::done;
}

}  // namespace

ExitCode redact_files(const RedactFilesOptions& options, const Console& console) {
  if (const auto conflict = conflict_in(options)) return console.fail(ExitCode::unusable, *conflict);
  const auto redactor = make_redactor(options, console);
  if (!redactor) return ExitCode::unusable;
  const auto filter =
      options.unit == RedactionUnit::json_lines ? make_json_lines_filter(*redactor) : make_text_filter(*redactor);
  const Ending ending = redact_all(options.files, *filter, console);
  if (options.counts == ShowCounts::yes) console.err << service::counts_json(filter->counts()) << '\n';
  return ending == Ending::failed ? ExitCode::unusable : ExitCode::ok;
}

}  // namespace ratestack::cli
