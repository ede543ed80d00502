// The one door into the audit log: an event passes the redactor before anything hashes it (contract 3.5).
//
// A RedactedEvent cannot be made in any other way, and the chain takes nothing else. So no appender, present or future,
// can put personal data under a hash that must never change.
#pragma once

#include <utility>
#include <vector>

#include "ratestack/audit/row.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/redaction/pii_redactor.hpp"

namespace ratestack::service {

/// An event whose strings have passed the redactor. Only EventRedactor makes one.
class RedactedEvent {
 public:
  [[nodiscard]] const AuditEvent& get() const noexcept { return event_; }

 private:
  friend class EventRedactor;
  explicit RedactedEvent(AuditEvent event) noexcept : event_(std::move(event)) {}
  AuditEvent event_;
};

/// What becomes of an action that holds somebody's number.
inline constexpr const char* kRedactedAction = "REDACTED";

/// Labels, nothing allowed, not configurable: evidence is redacted in one way. Immutable; any thread.
///
/// Not looked at: the client's address and the method, which come from a parser of addresses and a closed list, and ids
/// of our own form (contract 3.1), which hold nothing of anybody.
class EventRedactor {
 public:
  /// Errors: RedactionError::not_json for a payload that the redactor cannot read (deeper than kMaxJsonNesting): such
  /// an event is refused, never written as it came.
  [[nodiscard]] Result<RedactedEvent> redact(AuditEvent event) const;
  /// All of them, or the first error.
  [[nodiscard]] Result<std::vector<RedactedEvent>> redact(std::vector<AuditEvent> events) const;

 private:
  [[nodiscard]] Result<void> redact_payload(CanonicalJson& payload) const;
  void redact_action(std::string& action) const;
  void redact_text(std::string& text) const;

  PiiRedactor redactor_;
};

}  // namespace ratestack::service
