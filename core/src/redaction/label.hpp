// What stands in the place of a finding.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/crypto/hmac.hpp"
#include "ratestack/redaction/pii_redactor.hpp"

namespace ratestack::redaction_detail {

/// The form in which two spellings of one value are the same: an address without case, a number by its digits; of a
/// phone number, with the country code 1 where the North American plan leaves it out, and without an international
/// prefix.
[[nodiscard]] std::string normal_form(PiiKind kind, std::string_view value);

/// Immutable; any number of threads may use one.
class Labels {
 public:
  Labels() = default;
  explicit Labels(const RedactionOptions& options);

  /// `value` is one that stays as it is.
  [[nodiscard]] bool is_allowed(PiiKind kind, std::string_view value) const;
  void append(std::string& out, PiiKind kind, std::string_view value) const;

 private:
  void append_pseudonym(std::string& out, PiiKind kind, std::string_view value) const;

  RedactionMode mode_ = RedactionMode::label;
  std::optional<HmacSha256Key> key_;
  std::vector<std::string> allowed_;  // in every normal form that they can have
};

}  // namespace ratestack::redaction_detail
