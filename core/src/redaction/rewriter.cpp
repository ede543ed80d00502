#include "redaction/rewriter.hpp"

namespace ratestack::redaction_detail {

void Rewriter::found(const Finding& finding) {
  copy_until(finding.begin);
  // What is allowed is written as it stands, but is decided: nothing is looked for inside it.
  if (labels_.is_allowed(finding.kind, finding.value)) return copy_until(finding.end);
  labels_.append(out_, finding.kind, finding.value);
  counts_.add(finding.kind);
  copied_ = finding.end;
}

void Rewriter::copy_until(std::size_t end) {
  if (out_.capacity() < text_.size() - copied_) out_.reserve(out_.size() + text_.size() - copied_ + text_.size() / 8);
  out_.append(text_, copied_, end - copied_);
  copied_ = end;
}

void Rewriter::replace(std::size_t begin, std::size_t end, std::string_view replacement) {
  copy_until(begin);
  out_ += replacement;
  copied_ = end;
}

}  // namespace ratestack::redaction_detail
