#include "ratestack/secrets/webhook_signature.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "ratestack/base/error_enum.hpp"
#include "ratestack/crypto/constant_time.hpp"
#include "ratestack/crypto/hmac.hpp"
#include "ratestack/crypto/secure_wipe.hpp"
#include "ratestack/encoding/base64.hpp"

namespace ratestack {
namespace {

constexpr std::string_view kSecretPrefix = "whsec_";
constexpr std::string_view kVersion = "v1";
constexpr std::size_t kGeneratedBytes = 32;
constexpr std::size_t kMaxTimestampDigits = 12;  // the year 33658

using std::chrono::seconds;

std::string_view describe(WebhookError error) {
  switch (error) {
    case WebhookError::malformed_secret:
      return "malformed_webhook_secret";
    case WebhookError::malformed_id:
      return "malformed_webhook_id";
    case WebhookError::malformed:
      return "malformed_webhook";
    case WebhookError::too_old:
      return "webhook_too_old";
    case WebhookError::too_new:
      return "webhook_too_new";
    case WebhookError::no_match:
      return "webhook_signature_no_match";
  }
  return "unknown";
}

/// Cuts the text up to the next space off `rest`.
std::string_view next_word(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

std::size_t count_words(std::string_view text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

// Canonical decimal alone: what is signed is the text, and another text of the same number must not pass for it.
std::optional<seconds> parse_timestamp(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool canonical = text == "0" || (text.find_first_of("0-") != 0 && text.size() <= kMaxTimestampDigits);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size() || !canonical) return std::nullopt;
  return seconds(value);
}

struct Message {
  std::string_view id;
  std::string_view timestamp;
  ByteSpan body;
};

std::string signature(const WebhookSecret& secret, const Message& message) {
  std::string signed_content;
  signed_content.reserve(message.id.size() + message.timestamp.size() + message.body.size() + 2);
  signed_content.append(message.id).append(1, '.').append(message.timestamp).append(1, '.');
  signed_content.append(as_text(message.body));
  return base64_encode(hmac_sha256(secret.key(), as_bytes(signed_content)).bytes);
}

bool is_visible(char c) { return c > ' ' && c <= '~'; }

/// A signature of a header, without its version; nothing for a version that is not ours. False: no signature at all.
bool split_signature(std::string_view word, std::optional<std::string_view>& out) {
  const std::size_t comma = word.find(',');
  if (comma == 0 || comma == std::string_view::npos) return false;
  if (word.substr(0, comma) == kVersion) out = word.substr(comma + 1);
  return true;
}

Result<std::vector<std::string_view>> signatures_of(std::string_view header) {
  const bool sized = !header.empty() && header.size() <= kMaxWebhookSignatureBytes;
  if (!sized) return Error(WebhookError::malformed, std::string(kWebhookSignatureHeader));
  std::vector<std::string_view> out;
  const std::size_t words = count_words(header);
  for (std::size_t i = 0; i < words; ++i) {
    std::optional<std::string_view> found;
    if (!split_signature(next_word(header), found)) {
      return Error(WebhookError::malformed, std::string(kWebhookSignatureHeader));
    }
    if (found) out.push_back(*found);
  }
  return out;
}

}  // namespace

boost::system::error_code make_error_code(WebhookError error) {
  static constexpr EnumCategory<WebhookError, describe> kCategory{"webhook"};
  return {static_cast<int>(error), kCategory};
}

Result<WebhookId> WebhookId::parse(std::string_view text) {
  const bool sized = !text.empty() && text.size() <= kMaxWebhookIdBytes;
  if (!sized || !std::all_of(text.begin(), text.end(), is_visible) || text.find('.') != std::string_view::npos) {
    return WebhookError::malformed_id;
  }
  return WebhookId(text);
}

Result<WebhookSecret> WebhookSecret::parse(std::string_view text, SecretMemory* memory) {
  if (!text.starts_with(kSecretPrefix)) return Error(WebhookError::malformed_secret, "prefix");
  text.remove_prefix(kSecretPrefix.size());
  const std::size_t size = base64_decoded_size(text).value_or(0);
  if (size < kMinWebhookSecretBytes || size > kMaxWebhookSecretBytes) {
    return Error(WebhookError::malformed_secret, "length");
  }
  bool sound = false;
  auto key = SecretBytes::generate(
      size, [&](MutableByteSpan out) { sound = base64_decode_into(text, out); }, memory);
  if (!sound) return Error(WebhookError::malformed_secret, "base64");
  return WebhookSecret(std::move(key));
}

WebhookSecret WebhookSecret::generate(Entropy& entropy, SecretMemory* memory) {
  return WebhookSecret(SecretBytes::generate(
      kGeneratedBytes, [&](MutableByteSpan out) { entropy.fill(out); }, memory));
}

SecretBytes WebhookSecret::to_text(SecretMemory* memory) const {
  std::string digits = base64_encode(key_.expose());
  const auto fill = [&](MutableByteSpan out) {
    std::copy(digits.begin(), digits.end(), std::copy(kSecretPrefix.begin(), kSecretPrefix.end(), out.begin()));
  };
  auto text = SecretBytes::generate(kSecretPrefix.size() + digits.size(), fill, memory);
  secure_wipe({reinterpret_cast<std::uint8_t*>(digits.data()), digits.size()});
  return text;
}

WebhookSecrets::WebhookSecrets(WebhookSecret only) { secrets_.push_back(std::move(only)); }

Result<WebhookSecrets> WebhookSecrets::parse(std::string_view text, SecretMemory* memory) {
  const std::size_t count = count_words(text);
  if (count > kMaxWebhookSecrets) return Error(WebhookError::malformed_secret, "too many");
  WebhookSecrets out;
  for (std::size_t i = 0; i < count; ++i) {
    auto secret = WebhookSecret::parse(next_word(text), memory);
    if (!secret) return secret.error();
    if (std::find(out.secrets_.begin(), out.secrets_.end(), *secret) != out.secrets_.end()) {
      return Error(WebhookError::malformed_secret, "twice");
    }
    out.secrets_.push_back(std::move(*secret));
  }
  return out;
}

Result<void> WebhookSecrets::rotate(WebhookSecret newest) {
  if (std::find(secrets_.begin(), secrets_.end(), newest) != secrets_.end()) {
    return Error(WebhookError::malformed_secret, "twice");
  }
  if (secrets_.size() == kMaxWebhookSecrets) secrets_.pop_back();
  secrets_.insert(secrets_.begin(), std::move(newest));
  return {};
}

SecretBytes WebhookSecrets::to_text(SecretMemory* memory) const {
  std::vector<SecretBytes> texts;
  std::size_t size = secrets_.size() - 1;
  for (const WebhookSecret& secret : secrets_) {
    texts.push_back(secret.to_text(memory));
    size += texts.back().size();
  }
  const auto fill = [&](MutableByteSpan out) {
    auto at = out.begin();
    for (const SecretBytes& text : texts) {
      if (at != out.begin()) *at++ = ' ';
      at = std::copy(text.expose().begin(), text.expose().end(), at);
    }
  };
  return SecretBytes::generate(size, fill, memory);
}

std::string WebhookSecrets::sign(const WebhookId& id, seconds timestamp, ByteSpan body) const {
  const std::string time = std::to_string(timestamp.count());
  std::string out;
  for (const WebhookSecret& secret : secrets_) {
    if (!out.empty()) out += ' ';
    out.append(kVersion).append(1, ',').append(signature(secret, {id.text(), time, body}));
  }
  return out;
}

Result<void> WebhookSecrets::verify(const ReceivedWebhook& webhook, seconds now, seconds tolerance) const {
  if (!WebhookId::parse(webhook.id)) return Error(WebhookError::malformed, std::string(kWebhookIdHeader));
  const auto timestamp = parse_timestamp(webhook.timestamp);
  if (!timestamp) return Error(WebhookError::malformed, std::string(kWebhookTimestampHeader));
  const auto given = signatures_of(webhook.signature);
  if (!given) return given.error();
  if (*timestamp < now - tolerance) return WebhookError::too_old;
  if (*timestamp > now + tolerance) return WebhookError::too_new;
  bool matches = false;
  for (const WebhookSecret& secret : secrets_) {
    const std::string expected = signature(secret, {webhook.id, webhook.timestamp, webhook.body});
    // As text: each digest has one, so there is nothing of the sender's to decode. No early exit: time says nothing of
    // which secret it was.
    for (const std::string_view one : *given) matches |= constant_time_equal(as_bytes(one), as_bytes(expected));
  }
  if (!matches) return WebhookError::no_match;
  return {};
}

}  // namespace ratestack
