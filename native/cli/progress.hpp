// One progress line that redraws itself on a terminal and is silent elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "native/cli/console.hpp"

namespace ratestack::cli {

enum class ProgressUnit { bytes, rows };

struct Progress {
  ProgressUnit unit = ProgressUnit::rows;
  std::uint64_t done = 0;              // in `unit`
  std::optional<std::uint64_t> total;  // in `unit`; absent for a pipe
  std::uint64_t rows = 0;
};

/// "  42% [########            ] 1,203,400 rows  812 MB/s  3 s left". Pure.
[[nodiscard]] std::string progress_text(const Progress& progress, std::chrono::duration<double> elapsed);

/// "1,203,400".
[[nodiscard]] std::string with_separators(std::uint64_t value);
/// "812 MB", "1.5 GB": decimal units, as disks and networks are sold.
[[nodiscard]] std::string byte_size(std::uint64_t bytes);

/// Draws at most every tenth of a second. Clears its line when destroyed.
class ProgressLine {
 public:
  explicit ProgressLine(const Console& console);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const Progress& progress);
  [[nodiscard]] std::chrono::duration<double> elapsed() const;

 private:
  const Console& console_;
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point drawn_;
  std::size_t drawn_width_ = 0;
};

}  // namespace ratestack::cli
