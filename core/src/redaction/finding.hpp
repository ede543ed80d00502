#pragma once

#include <cstddef>
#include <string_view>

#include "ratestack/redaction/pii_kind.hpp"

namespace ratestack::redaction_detail {

/// What was found, in raw offsets, and the value as it reads once folded. The view is valid during the call only.
struct Finding {
  PiiKind kind;
  std::size_t begin, end;
  std::string_view value;
};

/// Takes findings in order of their place; they never overlap.
class FindingSink {
 public:
  virtual ~FindingSink() = default;
  virtual void found(const Finding& finding) = 0;
  /// A label that stands in the text already: it stays, and is as decided as what a finding leaves.
  virtual void label(std::size_t end) = 0;
  /// The end of the output so far, at least 64 bytes of it if there are as many; valid until the next finding.
  [[nodiscard]] virtual std::string_view before() const = 0;
};

}  // namespace ratestack::redaction_detail
