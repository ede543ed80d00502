#include "native/service/identity/oidc_calls.hpp"

#include "native/service/identity/identity_error.hpp"
#include "native/service/identity/oidc_settings.hpp"
#include "native/service/url_judge.hpp"
#include "ratestack/url/url_error.hpp"

namespace ratestack::service {
namespace {

constexpr int kOk = 200;
constexpr int kTooManyRequests = 429;
constexpr int kServerError = 500;

SecretBytes public_text(std::string_view text) { return SecretBytes::copy_of(as_bytes(text)); }

// The code without its context: the reason for which a URL is refused may describe the operator's network.
Error call_failed(const Error& why) {
  const bool refused = (is_refusal(why) && why.code != UrlError::dns_failure) || why.code == HttpCallError::too_large;
  return Error(refused ? IdentityError::provider_refused : IdentityError::provider_unavailable,
               Error(why.code).message());
}

Error unexpected_status(const HttpReply& reply) {
  const bool later = reply.status >= kServerError || reply.status == kTooManyRequests;
  return Error(later ? IdentityError::provider_unavailable : IdentityError::provider_refused,
               "status " + std::to_string(reply.status));
}

HttpCall call_to(const ProviderLine& line, const std::string& url) {
  HttpCall call{.service = kIdentityProviderService, .url = url, .limits = line.limits};
  call.headers.push_back({"Accept", public_text("application/json")});
  return call;
}

Result<std::string> fetch(const ProviderLine& line, const std::string& url) {
  auto reply = line.http.send(call_to(line, url));
  if (!reply) return call_failed(reply.error());
  if (reply.value().status != kOk) return unexpected_status(reply.value());
  return std::move(reply.value().body);
}

}  // namespace

Error provider_refused(const Error& why) { return Error(IdentityError::provider_refused, why.message()); }

Result<OidcMetadata> fetch_metadata(const ProviderLine& line, const OidcRules& rules) {
  const auto text = fetch(line, rules.discovery_url());
  if (!text) return text.error();
  auto metadata = OidcMetadata::parse(text.value(), rules);
  if (!metadata) return provider_refused(metadata.error());
  return metadata;
}

Result<SignatureKeys> fetch_keys(const ProviderLine& line, const std::string& key_set_url) {
  const auto text = fetch(line, key_set_url);
  if (!text) return text.error();
  const auto keys = parse_key_set(text.value());
  if (!keys) return provider_refused(keys.error());
  return SignatureKeys::of(keys.value());
}

Result<OidcTokens> exchange_code(const ProviderLine& line, const std::string& token_endpoint, TokenRequest request) {
  HttpCall call = call_to(line, token_endpoint);
  call.method = HttpMethod::post;
  call.headers.push_back({"Content-Type", public_text("application/x-www-form-urlencoded")});
  if (!request.authorization.empty()) call.headers.push_back({"Authorization", std::move(request.authorization)});
  call.body = std::move(request.form);
  const auto reply = line.http.send(call);
  if (!reply) return call_failed(reply.error());
  const HttpReply& answer = reply.value();
  // RFC 6749 section 5.2: what is wrong with the code or with us comes with 400 or 401.
  if (answer.status == 400 || answer.status == 401) return provider_refused(parse_token_refusal(answer.body));
  if (answer.status != kOk) return unexpected_status(answer);
  auto tokens = parse_token_answer(answer.body);
  if (!tokens) return provider_refused(tokens.error());
  return tokens;
}

}  // namespace ratestack::service
