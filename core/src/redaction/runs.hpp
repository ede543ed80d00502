// The digit runs of a number and what stands between them, a few ahead of where the recognizers are.
#pragma once

#include <array>

#include "redaction/subject.hpp"

namespace ratestack::redaction_detail {

struct Run {
  std::size_t begin;
  std::size_t size;  // digits
  char gap;          // to the next run: the separator if it is one character, kWideGap, or kNoGap
  [[nodiscard]] std::size_t end() const noexcept { return begin + size; }
};

inline constexpr char kNoGap = 0;      // the next run belongs to another number, or there is none
inline constexpr char kWideGap = 'w';  // two to four of "-./() ": phones are written so

/// A window over the runs from a place on. Reading is linear: each run is read once, however often it is looked at.
class Runs {
 public:
  static constexpr std::size_t kWindow = 8;  // more groups has no number

  /// `from` is where a run begins, or before it.
  Runs(const Subject& subject, std::size_t from) noexcept;

  /// No run is left in this cluster of digits and joiners.
  [[nodiscard]] bool empty() const noexcept { return count_ == 0; }
  /// Runs in the window that hang together; at least 1 if not empty.
  [[nodiscard]] std::size_t size() const noexcept { return count_; }
  /// `i` < size().
  [[nodiscard]] const Run& operator[](std::size_t i) const noexcept { return runs_[(head_ + i) % kWindow]; }
  void pop() noexcept;
  /// Drops what a match took, without reading again what stands behind it. False if the match did not end with a run,
  /// or nothing is left.
  bool pop_until(std::size_t end) noexcept;

  /// The lengths of the runs, four bits each, the first one lowest; runs of 15 digits and more count 15.
  [[nodiscard]] std::uint64_t shape() const noexcept { return shape_; }
  /// A form that folding would change stands within or right behind the window.
  [[nodiscard]] bool dirty() const noexcept { return dirty_; }
  /// Where the cluster ends, once empty.
  [[nodiscard]] std::size_t end() const noexcept { return at_; }

 private:
  std::size_t pass_joiners(std::size_t i, std::size_t limit) noexcept;
  void read_run() noexcept;
  char read_gap(std::size_t begin) noexcept;
  void fill() noexcept;

  const Subject& subject_;
  std::string_view text_;          // of the subject: a copy, which no write through a pointer can change
  std::array<Run, kWindow> runs_;  // NOLINT: set as they are read
  std::size_t head_ = 0;
  std::size_t count_ = 0;
  std::uint64_t shape_ = 0;
  std::size_t at_;
  bool dirty_ = false;
  bool ended_ = false;
};

}  // namespace ratestack::redaction_detail
