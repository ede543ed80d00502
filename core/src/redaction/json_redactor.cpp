#include "redaction/json_redactor.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "redaction/context.hpp"
#include "redaction/finder.hpp"
#include "redaction/first_finding.hpp"
#include "redaction/json_lexer.hpp"
#include "redaction/json_names.hpp"
#include "redaction/rewriter.hpp"
#include "redaction/settled_lines.hpp"
#include "redaction/suspects.hpp"

namespace ratestack::redaction_detail {
namespace {

constexpr std::size_t kLongestName = 128;  // read again for each of its values: what is longer says no more

// Walks the tokens and the suspicious places of the text side by side: a token without one is passed by.
class JsonRedactor final : public JsonVisitor {
 public:
  JsonRedactor(std::string_view text, const Labels& labels, std::string& out)
      : text_(text),
        labels_(labels),
        rewriter_(text, labels, out),
        finder_(rewriter_),
        lexer_(text, *this),
        suspects_(text) {}

  [[nodiscard]] std::optional<std::size_t> find_error() { return lexer_.find_error(); }
  Rewriter& rewriter() noexcept { return rewriter_; }

  void name(Span span, std::size_t object) override;
  void string(Span span) override;
  void number(Span span) override;

 private:
  [[nodiscard]] Subject subject(Span span) const {
    return {.text = text_.substr(0, span.end), .floor = span.begin, .hints = hints()};
  }
  [[nodiscard]] Hints hints() const;
  [[nodiscard]] Hints hints_of(Span name) const;

  // A name that became a label says what the label says: that is what is read the next time.
  struct Renamed {
    std::size_t begin;
    Hints hints;
  };

  std::string_view text_;
  const Labels& labels_;
  Rewriter rewriter_;
  Finder finder_;
  JsonLexer lexer_;
  Suspects suspects_;
  std::optional<JsonNames> names_;  // made with the first name that becomes a label
  std::vector<Renamed> renamed_;    // in order of their place
};

Hints JsonRedactor::hints() const {
  Hints found = 0;
  for (const Span& name : lexer_.place().names) found |= hints_of(name);
  return found;
}

Hints JsonRedactor::hints_of(Span name) const {
  const auto renamed = std::lower_bound(renamed_.begin(), renamed_.end(), name.begin,
                                        [](const Renamed& one, std::size_t begin) { return one.begin < begin; });
  if (renamed != renamed_.end() && renamed->begin == name.begin) return renamed->hints;
  return hints_in_name(text_.substr(name.begin, std::min(name.end - name.begin, kLongestName)));
}

void JsonRedactor::string(Span span) {
  if (!suspects_.any_within(span)) return;
  Subject content = subject(span);
  Position position{.at = span.begin};
  finder_.run(content, position, span.end);
}

// A number that is found becomes a string as a whole, with its sign and its fraction.
void JsonRedactor::number(Span span) {
  if (!suspects_.any_within(span)) return;
  FirstFinding first;
  Subject content = subject(span);
  Position position{.at = span.begin};
  Finder(first).run(content, position, span.end);
  if (!first.any() || labels_.is_allowed(first.kind(), first.value())) return;
  std::string label = "\"";
  labels_.append(label, first.kind(), first.value());
  label += '"';
  rewriter_.replace(span.begin, span.end, label);
  PiiCounts one;
  one.add(first.kind());
  rewriter_.count(one);
}

void JsonRedactor::name(Span span, std::size_t object) {
  if (!suspects_.any_within(span)) return;
  std::string renamed;
  const std::string_view text = text_.substr(0, span.end);
  Rewriter rewriter(text, labels_, renamed, span.begin);
  Subject content{.text = text, .floor = span.begin};
  Position position{.at = span.begin};
  Finder(rewriter).run(content, position, span.end);
  if (rewriter.counts().total() == 0) return;
  rewriter.copy_until(span.end);
  if (!names_) names_.emplace(text_);
  renamed = names_->make_unique(object, renamed);
  renamed_.push_back({span.begin, hints_in_name(std::string_view(renamed).substr(0, kLongestName))});
  rewriter_.replace(span.begin, span.end, renamed);
  rewriter_.count(rewriter.counts());
}

}  // namespace

namespace {

Result<PiiCounts> redact_once(std::string& text, const Labels& labels) {
  std::string out;
  JsonRedactor redactor(text, labels, out);
  if (const auto error = redactor.find_error()) {
    return Error(RedactionError::not_json, "byte " + std::to_string(*error));
  }
  const PiiCounts counts = redactor.rewriter().counts();
  if (counts.total() == 0) return counts;
  redactor.rewriter().copy_until(text.size());
  text = std::move(out);
  return counts;
}

}  // namespace

// Again until nothing is found: what a label brings to light goes too (settled_lines.hpp).
Result<PiiCounts> redact_json(std::string& text, const Labels& labels) {
  auto first = redact_once(text, labels);
  if (!first || first->total() == 0) return first;
  PiiCounts all = *first;
  for (int pass = 1; pass < kMaxPasses; ++pass) {
    const auto more = redact_once(text, labels);
    if (!more || more->total() == 0) break;
    all += *more;
  }
  return all;
}

}  // namespace ratestack::redaction_detail
