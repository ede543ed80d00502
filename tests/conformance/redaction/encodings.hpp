// Ways to write a value so that a plain search misses it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/conformance/redaction/spellings.hpp"

namespace ratestack::testing {

struct Encoding {
  std::string name;
  std::string (*apply)(std::string_view value);
  bool (*fits)(const Spelling& spelling);
};

[[nodiscard]] const std::vector<Encoding>& encodings();

}  // namespace ratestack::testing
