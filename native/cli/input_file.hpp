// A file (or standard input, "-") read front to back in large pieces.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>

namespace ratestack::cli {

/// A sentence for people that names the file and what is wrong with it.
struct InputProblem {
  std::string text;
};

class InputFile {
 public:
  /// Refuses what is missing, unreadable or a directory.
  static std::variant<InputFile, InputProblem> open(const std::string& name);
  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;
  ~InputFile();

  /// Fills `buffer` from its start unless the input ends; 0 at the end.
  std::variant<std::size_t, InputProblem> read(std::span<char> buffer);
  /// What is there, waiting only where nothing is: at least one byte, or 0 at the end.
  std::variant<std::size_t, InputProblem> read_some(std::span<char> buffer);
  /// Size of a regular file; absent for a pipe.
  [[nodiscard]] std::optional<std::uint64_t> size() const noexcept { return size_; }

 private:
  InputFile(std::string name, int descriptor, std::optional<std::uint64_t> size);

  std::string name_;
  int descriptor_;
  std::optional<std::uint64_t> size_;
};

}  // namespace ratestack::cli
