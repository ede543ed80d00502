// What arrives as a webhook, and the texts of secrets: nothing verifies that was not signed, what was signed verifies,
// and each secret has one text.
#include "ratestack/secrets/webhook_signature.hpp"

#include <algorithm>
#include <string>

#include "exact_copy.hpp"
#include "require.hpp"

namespace {

using namespace ratestack;
using fuzzing::ExactCopy;
using fuzzing::require;
using std::chrono::seconds;

constexpr std::string_view kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr seconds kNow{1614265330};

/// The text up to the next line feed, off the front of `rest`.
std::string_view next_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

void check_secrets(std::string_view text) {
  const auto secrets = WebhookSecrets::parse(text);
  if (!secrets) return;
  require(secrets->size() >= 1 && secrets->size() <= kMaxWebhookSecrets, "one to four secrets");
  const SecretBytes again = secrets->to_text();
  require(as_text(again.expose()) == text, "secrets have one text");
}

// The input's own signature may be the right one: then it is ours, letter by letter, in one of its places.
void check_received(const WebhookSecrets& secrets, const ReceivedWebhook& webhook) {
  if (!secrets.verify(webhook, kNow)) return;
  const auto id = WebhookId::parse(webhook.id);
  require(id.has_value(), "what verifies has an id");
  const seconds timestamp(std::stoll(std::string(webhook.timestamp)));
  require(std::to_string(timestamp.count()) == webhook.timestamp, "a time has one text");
  require(timestamp >= kNow - kWebhookTolerance && timestamp <= kNow + kWebhookTolerance, "what verifies is near");
  const std::string ours = secrets.sign(*id, timestamp, webhook.body);
  require(webhook.signature.find(ours) != std::string_view::npos, "what verifies was signed");
}

void check_signed(const WebhookSecrets& secrets, std::string_view id_text, ByteSpan body) {
  const auto id = WebhookId::parse(id_text);
  if (!id) return;
  const std::string time = std::to_string(kNow.count()), signature = secrets.sign(*id, kNow, body);
  require(secrets.verify({id_text, time, signature, body}, kNow).has_value(), "what was signed verifies");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ExactCopy input(data, size);
  std::string_view rest = input.view();
  check_secrets(rest);
  const ExactCopy id(next_line(rest)), time(next_line(rest)), signature(next_line(rest)), body(rest);
  const WebhookSecrets secrets = WebhookSecrets::parse(kSecret).value();
  check_received(secrets, {id.view(), time.view(), signature.view(), as_bytes(body.view())});
  check_signed(secrets, id.view(), as_bytes(body.view()));
  return 0;
}
