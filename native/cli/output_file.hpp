// A file that appears whole or not at all: written without a name, or beside its place where the file system has no
// unnamed files (mode 0600), then renamed into it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "native/cli/input_file.hpp"

namespace ratestack::cli {

class OutputFile {
 public:
  static std::variant<OutputFile, InputProblem> create(const std::string& name);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  /// Without commit(), nothing stays behind.
  ~OutputFile();

  std::optional<InputProblem> write(std::string_view bytes);
  /// Syncs to the disk and moves the file into place.
  std::optional<InputProblem> commit();

 private:
  enum class Naming { unnamed, named };  // whether `temporary_` stands in the directory
  OutputFile(std::string name, std::string temporary, int descriptor, Naming naming);

  std::string name_;
  std::string temporary_;
  int descriptor_;
  Naming naming_;
};

std::optional<InputProblem> write_file(const std::string& name, std::string_view bytes);

}  // namespace ratestack::cli
