// Bytes in, redacted bytes out, as they come: what `ratestack redact` puts between two pipes.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "ratestack/redaction/pii_redactor.hpp"

namespace ratestack::cli {

/// Memory is bounded whatever the input. Never gives away what could still turn out to be part of a match, however long
/// the rest takes to come: there is no timeout after which a held tail would be let go.
class RedactionFilter {
 public:
  virtual ~RedactionFilter() = default;
  /// Appends to `out` what is settled.
  virtual void update(std::string_view chunk, std::string& out) = 0;
  /// Appends the rest; afterwards the filter is as new, its counts kept.
  virtual void finish(std::string& out) = 0;
  [[nodiscard]] virtual PiiCounts counts() const = 0;
};

/// Any bytes, as one text. `redactor` must outlive the filter.
[[nodiscard]] std::unique_ptr<RedactionFilter> make_text_filter(const PiiRedactor& redactor);

/// A longer line of JSON is redacted as text.
inline constexpr std::size_t kMaxJsonLine = std::size_t{1} << 20;

/// Lines, each redacted by itself as JSON (member names, numbers, context), or as text where it is none: a line goes
/// out when its line feed has come. `redactor` must outlive the filter.
[[nodiscard]] std::unique_ptr<RedactionFilter> make_json_lines_filter(const PiiRedactor& redactor);

}  // namespace ratestack::cli
