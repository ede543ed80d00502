#include "native/app/toml_settings.hpp"

#include <algorithm>
#include <utility>

#include "native/app/toml_line.hpp"

namespace ratestack::app {
namespace {

constexpr std::size_t kMaxItems = 1024;  // of one array; more is refused by whoever wants few

/// Reads one `key = value` or `[table]` a time. What fails answers a sentence, an empty one is success.
class Reader {
 public:
  explicit Reader(std::string_view text) : lines_(text) {}

  TomlSettings run() {
    while (lines_.next()) {
      const std::size_t line = lines_.number();
      std::string problem = read_line();
      if (!problem.empty()) out_.faults.push_back({line, std::move(problem)});
    }
    return std::move(out_);
  }

 private:
  std::string read_line() {
    lines_.skip_blank();
    if (lines_.at_end_or_comment()) return {};
    if (lines_.take('[')) return read_table();
    const std::size_t line = lines_.number();
    std::string key = lines_.bare_word();
    lines_.skip_blank();
    if (key.empty() || !lines_.take('=')) return "expected key = value";
    lines_.skip_blank();
    std::vector<std::string> values;
    if (std::string problem = read_value(values); !problem.empty()) return problem;
    if (std::string problem = expect_end(); !problem.empty()) return problem;
    if (service_.empty())
      out_.settings.push_back({std::move(key), std::move(values.front()), line});
    else
      out_.services.push_back({service_, std::move(key), std::move(values), line});
    return {};
  }

  std::string read_table() {
    const bool is_services = lines_.bare_word() == "services" && lines_.take('.');
    std::string name = is_services ? lines_.bare_word() : std::string();
    if (name.empty() || !lines_.take(']')) {
      return "tables are not used here, but for [services.NAME]: write each setting as key = value";
    }
    service_ = std::move(name);
    return expect_end();
  }

  std::string expect_end() {
    lines_.skip_blank();
    return lines_.at_end_or_comment() ? std::string{} : std::string("unexpected text after the value");
  }

  std::string read_value(std::vector<std::string>& values) {
    if (!lines_.take('[')) return read_scalar(values);
    return service_.empty() ? std::string("arrays are not used here") : read_array(values);
  }

  std::string read_array(std::vector<std::string>& values) {
    while (lines_.skip_to_text()) {
      if (lines_.take(']')) return {};
      if (values.size() == kMaxItems) return "the array has too many items";
      if (std::string problem = read_scalar(values); !problem.empty()) return problem;
      if (!lines_.skip_to_text()) break;
      if (lines_.take(']')) return {};
      if (!lines_.take(',')) return "expected , or ] in the array";
    }
    return "the array does not end";
  }

  std::string read_scalar(std::vector<std::string>& values) {
    if (lines_.front() != '"' && lines_.front() != '\'') return read_unquoted(values);
    auto text = lines_.front() == '"' ? lines_.basic_string() : lines_.literal_string();
    if (!text) return R"(the quoted text does not end, or has an escape other than \" and \\)";
    values.push_back(std::move(*text));
    return {};
  }

  std::string read_unquoted(std::vector<std::string>& values) {
    std::string word = lines_.bare_word();
    const bool integer =
        !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!integer && word != "true" && word != "false") return "a text value needs quotes: key = \"value\"";
    values.push_back(std::move(word));
    return {};
  }

  TomlLines lines_;
  std::string service_;  // of the table that we are in; empty before the first
  TomlSettings out_;
};

}  // namespace

TomlSettings parse_toml_settings(std::string_view text) { return Reader(text).run(); }

}  // namespace ratestack::app
