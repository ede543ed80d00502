// Signatures of webhooks as Standard Webhooks 1.0 has them (https://www.standardwebhooks.com): what a receiver checks
// to know that a request is ours, whole, and not an old one over again.
//
// Signed is "id.timestamp.body" under HMAC-SHA-256 (the specification's `v1`). The asymmetric `v1a` is not made, and
// like every other version it is passed over when verifying.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ratestack/base/bytes.hpp"
#include "ratestack/base/result.hpp"
#include "ratestack/crypto/entropy.hpp"
#include "ratestack/crypto/secret_bytes.hpp"

namespace ratestack {

inline constexpr std::string_view kWebhookIdHeader = "webhook-id";
inline constexpr std::string_view kWebhookTimestampHeader = "webhook-timestamp";
inline constexpr std::string_view kWebhookSignatureHeader = "webhook-signature";

inline constexpr std::size_t kMinWebhookSecretBytes = 24;
inline constexpr std::size_t kMaxWebhookSecretBytes = 64;
inline constexpr std::size_t kMaxWebhookSecrets = 4;
inline constexpr std::size_t kMaxWebhookIdBytes = 256;
inline constexpr std::size_t kMaxWebhookSignatureBytes = 2048;  // of the header that verify() reads
inline constexpr std::chrono::seconds kWebhookTolerance{300};

enum class WebhookError {
  malformed_secret = 1,  // no secret, too many of them, or one twice
  malformed_id,          // no WebhookId
  malformed,             // a header of a received webhook is not as specified; Error::context names it
  too_old,               // its timestamp lies behind by more than the tolerance
  too_new,               // or ahead
  no_match,              // no signature is of these secrets
};
boost::system::error_code make_error_code(WebhookError error);

/// `webhook-id`: what a receiver knows a repetition by. 1 to 256 visible ASCII characters without a dot, which
/// separates what is signed.
class WebhookId {
 public:
  [[nodiscard]] static Result<WebhookId> parse(std::string_view text);
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  explicit WebhookId(std::string_view text) : text_(text) {}
  std::string text_;
};

/// The key of one endpoint: 24 to 64 bytes. Movable, not copyable.
class WebhookSecret {
 public:
  /// `whsec_` and base64 with padding, strictly. The bytes live in `memory` (null: the heap).
  [[nodiscard]] static Result<WebhookSecret> parse(std::string_view text, SecretMemory* memory = nullptr);
  /// 32 fresh bytes.
  [[nodiscard]] static WebhookSecret generate(Entropy& entropy, SecretMemory* memory = nullptr);

  /// What `parse` reads, for the receiver and for the store that seals it.
  [[nodiscard]] SecretBytes to_text(SecretMemory* memory = nullptr) const;
  [[nodiscard]] ByteSpan key() const noexcept { return key_.expose(); }
  friend bool operator==(const WebhookSecret&, const WebhookSecret&) noexcept = default;

 private:
  explicit WebhookSecret(SecretBytes key) noexcept : key_(std::move(key)) {}
  SecretBytes key_;
};

/// A webhook as it arrived: the values of the three headers and the body, byte by byte. Views of the caller's.
struct ReceivedWebhook {
  std::string_view id;
  std::string_view timestamp;
  std::string_view signature;
  ByteSpan body;
};

/// One endpoint's secrets, newest first. While a receiver changes over from one to the next, each of them signs. Times
/// are seconds since 1970-01-01T00:00:00Z. Safe to use from any number of threads.
class WebhookSecrets {
 public:
  explicit WebhookSecrets(WebhookSecret only);
  /// 1 to 4 secrets with one space between two.
  [[nodiscard]] static Result<WebhookSecrets> parse(std::string_view text, SecretMemory* memory = nullptr);

  /// `newest` goes first; the oldest goes where there are four already. Error: malformed_secret for one that is there.
  [[nodiscard]] Result<void> rotate(WebhookSecret newest);
  [[nodiscard]] std::size_t size() const noexcept { return secrets_.size(); }
  [[nodiscard]] SecretBytes to_text(SecretMemory* memory = nullptr) const;

  /// The value of `webhook-signature`: "v1,<base64>", newest first, with a space between two. `timestamp` is not
  /// negative and goes out as `webhook-timestamp` in decimal.
  [[nodiscard]] std::string sign(const WebhookId& id, std::chrono::seconds timestamp, ByteSpan body) const;

  /// Whether one `v1` signature is of one of these secrets and the timestamp is near `now`. Signatures compare in
  /// constant time, and every one with every secret. Does not know which ids came before: who wants each once keeps
  /// them.
  [[nodiscard]] Result<void> verify(const ReceivedWebhook& webhook, std::chrono::seconds now,
                                    std::chrono::seconds tolerance = kWebhookTolerance) const;

 private:
  WebhookSecrets() = default;
  std::vector<WebhookSecret> secrets_;
};

}  // namespace ratestack

template <>
struct boost::system::is_error_code_enum<ratestack::WebhookError> : std::true_type {};
