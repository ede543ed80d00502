#pragma once

#include <string>

#include "redaction/finding.hpp"

namespace ratestack::redaction_detail {

/// Remembers what was found first: it names the kind, and the person, of what is replaced as a whole.
class FirstFinding final : public FindingSink {
 public:
  void found(const Finding& finding) override {
    if (any_) return;
    any_ = true;
    kind_ = finding.kind;
    value_ = finding.value;
  }
  void label(std::size_t) override {}
  [[nodiscard]] std::string_view before() const override { return {}; }

  [[nodiscard]] bool any() const noexcept { return any_; }
  [[nodiscard]] PiiKind kind() const noexcept { return kind_; }
  [[nodiscard]] std::string_view value() const noexcept { return value_; }

 private:
  bool any_ = false;
  PiiKind kind_ = PiiKind::email;
  std::string value_;
};

}  // namespace ratestack::redaction_detail
