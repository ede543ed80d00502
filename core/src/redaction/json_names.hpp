// Keeps the names of each object apart after some became labels.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace ratestack::redaction_detail {

class JsonNames {
 public:
  /// Notes the names of `json`, which is JSON, that a label could be equal to.
  explicit JsonNames(std::string_view json);

  /// `name` (raw, as between quotes) or the first of `name#2`, `name#3`... that its object has not.
  [[nodiscard]] std::string make_unique(std::size_t object, const std::string& name);

 private:
  using Key = std::pair<std::size_t, std::string>;  // object, name unescaped
  class Collector;

  std::set<Key> taken_;
  std::map<Key, std::size_t> next_;  // the suffix to try next: many equal names stay linear
};

}  // namespace ratestack::redaction_detail
