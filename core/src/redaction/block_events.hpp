// The places within one block of 64 bytes that are worth a closer look, in order.
#pragma once

#include <bit>
#include <cstdint>

#include "redaction/scan.hpp"
#include "redaction/subject.hpp"

namespace ratestack::redaction_detail {

/// Digits that every number has at least.
inline constexpr unsigned kFewestDigits = 9;

/// What the scanner says of one block. Kept while a walk moves within it.
class Block {
 public:
  Block() = default;
  Block(const Subject& subject, std::size_t begin) noexcept;
  [[nodiscard]] bool covers(std::size_t at) const noexcept { return at - begin_ < kBlock; }

 private:
  friend class BlockEvents;
  std::size_t begin_ = ~std::size_t{0} - kBlock;
  std::uint64_t digits_ = 0;
  std::uint64_t cluster_ = 0;  // digits and what may stand between them
  std::uint64_t hot_ = 0;
  std::uint64_t alnum_ = 0;
  std::uint64_t token_ = 0;        // the alphabets of base64
  std::uint64_t long_words_ = 0;   // where twelve letters and digits follow, or may follow behind the block
  std::uint64_t long_tokens_ = 0;  // the same of token_
};

class BlockEvents {
 public:
  /// From `at`, which `block` covers, up to `stop` or the end of the block. `digits` were counted in the cluster that
  /// ends before `at`.
  BlockEvents(const Block& block, const Subject& subject, std::size_t at, std::size_t stop, unsigned digits) noexcept;

  /// The next place; end() if there is none.
  [[nodiscard]] std::size_t next() noexcept {
    const auto hot = static_cast<unsigned>(std::countr_zero(hot_));
    if (ninth_digit_ < hot) return begin_ + ninth_digit_;
    hot_ &= hot_ - 1;
    return hot >= kBlock ? end_ : begin_ + hot;
  }
  /// Where the first cluster of nine digits has its ninth, or behind the block: next() goes no farther than this.
  [[nodiscard]] std::size_t ninth_digit() const noexcept { return begin_ + ninth_digit_; }
  [[nodiscard]] std::size_t end() const noexcept { return end_; }
  /// Digits of the cluster that reaches to the end.
  [[nodiscard]] unsigned digits_at_end() const noexcept { return digits_at_end_; }

 private:
  void find_clusters(std::uint64_t digits, std::uint64_t cluster, unsigned first, unsigned last,
                     unsigned before) noexcept;
  bool ends_number(std::uint64_t digits, unsigned wanted) noexcept;

  std::size_t begin_;
  std::size_t end_;
  std::uint64_t hot_;
  unsigned ninth_digit_ = kBlock;
  unsigned digits_at_end_ = 0;
};

}  // namespace ratestack::redaction_detail
