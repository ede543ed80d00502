#include "native/app/toml_settings.hpp"

#include <algorithm>
#include <optional>

namespace ratestack::app {
namespace {

constexpr std::string_view kBlank = " \t";

bool is_bare_key_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// One line, read from the left. A method that fails sets `problem`.
class LineReader {
 public:
  explicit LineReader(std::string_view rest) : rest_(rest) {}

  void skip_blank() { rest_.remove_prefix(std::min(rest_.find_first_not_of(kBlank), rest_.size())); }
  [[nodiscard]] bool at_end_or_comment() const { return rest_.empty() || rest_.front() == '#'; }
  [[nodiscard]] char front() const { return rest_.empty() ? '\0' : rest_.front(); }
  bool take(char c) {
    if (front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string bare_word() {
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_bare_key_char);
    const auto size = static_cast<std::size_t>(end - rest_.begin());
    std::string word(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return word;
  }

  std::optional<std::string> literal_string() {
    const std::size_t end = rest_.find('\'', 1);
    if (end == std::string_view::npos) return std::nullopt;
    std::string value(rest_.substr(1, end - 1));
    rest_.remove_prefix(end + 1);
    return value;
  }

  std::optional<std::string> basic_string() {
    std::string value;
    rest_.remove_prefix(1);
    while (!rest_.empty() && front() != '"') {
      if (take('\\')) {
        if (front() != '"' && front() != '\\') return std::nullopt;
      }
      value += front();
      rest_.remove_prefix(1);
    }
    if (!take('"')) return std::nullopt;
    return value;
  }

 private:
  std::string_view rest_;
};

std::string check_unquoted(const std::string& word) {
  if (word == "true" || word == "false") return {};
  const bool integer =
      !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  return integer ? std::string{} : std::string("a text value needs quotes: key = \"value\"");
}

std::string read_value(LineReader& line, std::string& value) {
  if (line.front() == '[') return "arrays are not used here";
  if (line.front() == '"' || line.front() == '\'') {
    const auto text = line.front() == '"' ? line.basic_string() : line.literal_string();
    if (!text) return R"(the quoted text does not end, or has an escape other than \" and \\)";
    value = *text;
    return {};
  }
  value = line.bare_word();
  return check_unquoted(value);
}

/// Empty when the line is fine; then `setting.key` is empty for a blank line or a comment.
std::string read_line(std::string_view text, TomlSetting& setting) {
  LineReader line(text);
  line.skip_blank();
  if (line.at_end_or_comment()) return {};
  if (line.front() == '[') return "tables are not used here: write each setting as key = value";
  setting.key = line.bare_word();
  line.skip_blank();
  if (setting.key.empty() || !line.take('=')) return "expected key = value";
  line.skip_blank();
  if (std::string problem = read_value(line, setting.value); !problem.empty()) return problem;
  line.skip_blank();
  return line.at_end_or_comment() ? std::string{} : std::string("unexpected text after the value");
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

TomlSettings parse_toml_settings(std::string_view text) {
  TomlSettings out;
  for (std::size_t number = 1; !text.empty(); ++number) {
    TomlSetting setting{.key = {}, .value = {}, .line = number};
    std::string problem = read_line(take_line(text), setting);
    if (!problem.empty()) {
      out.faults.push_back({number, std::move(problem)});
    } else if (!setting.key.empty()) {
      out.settings.push_back(std::move(setting));
    }
  }
  return out;
}

}  // namespace ratestack::app
