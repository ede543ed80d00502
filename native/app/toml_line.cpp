#include "native/app/toml_line.hpp"

#include <algorithm>

namespace ratestack::app {
namespace {

constexpr std::string_view kBlank = " \t";

bool is_bare_key_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

}  // namespace

bool TomlLines::next() {
  if (rest_.empty()) return false;
  const std::size_t end = std::min(rest_.find('\n'), rest_.size());
  line_ = rest_.substr(0, end);
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  if (line_.ends_with('\r')) line_.remove_suffix(1);
  ++number_;
  return true;
}

void TomlLines::skip_blank() { line_.remove_prefix(std::min(line_.find_first_not_of(kBlank), line_.size())); }

bool TomlLines::skip_to_text() {
  for (skip_blank(); at_end_or_comment(); skip_blank()) {
    if (!next()) return false;
  }
  return true;
}

bool TomlLines::take(char c) {
  if (front() != c) return false;
  line_.remove_prefix(1);
  return true;
}

std::string TomlLines::bare_word() {
  const auto end = std::find_if_not(line_.begin(), line_.end(), is_bare_key_char);
  const auto size = static_cast<std::size_t>(end - line_.begin());
  std::string word(line_.substr(0, size));
  line_.remove_prefix(size);
  return word;
}

std::optional<std::string> TomlLines::literal_string() {
  const std::size_t end = line_.find('\'', 1);
  if (end == std::string_view::npos) return std::nullopt;
  std::string value(line_.substr(1, end - 1));
  line_.remove_prefix(end + 1);
  return value;
}

std::optional<std::string> TomlLines::basic_string() {
  std::string value;
  value.reserve(line_.size());  // growing would leave pieces of a secret behind
  line_.remove_prefix(1);
  while (!line_.empty() && front() != '"') {
    if (take('\\')) {
      if (front() != '"' && front() != '\\') return std::nullopt;
    }
    value += front();
    line_.remove_prefix(1);
  }
  if (!take('"')) return std::nullopt;
  return value;
}

}  // namespace ratestack::app
