#include "ratestack/redaction/pii_redactor.hpp"

#include <algorithm>

#include "redaction/finder.hpp"
#include "redaction/json_redactor.hpp"
#include "redaction/rewriter.hpp"
#include "redaction/rules.hpp"
#include "redaction/settled_lines.hpp"

namespace ratestack {
namespace {

bool is_allowlist_too_long(const std::vector<std::string>& allowed) noexcept {
  return allowed.size() > kMaxAllowedValues ||
         std::any_of(allowed.begin(), allowed.end(),
                     [](const std::string& value) { return value.size() > kMaxAllowedValueBytes; });
}

}  // namespace

PiiRedactor::PiiRedactor() : rules_(std::make_unique<Rules>()) {}
PiiRedactor::~PiiRedactor() = default;
PiiRedactor::PiiRedactor(PiiRedactor&&) noexcept = default;
PiiRedactor& PiiRedactor::operator=(PiiRedactor&&) noexcept = default;

Result<PiiRedactor> PiiRedactor::create(RedactionOptions options) {
  if (is_allowlist_too_long(options.allowed)) {
    return Error(RedactionError::allowlist_too_long, "limit " + std::to_string(kMaxAllowedValues));
  }
  if (options.mode == RedactionMode::pseudonym) {
    if (options.pseudonym_key.empty()) return RedactionError::key_missing;
    if (options.pseudonym_key.size() < kMinPseudonymKeyBytes) {
      return Error(RedactionError::key_too_short, "at least " + std::to_string(kMinPseudonymKeyBytes) + " bytes");
    }
  }
  PiiRedactor redactor;
  redactor.rules_ = std::make_unique<Rules>(Rules{redaction_detail::Labels(options)});
  return redactor;
}

PiiCounts PiiRedactor::redact(std::string& text) const {
  using namespace redaction_detail;
  std::string out;
  Rewriter rewriter(text, rules_->labels, out);
  Subject subject{.text = text};
  Position position;
  Finder(rewriter).run(subject, position, text.size());
  if (rewriter.counts().total() == 0) return {};
  rewriter.copy_until(text.size());
  std::string settled;
  settled.reserve(out.size());
  PiiCounts counts = rewriter.counts();
  counts += settle_lines(text, out, rules_->labels, settled);
  text = std::move(settled);
  return counts;
}

Result<PiiCounts> PiiRedactor::redact_json(std::string& text) const {
  return redaction_detail::redact_json(text, rules_->labels);
}

}  // namespace ratestack
