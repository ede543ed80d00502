#include "native/service/identity/token_key_rotation.hpp"

#include "native/service/identity/access_tokens.hpp"
#include "native/service/identity/identity_events.hpp"
#include "native/service/identity/server_keys.hpp"
#include "native/service/identity/token_key_order.hpp"
#include "ratestack/audit/platform_action.hpp"
#include "ratestack/identity/json_web_key.hpp"

namespace ratestack::service {
namespace {

// Whether this machine can open a key is not asked: the servers can.
const ServerKey* signing_record(const std::vector<ServerKey>& keys, Timestamp now) {
  return newest_active(keys, now, [](const ServerKey&) { return true; });
}

TokenKeyState state_of(const ServerKey& key, const ServerKey* signing, Timestamp now) {
  if (is_retired(key, now)) return TokenKeyState::retired;
  if (key.activates_at > now) return TokenKeyState::waiting;
  return &key == signing ? TokenKeyState::signing : TokenKeyState::verifying;
}

Timestamp first_signature(const std::vector<ServerKey>& present, Timestamp now) {
  if (signing_record(present, now) == nullptr) return now;
  return Timestamp::from_micros(now.micros() + std::chrono::microseconds(kKeyPropagation).count());
}

}  // namespace

std::string_view to_string(TokenKeyState state) noexcept {
  switch (state) {
    case TokenKeyState::waiting:
      return "waiting";
    case TokenKeyState::signing:
      return "signing";
    case TokenKeyState::verifying:
      return "verifying";
    case TokenKeyState::retired:
      return "retired";
  }
  return "unknown";
}

Result<std::vector<TokenKeyStatus>> list_token_keys(Store& store, Timestamp now) {
  const auto keys = store.identity().server_keys(kTokenKeyPurpose);
  if (!keys) return keys.error();
  const ServerKey* const signing = signing_record(keys.value(), now);
  std::vector<TokenKeyStatus> out;
  out.reserve(keys.value().size());
  for (const ServerKey& key : keys.value()) {
    const auto point = parse_p256_jwk(key.public_key);
    if (!point) return point.error();
    out.push_back(
        {thumbprint(point.value()), state_of(key, signing, now), key.created_at, key.activates_at, key.retires_at});
  }
  return out;
}

Result<TokenKeyStatus> rotate_access_token_key(const TokenKeyParts& parts, const Asker& asker) {
  const auto before = parts.store.identity().server_keys(kTokenKeyPurpose);
  if (!before) return before.error();
  const Timestamp activates_at = first_signature(before.value(), asker.now);
  const auto fresh = make_token_key();
  if (!fresh) return fresh.error();
  AppendJob job;
  job.events.push_back(to_event(asker, {kTokenKeyRotated,
                                        "success",
                                        {{"activates_at", activates_at.to_text()}, {"kid", fresh.value().kid}},
                                        {"token_key", fresh.value().kid, asker.org_id}}));
  job.change = [&](WriteTransaction& transaction) -> Result<void> {
    // Read again: the writer holds the end of the log, so whoever rotated before is done.
    const auto present = parts.store.identity().server_keys(kTokenKeyPurpose);
    if (!present) return present.error();
    const auto put = put_token_key(transaction, parts.encryptor, parts.entropy, fresh.value(), present.value(),
                                   asker.now, activates_at);
    return put ? Result<void>() : put.error();
  };
  if (auto written = parts.writer.submit_and_wait(std::move(job)); !written) return written.error();
  const auto state = activates_at > asker.now ? TokenKeyState::waiting : TokenKeyState::signing;
  return TokenKeyStatus{fresh.value().kid, state, asker.now, activates_at, {}};
}

}  // namespace ratestack::service
