#include "native/cli/passwords_build_filter.hpp"

#include <memory>
#include <new>
#include <vector>

#include "native/cli/output_file.hpp"
#include "native/cli/progress.hpp"
#include "native/cli/spool_file.hpp"
#include "ratestack/identity/breached_filter_builder.hpp"

namespace ratestack::cli {
namespace {

constexpr std::size_t kReadBytes = std::size_t{1} << 20;
constexpr std::size_t kBatch = 1024;  // passwords that go into the filter together
using Problem = std::optional<InputProblem>;
using FilterBytes = std::unique_ptr<std::uint8_t[]>;

/// What one reading of the list found.
struct Reading {
  std::uint64_t entries = 0, left_out = 0;
};

class ListReading {
 public:
  ListReading(std::string name, const PasswordListRules& rules, ProgressLine& line)
      : name_(std::move(name)), reader_(rules), line_(line), buffer_(kReadBytes) {}

  /// `bytes_before`: of earlier readings, of `readings` in all.
  std::variant<Reading, InputProblem> run(const PasswordListReader::Visitor& visit, std::uint64_t bytes_before,
                                          std::uint64_t readings) {
    auto opened = InputFile::open(name_);
    if (const auto* problem = std::get_if<InputProblem>(&opened)) return *problem;
    auto& file = std::get<InputFile>(opened);
    progress_ = {.unit = ProgressUnit::bytes, .done = bytes_before, .total = file.size().value_or(0) * readings};
    const PasswordListReader::Visitor count_and_visit = [&](std::string_view entry) {
      ++progress_.rows;
      visit(entry);
    };
    if (auto problem = read_all(file, count_and_visit)) return *problem;
    return Reading{progress_.rows, reader_.left_out()};
  }
  [[nodiscard]] PasswordListForm form() const { return reader_.form().value_or(PasswordListForm::plain); }
  [[nodiscard]] std::uint64_t bytes_read() const { return progress_.done; }

 private:
  Problem read_all(InputFile& file, const PasswordListReader::Visitor& visit) {
    for (;;) {
      const auto got = file.read(buffer_);
      if (const auto* problem = std::get_if<InputProblem>(&got)) return *problem;
      const std::size_t size = std::get<std::size_t>(got);
      if (size == 0) return reader_.finish(visit);
      if (auto problem = reader_.feed({buffer_.data(), size}, visit)) return problem;
      progress_.done += size;
      line_.show(progress_);
    }
  }

  std::string name_;
  PasswordListReader reader_;
  ProgressLine& line_;
  std::vector<char> buffer_;
  Progress progress_;
};

/// Takes fingerprints in batches.
class Filling {
 public:
  Filling(BreachedFilterBuilder& builder, PasswordListForm form) : builder_(builder), form_(form) {}

  void add(std::string_view entry) {
    const auto fingerprint = fingerprint_of_entry(entry, form_);
    if (!fingerprint) {
      missed_ = true;
      return;
    }
    batch_.push_back(*fingerprint);
    if (batch_.size() == kBatch) flush();
  }
  /// False: SHA-1 is not to be had.
  [[nodiscard]] bool finish() {
    flush();
    builder_.finish();
    return !missed_;
  }

 private:
  void flush() {
    builder_.add(batch_);
    batch_.clear();
  }

  BreachedFilterBuilder& builder_;
  PasswordListForm form_;
  std::vector<PasswordFingerprint> batch_;
  bool missed_ = false;
};

class Building {
 public:
  Building(const BuildFilterOptions& options, const Console& console) : options_(options), line_(console) {}

  Problem run() {
    if (auto problem = keep_pipe()) return problem;
    ListReading counting(name_, options_.rules, line_);
    auto counted = counting.run([](std::string_view) {}, 0, 2);
    if (const auto* problem = std::get_if<InputProblem>(&counted)) return *problem;
    reading_ = std::get<Reading>(counted);
    if (reading_.entries == 0) return InputProblem{"the list holds no password that anyone could choose"};
    const auto shape = BreachedFilterShape::for_items(reading_.entries, options_.false_positive_rate);
    if (!shape) return InputProblem{"the filter would be larger than 128 GiB; ask for a higher --false-positive-rate"};
    shape_ = shape.value();
    return fill(counting.form(), counting.bytes_read());
  }
  [[nodiscard]] const BreachedFilterShape& shape() const { return shape_; }
  [[nodiscard]] const Reading& reading() const { return reading_; }

 private:
  // Two readings need a file.
  Problem keep_pipe() {
    auto opened = InputFile::open(options_.list);
    if (const auto* problem = std::get_if<InputProblem>(&opened)) return *problem;
    auto& input = std::get<InputFile>(opened);
    if (input.size()) return std::nullopt;
    auto copied = SpoolFile::copy_of(input, options_.output, [this](std::uint64_t bytes) {
      line_.show({.unit = ProgressUnit::bytes, .done = bytes, .total = std::nullopt});
    });
    if (const auto* problem = std::get_if<InputProblem>(&copied)) return *problem;
    spool_.emplace(std::move(std::get<SpoolFile>(copied)));
    name_ = spool_->name();
    return std::nullopt;
  }

  Problem fill(PasswordListForm form, std::uint64_t bytes_before) {
    const auto size = static_cast<std::size_t>(shape_.file_size());
    const FilterBytes bytes(new (std::nothrow) std::uint8_t[size]());
    if (!bytes) return InputProblem{"the filter takes " + byte_size(size) + " of memory, which is not to be had"};
    auto builder = BreachedFilterBuilder::create(shape_, {bytes.get(), size});
    if (!builder) return InputProblem{builder.error().message()};
    Filling filling(builder.value(), form);
    ListReading adding(name_, options_.rules, line_);
    const auto added = adding.run([&](std::string_view entry) { filling.add(entry); }, bytes_before, 2);
    if (const auto* problem = std::get_if<InputProblem>(&added)) return *problem;
    if (!filling.finish()) return InputProblem{"the system's OpenSSL is set up without SHA-1"};
    return write_file(options_.output, as_text({bytes.get(), size}));
  }

  const BuildFilterOptions& options_;
  ProgressLine line_;
  std::string name_ = options_.list;
  std::optional<SpoolFile> spool_;
  BreachedFilterShape shape_;
  Reading reading_;
};

}  // namespace

ExitCode build_filter(const BuildFilterOptions& options, const Console& console) {
  BreachedFilterShape shape;
  Reading reading;
  {
    Building building(options, console);
    if (const auto problem = building.run()) {
      return console.fail(ExitCode::unusable, problem->text);
    }
    shape = building.shape();
    reading = building.reading();
  }
  console.out << "Wrote " << options.output << ": " << with_separators(reading.entries) << " passwords in "
              << byte_size(shape.file_size()) << ".\n";
  if (reading.left_out != 0) {
    console.out << "Left out " << with_separators(reading.left_out)
                << " that nobody could choose: too short, too long, "
                << "or counted as never seen.\n";
  }
  return ExitCode::ok;
}

}  // namespace ratestack::cli
