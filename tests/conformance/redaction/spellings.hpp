// What people write: values of each kind in the forms that the redactor must know, with the places where a separator
// stands left open.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ratestack/redaction/pii_kind.hpp"

namespace ratestack::testing {

/// A value as written. '~' marks a place where a separator stands (a form without any has none).
struct Spelling {
  PiiKind kind;
  std::string name;
  std::string before;  // context that must stand before it, and stays
  std::string value;
};

[[nodiscard]] const std::vector<Spelling>& spellings();

struct Separator {
  std::string name;
  std::string text;
};

/// ASCII and Unicode: hyphens, dashes, the minus sign, spaces that do not break.
[[nodiscard]] const std::vector<Separator>& separators();

/// The value with `separator` in its places.
[[nodiscard]] std::string joined(const Spelling& spelling, std::string_view separator);

}  // namespace ratestack::testing
