// Walks a text once and reports what must go. Nothing about a place is decided by anything but the characters near it
// and the findings before it, so a text may be given in pieces (redaction_stream.cpp).
#pragma once

#include <memory>

#include "redaction/base64_token.hpp"
#include "redaction/finding.hpp"
#include "redaction/fold.hpp"
#include "redaction/subject.hpp"

namespace ratestack::redaction_detail {

/// Base64 within base64 is not looked into.
enum class Depth : std::uint8_t { text, decoded };

enum class Mode : std::uint8_t { scanning, within_number };

/// Where a walk stands between two pieces.
struct Position {
  std::size_t at = 0;
  unsigned cluster_digits = 0;  // counted before `at` in a cluster of digits that goes on there
  Mode mode = Mode::scanning;
  std::size_t examined = 0;  // no number is looked for before this place again
};

/// Raw bytes beyond the place of a decision that it may depend on; and before it, as far as they are not redacted.
inline constexpr std::size_t kFoldStretch = 6144;
inline constexpr std::size_t kFinderAhead = kFoldStretch + kReachAhead + kMaxTokenBytes;
inline constexpr std::size_t kFinderBack = 1024;

class Finder {
 public:
  explicit Finder(FindingSink& sink, Depth depth = Depth::text) : sink_(sink), depth_(depth) {}

  /// Decides all that begins in [position.at, stop); `subject.floor` and `position` are moved. What stands behind the
  /// text does not matter if it ends with a line feed, is complete, or reaches kFinderAhead beyond `stop`.
  void run(Subject& subject, Position& position, std::size_t stop);

 private:
  class Walk;

  FindingSink& sink_;
  Depth depth_;
  std::unique_ptr<Folded> folded_;  // made when first needed
};

}  // namespace ratestack::redaction_detail
