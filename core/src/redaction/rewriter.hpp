// Builds the output while findings come in. Nothing is copied before the first one.
#pragma once

#include <string>

#include "ratestack/redaction/pii_redactor.hpp"
#include "redaction/finding.hpp"
#include "redaction/label.hpp"

namespace ratestack::redaction_detail {

class Rewriter final : public FindingSink {
 public:
  /// Appends to `out`, which may hold what was written before, what stands from `from` on. `text` and `labels` must
  /// outlive this.
  Rewriter(std::string_view text, const Labels& labels, std::string& out, std::size_t from = 0)
      : text_(text), labels_(labels), out_(out), copied_(from) {}

  void found(const Finding& finding) override;
  void label(std::size_t end) override { copy_until(end); }
  [[nodiscard]] std::string_view before() const override { return out_; }

  /// Copies what stands before `end` and is not copied yet.
  void copy_until(std::size_t end);
  /// Copies what stands before `begin`, then writes `replacement` for what stands before `end`.
  void replace(std::size_t begin, std::size_t end, std::string_view replacement);

  [[nodiscard]] const PiiCounts& counts() const noexcept { return counts_; }
  void count(const PiiCounts& more) noexcept { counts_ += more; }

 private:
  std::string_view text_;
  const Labels& labels_;
  std::string& out_;
  std::size_t copied_;
  PiiCounts counts_;
};

}  // namespace ratestack::redaction_detail
