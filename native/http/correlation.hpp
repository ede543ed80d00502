// Correlation ids: one a request, in its answer, its log line and its audit row.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "ratestack/base/time.hpp"
#include "ratestack/redaction/pii_redactor.hpp"

namespace ratestack::http {

inline constexpr std::size_t kMaxCorrelationId = 128;

/// 1 to 128 of A-Z a-z 0-9 . _ -
[[nodiscard]] bool is_correlation_id(std::string_view text) noexcept;

/// Makes ULIDs without a system call a request: time, five bytes that are this process's own, a counter. Unique and
/// sortable; not secret and not unguessable.
class CorrelationIds {
 public:
  using ProcessBytes = std::array<std::uint8_t, 5>;

  /// `process` from a random source, drawn once a process.
  explicit CorrelationIds(const ProcessBytes& process) : process_(process) {}

  /// The client's id where it is one and holds nothing personal, else a new one: the log and the audit row are
  /// redacted, and an id that only one of them kept would join nothing.
  [[nodiscard]] std::string accept_or_make(std::optional<std::string_view> sent, Timestamp now);

 private:
  [[nodiscard]] std::string make(Timestamp now);

  const ProcessBytes process_;
  const PiiRedactor redactor_;
  std::atomic<std::uint64_t> next_{0};
};

}  // namespace ratestack::http
