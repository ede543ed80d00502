// The places of a text that a finder would stop at, without deciding them.
#pragma once

#include <string_view>

#include "redaction/block_events.hpp"
#include "redaction/subject.hpp"

namespace ratestack::redaction_detail {

class Suspects {
 public:
  explicit Suspects(std::string_view text) noexcept : text_(text), next_(find_from(0)) {}

  /// Whether a finder that is given `span` alone would stop within it. Spans are asked for in order.
  [[nodiscard]] bool any_within(Span span) noexcept {
    if (next_ < span.begin) next_ = find_from(span.begin);
    return next_ < span.end;
  }

 private:
  [[nodiscard]] std::size_t find_from(std::size_t at) noexcept;

  std::string_view text_;
  Block block_;
  std::size_t next_;
};

}  // namespace ratestack::redaction_detail
