// Idempotency-Key: asked for again under one key, what makes something is made once, and the first answer is repeated.
#pragma once

#include <optional>
#include <string>

#include "native/http/api.hpp"
#include "native/http/exchange.hpp"
#include "native/service/lending/written.hpp"

namespace ratestack::http {

/// The header, where there is one. HttpError::invalid_parameter.
[[nodiscard]] Result<std::optional<std::string>> idempotency_key(const Exchange& exchange);

/// The key with a hash of method, path and body. The hash is HMAC-SHA-256 under a key of the organisation's own: it
/// stays in the database for a day, and a plain one of a body with a social security number could be tried against all
/// of them. To be called before the body is wiped. HttpError::invalid_parameter.
[[nodiscard]] Result<std::optional<service::Idempotency>> idempotency_of(const Api& api, const Exchange& exchange);

/// What was answered to this request before. For where the work of it has failed: that may be because it was done.
/// Waits for the writer: never on a reactor thread. AppendError::idempotency_key_reused; errors of the store.
[[nodiscard]] Result<std::optional<service::RememberedAnswer>> answered_before(const Api& api,
                                                                               const service::Idempotency& key);

/// The JSON that `once` makes of the record, or the answer that was given under the key before.
template <typename Record>
[[nodiscard]] Result<Answer> written_answer(const Api& api, const Result<service::Written<Record>>& written,
                                            const service::Once<Record>& once) {
  const auto repeat = [](const service::RememberedAnswer& first) { return json_answer(first.status, first.body); };
  if (written) {
    if (const auto* const first = std::get_if<service::RememberedAnswer>(&written.value())) return repeat(*first);
    return json_answer(once.status, once.body(std::get<Record>(written.value())));
  }
  if (!once.key) return written.error();
  const auto first = answered_before(api, *once.key);
  if (!first) return first.error();
  return first.value() ? Result<Answer>(repeat(*first.value())) : written.error();
}

}  // namespace ratestack::http
