// The places within one block that are worth a closer look, in order.
#pragma once

#include <bit>
#include <cstdint>

#include "redaction/scan.hpp"
#include "redaction/subject.hpp"

namespace ratestack::redaction_detail {

/// Digits that every number has at least.
inline constexpr unsigned kFewestDigits = 9;

class BlockEvents {
 public:
  /// `size` <= 64 characters of `subject` from `at` on are the block; `digits` were counted in the cluster that ends
  /// before it.
  BlockEvents(const Subject& subject, std::size_t at, unsigned size, unsigned digits) noexcept;

  /// The next place, as an offset within the block; kBlock if there is none.
  [[nodiscard]] unsigned next() noexcept {
    const unsigned hot = static_cast<unsigned>(std::countr_zero(hot_));
    if (ninth_digit_ < hot) return ninth_digit_;
    hot_ &= hot_ - 1;
    return hot;
  }
  /// Where the block's first cluster of nine digits has its ninth: next() answers nothing behind it.
  [[nodiscard]] unsigned ninth_digit() const noexcept { return ninth_digit_; }
  /// Digits of the cluster that reaches to the end of the block.
  [[nodiscard]] unsigned digits_at_end() const noexcept { return digits_at_end_; }

 private:
  void find_clusters(std::uint64_t digits, std::uint64_t cluster, unsigned before, unsigned size) noexcept;

  std::uint64_t hot_;
  unsigned ninth_digit_ = kBlock;
  unsigned digits_at_end_ = 0;
};

}  // namespace ratestack::redaction_detail
