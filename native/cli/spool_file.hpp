// What a pipe delivers, kept in a file without a name while it is read more than once.
#pragma once

#include <functional>
#include <string>
#include <variant>

#include "native/cli/input_file.hpp"

namespace ratestack::cli {

class SpoolFile {
 public:
  /// Copies all of `input` into the directory of `beside`. `on_progress` hears how many bytes are there.
  static std::variant<SpoolFile, InputProblem> copy_of(InputFile& input, const std::string& beside,
                                                       const std::function<void(std::uint64_t)>& on_progress);
  SpoolFile(SpoolFile&& other) noexcept;
  SpoolFile& operator=(SpoolFile&&) = delete;
  ~SpoolFile();

  /// For InputFile::open, as often as wanted, as long as this object lives.
  [[nodiscard]] std::string name() const;

 private:
  explicit SpoolFile(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace ratestack::cli
