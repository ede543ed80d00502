#include "ratestack/identity/oidc_tokens.hpp"

#include "member_text.hpp"
#include "oidc_text.hpp"
#include "ratestack/crypto/secure_wipe.hpp"
#include "ratestack/encoding/base64.hpp"
#include "ratestack/encoding/form_urlencoded.hpp"
#include "ratestack/identity/compact_jwt.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kMaxAnswerBytes = std::size_t{64} * 1024;
constexpr std::size_t kMaxAccessToken = std::size_t{16} * 1024;

/// Room enough that no append moves the text and leaves a copy behind.
std::string roomy() {
  std::string text;
  text.reserve(std::size_t{32} * 1024);
  return text;
}

void wipe(std::string& text) { secure_wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()}); }

SecretBytes take(std::string& text) {
  SecretBytes secret = SecretBytes::copy_of(as_bytes(text));
  wipe(text);
  return secret;
}

// RFC 6749 section 2.3.1: both are form-encoded before they are joined.
SecretBytes basic_authorization(std::string_view client_id, const SecretBytes& secret) {
  std::string joined = roomy();
  append_percent_encoded(joined, client_id);
  joined += ':';
  append_percent_encoded(joined, as_text(secret.expose()));
  std::string encoded = base64_encode(as_bytes(joined));
  wipe(joined);
  std::string value = roomy();
  value.append("Basic ").append(encoded);
  wipe(encoded);
  return take(value);
}

Result<JsonObject> read_object(std::string_view text) {
  auto tree = parse_json(text, {.max_bytes = kMaxAnswerBytes, .integers = IntegerRule::nearest});
  if (!tree || !tree.value().is_object()) return Error(OidcError::malformed_token_answer, "no JSON object");
  return std::move(tree.value().get_object());
}

}  // namespace

TokenRequest make_token_request(const OidcRules& rules, const OidcTransaction& transaction, std::string_view code,
                                const SecretBytes& client_secret, ClientAuthentication authentication) {
  std::string form = roomy();
  append_form_field(form, "grant_type", "authorization_code");
  append_form_field(form, "code", code);
  append_form_field(form, "redirect_uri", transaction.redirect_uri());
  append_form_field(form, "code_verifier", transaction.code_verifier());
  if (authentication == ClientAuthentication::secret_basic) {
    return {take(form), basic_authorization(rules.spec().client_id, client_secret)};
  }
  append_form_field(form, "client_id", rules.spec().client_id);
  append_form_field(form, "client_secret", as_text(client_secret.expose()));
  return {take(form), {}};
}

Result<OidcTokens> parse_token_answer(std::string_view text) {
  const auto answer = read_object(text);
  if (!answer) return answer.error();
  const auto id_token = member_text(answer.value(), "id_token");
  if (!id_token || id_token->empty() || id_token->size() > CompactJwt::kMaxBytes) {
    return Error(OidcError::malformed_token_answer, "id_token");
  }
  const auto access_token = member_text(answer.value(), "access_token");
  if (!access_token || !is_bounded_ascii(*access_token, kMaxAccessToken)) {
    return Error(OidcError::malformed_token_answer, "access_token");
  }
  // RFC 6749 section 7.1: a client must not use a token of a type that it does not know.
  if (lower_ascii(member_text(answer.value(), "token_type").value_or("")) != "bearer") {
    return Error(OidcError::malformed_token_answer, "token_type");
  }
  return OidcTokens{std::string(*id_token), std::string(*access_token)};
}

Error parse_token_refusal(std::string_view text) {
  const auto answer = read_object(text);
  const auto code = answer ? member_text(answer.value(), "error") : std::nullopt;
  const bool named = code && is_error_code(*code);
  return Error(OidcError::token_refused, named ? std::string(*code) : std::string());
}

}  // namespace ratestack
