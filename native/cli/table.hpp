// Rows of words under each other, each column as wide as its widest word.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace ratestack::cli {

class Table {
 public:
  explicit Table(std::vector<std::string> heads) { rows_.push_back(std::move(heads)); }
  /// As many words as there are heads.
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  void print(std::ostream& out) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace ratestack::cli
