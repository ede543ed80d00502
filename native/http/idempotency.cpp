#include "native/http/idempotency.hpp"

#include <algorithm>
#include <array>

#include "native/http/http_error.hpp"
#include "native/service/store_error.hpp"
#include "ratestack/crypto/hmac.hpp"
#include "ratestack/crypto/secure_wipe.hpp"

namespace ratestack::http {
namespace {

constexpr std::size_t kMaxIdempotencyKey = 255;
constexpr std::string_view kHashKeyLabel = "ratestack request hash v1";

HmacSha256Key hash_key(const service::PseudonymKeys& keys, const OrgId& org) {
  const SecretBytes of_org = keys.key_of(org);
  Digest derived = hmac_sha256(of_org.expose(), as_bytes(kHashKeyLabel));
  const HmacSha256Key key(derived.bytes);
  secure_wipe(derived.bytes);
  return key;
}

}  // namespace

Result<std::optional<std::string>> idempotency_key(const Exchange& exchange) {
  const auto key = exchange.request().header("Idempotency-Key");
  if (!key) return std::optional<std::string>();
  const bool visible = std::all_of(key->begin(), key->end(), [](char c) { return c > 0x20 && c < 0x7f; });
  if (key->empty() || key->size() > kMaxIdempotencyKey || !visible) {
    return Error(HttpError::invalid_parameter, "Idempotency-Key: must be 1 to 255 visible ASCII characters");
  }
  return std::optional(std::string(*key));
}

Result<std::optional<service::Idempotency>> idempotency_of(const Api& api, const Exchange& exchange) {
  const auto key = idempotency_key(exchange);
  if (!key) return key.error();
  if (!key.value()) return std::optional<service::Idempotency>();
  const Request& request = exchange.request();
  const OrgId& org = exchange.principal().org_id;
  const std::string line = std::string(to_string(request.method)) + ' ' + std::string(request.path()) + '\n';
  const std::array<ByteSpan, 2> parts{as_bytes(line), as_bytes(request.body)};
  const Digest hash = hash_key(api.pseudonym_keys, org).tag_of_parts(parts);
  return std::optional(service::Idempotency{org.text(), *key.value(), hash});
}

// The writer has the one place where answers are read and written. Its job ends in an error, so that nothing is
// committed.
Result<std::optional<service::RememberedAnswer>> answered_before(const Api& api, const service::Idempotency& key) {
  Result<std::optional<service::RememberedAnswer>> found = std::optional<service::RememberedAnswer>();
  service::AppendJob job;
  job.change = [&](service::WriteTransaction& transaction) -> Result<void> {
    found = transaction.find_answer(key.org_id, key.key);
    return service::StoreError::not_found;
  };
  const auto ended = api.writer.submit_and_wait(std::move(job));
  if (!ended && ended.error().code != service::StoreError::not_found) return ended.error();
  if (!found || !found.value()) return found;
  if (found.value()->request_hash != key.request_hash) return service::AppendError::idempotency_key_reused;
  return found;
}

}  // namespace ratestack::http
