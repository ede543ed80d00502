// TOML's smallest parts, read from the left: keys, strings, bare words, across the lines of one text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ratestack::app {

/// A line and a half: stands in one line, and can go on to the next, which only an array does.
class TomlLines {
 public:
  explicit TomlLines(std::string_view text) noexcept : rest_(text) {}

  /// False at the end of the text.
  bool next();
  [[nodiscard]] std::size_t number() const noexcept { return number_; }  // 1-based

  void skip_blank();
  /// Over blank space, comments and line ends. False at the end of the text.
  bool skip_to_text();
  [[nodiscard]] bool at_end_or_comment() const noexcept { return line_.empty() || line_.front() == '#'; }
  [[nodiscard]] char front() const noexcept { return line_.empty() ? '\0' : line_.front(); }
  bool take(char c);

  /// Letters, digits, '_' and '-'; may be empty.
  std::string bare_word();
  /// Nothing where the quote does not close on this line.
  std::optional<std::string> literal_string();
  /// Nothing where it does not close, or for an escape other than \" and \\.
  std::optional<std::string> basic_string();

 private:
  std::string_view rest_;  // the lines behind this one
  std::string_view line_;  // what is left of this one
  std::size_t number_ = 0;
};

}  // namespace ratestack::app
