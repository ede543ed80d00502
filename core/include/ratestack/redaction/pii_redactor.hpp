// Takes e-mail addresses, phone numbers, SSNs (with ITIN and ATIN) and card numbers out of text before it is written
// anywhere: log lines, audit payloads, spans (contract 3.10).
//
// Matching runs on a folded view of the bytes (full-width forms, other digits, zero-width characters, percent, `\u` and
// entity escapes, `[at]`), with a map back: the original span is replaced, every other byte stays as it was. A word of
// 12 to 4,096 characters that is base64 of text with a finding is replaced as a whole, labelled as the first one in it.
// Time is linear in the input whatever it holds. redact(redact(x)) = redact(x): a line in which something was found is
// gone through again until nothing is, at most eight times; so is a JSON text. Lines of more than 16 KiB, which a
// stream lets go before it has seen their end, are gone through once: there a second pass may find what a label has
// brought to light.
//
// Numbers that more often mean something else need a word beside them (the field's name, the words before in the same
// field, or the first word behind): nine bare digits for an SSN, ten or eleven for a phone. A line feed is part of
// nothing and ends every context, so that lines can be redacted one by one.
//
// It does NOT find names, addresses, dates of birth, numbers that are spelled in words or cut by letters, phone numbers
// of fewer than nine digits, card numbers typed digit by digit with spaces, nor what is encrypted, compressed or
// encoded twice in base64.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ratestack/base/result.hpp"
#include "ratestack/crypto/secret_bytes.hpp"
#include "ratestack/redaction/pii_kind.hpp"

namespace ratestack {

enum class RedactionMode : std::uint8_t {
  label,      // [REDACTED:EMAIL]
  partial,    // as label, but a card keeps its last four digits: [REDACTED:PAN:1111]
  pseudonym,  // [EMAIL:<16 hex>]: HMAC-SHA-256 of "EMAIL:" and the normal form under a tenant's key: one person, one
              // label
};
[[nodiscard]] std::string_view to_string(RedactionMode mode) noexcept;
[[nodiscard]] std::optional<RedactionMode> parse_redaction_mode(std::string_view name) noexcept;

enum class RedactionError {
  key_missing = 1,     // pseudonym mode without a key
  key_too_short,       // under kMinPseudonymKeyBytes
  allowlist_too_long,  // over kMaxAllowedValues, or a value over kMaxAllowedValueBytes
  not_json,            // redact_json: the text is no JSON within the limits; context says where
};
boost::system::error_code make_error_code(RedactionError error);

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::RedactionError> : std::true_type {};

namespace ratestack {

inline constexpr std::size_t kMinPseudonymKeyBytes = 32;
inline constexpr std::size_t kMaxAllowedValues = 64;
inline constexpr std::size_t kMaxAllowedValueBytes = 320;

struct RedactionOptions {
  RedactionMode mode = RedactionMode::label;
  SecretBytes pseudonym_key;
  /// Values that stay: compared in normal form (addresses without case, numbers by their digits alone).
  std::vector<std::string> allowed;
};

/// Immutable after its making; any number of threads may use one.
class PiiRedactor {
 public:
  PiiRedactor();  // labels, nothing allowed
  static Result<PiiRedactor> create(RedactionOptions options);
  ~PiiRedactor();
  PiiRedactor(PiiRedactor&&) noexcept;
  PiiRedactor& operator=(PiiRedactor&&) noexcept;

  /// Redacts in place. A text without findings is not copied and not reallocated. Any bytes: invalid UTF-8 stays as it
  /// is and hides nothing.
  PiiCounts redact(std::string& text) const;

  /// The same for one JSON text (RFC 8259; trailing white space allowed), at most kMaxJsonNesting deep: strings and
  /// member names, and numbers, which become strings. White space, order and untouched bytes stay. The result is JSON
  /// without duplicate names: names that become equal are told apart by a suffix, "[REDACTED:EMAIL]#2". A member's name
  /// is context for its value ("ssn": 123456789), and so are those of up to two objects around it.
  /// RedactionError::not_json leaves `text` as it was. Not checked: that the text is UTF-8, that surrogate escapes pair
  /// up, that numbers have a finite value, that its own names differ.
  Result<PiiCounts> redact_json(std::string& text) const;

 private:
  friend class RedactionStream;
  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

/// What a pipe needs: bytes in, redacted bytes out, however they were cut. The whole output equals
/// redact(whole input); no byte of a match ever leaves. Holds back a bounded tail (kMaxHeldBack).
class RedactionStream {
 public:
  static constexpr std::size_t kMaxHeldBack = std::size_t{16} * 1024;

  /// `redactor` must outlive the stream.
  explicit RedactionStream(const PiiRedactor& redactor);
  ~RedactionStream();
  RedactionStream(RedactionStream&&) noexcept;
  RedactionStream& operator=(RedactionStream&&) noexcept;

  /// Appends to `out` what can no longer become part of a match.
  void update(std::string_view chunk, std::string& out);
  /// Appends the rest. Afterwards the stream is as new, its counts kept.
  void finish(std::string& out);
  [[nodiscard]] const PiiCounts& counts() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ratestack
