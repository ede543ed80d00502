#include "native/cli/redaction_filter.hpp"

namespace ratestack::cli {
namespace {

class TextFilter final : public RedactionFilter {
 public:
  explicit TextFilter(const PiiRedactor& redactor) : stream_(redactor) {}
  void update(std::string_view chunk, std::string& out) override { stream_.update(chunk, out); }
  void finish(std::string& out) override { stream_.finish(out); }
  [[nodiscard]] PiiCounts counts() const override { return stream_.counts(); }

 private:
  RedactionStream stream_;
};

class JsonLinesFilter final : public RedactionFilter {
 public:
  explicit JsonLinesFilter(const PiiRedactor& redactor) : redactor_(redactor), overlong_(redactor) {}

  void update(std::string_view chunk, std::string& out) override {
    for (std::size_t end = chunk.find('\n'); end != std::string_view::npos; end = chunk.find('\n')) {
      add(chunk.substr(0, end), out);
      end_line(out);
      out += '\n';
      chunk.remove_prefix(end + 1);
    }
    add(chunk, out);
  }
  void finish(std::string& out) override { end_line(out); }
  [[nodiscard]] PiiCounts counts() const override {
    PiiCounts all = counts_;
    return all += overlong_.counts();
  }

 private:
  void add(std::string_view part, std::string& out) {
    if (!is_overlong_ && line_.size() + part.size() <= kMaxJsonLine) {
      line_ += part;
      return;
    }
    overlong_.update(line_, out);
    overlong_.update(part, out);
    line_.clear();
    is_overlong_ = true;
  }

  void end_line(std::string& out) {
    if (is_overlong_) {
      overlong_.finish(out);
      is_overlong_ = false;
      return;
    }
    const auto as_json = redactor_.redact_json(line_);
    counts_ += as_json ? *as_json : redactor_.redact(line_);
    out += line_;
    line_.clear();
  }

  const PiiRedactor& redactor_;
  RedactionStream overlong_;
  bool is_overlong_ = false;
  std::string line_;
  PiiCounts counts_;
};

}  // namespace

std::unique_ptr<RedactionFilter> make_text_filter(const PiiRedactor& redactor) {
  return std::make_unique<TextFilter>(redactor);
}

std::unique_ptr<RedactionFilter> make_json_lines_filter(const PiiRedactor& redactor) {
  return std::make_unique<JsonLinesFilter>(redactor);
}

}  // namespace ratestack::cli
