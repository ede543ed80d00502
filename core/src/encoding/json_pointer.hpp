// Where a reader is in a document, as a chain of steps on its own stack, and as an RFC 6901 pointer when it fails.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ratestack::encoding_detail {

/// One step down: into the member `key`, or into the element `index` where `key` has no data.
struct PathStep {
  const PathStep* up;
  std::string_view key;
  std::size_t index;
};

/// A longer pointer is cut here, and ends in "...": an error message must not grow with hostile input.
inline constexpr std::size_t kMaxPointerBytes = 256;

/// The pointer to `last`; empty for the document itself (a null `last`).
[[nodiscard]] std::string json_pointer(const PathStep* last);

}  // namespace ratestack::encoding_detail
