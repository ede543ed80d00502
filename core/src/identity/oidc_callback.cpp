#include "ratestack/identity/oidc_callback.hpp"

#include "member_text.hpp"
#include "oidc_text.hpp"
#include "ratestack/crypto/constant_time.hpp"
#include "ratestack/encoding/form_urlencoded.hpp"
#include "ratestack/identity/oidc_identity.hpp"

namespace ratestack {
namespace {

constexpr std::size_t kMaxState = 256;
constexpr std::size_t kMaxIssuer = 512;

Error malformed(const char* field) { return Error(OidcError::malformed_callback, field); }

/// Reads an optional field of visible ASCII; false where it is there and is not that.
bool read(const Form& form, std::string_view name, std::size_t limit, std::string& out) {
  const auto text = form.text(name);
  if (!text) return true;
  out = *text;
  return is_bounded_ascii(*text, limit);
}

Result<void> read_issuer(const Form& form, OidcCallback& callback) {
  if (!form.text("iss")) return {};
  std::string issuer;
  if (!read(form, "iss", kMaxIssuer, issuer)) return malformed("iss");
  callback.issuer = std::move(issuer);
  return {};
}

bool is_from(const OidcCallback& callback, const OidcRules& rules, ResponseIssuer rule) {
  return callback.issuer ? rules.is_response_issuer(*callback.issuer) : rule == ResponseIssuer::optional;
}

}  // namespace

Result<OidcCallback> OidcCallback::parse(std::string_view text) {
  const auto form = Form::parse(text, {.max_bytes = kMaxBytes});
  if (!form) return malformed("form");
  OidcCallback callback;
  if (!read(form.value(), "state", kMaxState, callback.state) || callback.state.empty()) return malformed("state");
  if (!read(form.value(), "code", kMaxCode, callback.code)) return malformed("code");
  if (const auto issuer = read_issuer(form.value(), callback); !issuer) return issuer.error();

  callback.error = form.value().text("error").value_or("");
  if (form.value().text("error") && !is_error_code(callback.error)) return malformed("error");
  if (callback.code.empty() == callback.error.empty()) return malformed("code");

  callback.user = form.value().text("user").value_or("");
  if (callback.user.size() > kMaxUser) return malformed("user");
  return callback;
}

Result<void> check_callback(const OidcCallback& callback, const OidcTransaction& transaction, const OidcRules& rules,
                            ResponseIssuer response_issuer, Timestamp now) {
  const bool ours = constant_time_equal(as_bytes(callback.state), as_bytes(transaction.state())) &&
                    transaction.provider() == rules.provider();
  if (!ours) return OidcError::wrong_state;
  if (transaction.is_expired(now)) return OidcError::transaction_expired;
  // Before the error too: RFC 9207 section 2.4 has the issuer checked in error responses as well.
  if (!is_from(callback, rules, response_issuer)) return OidcError::wrong_response_issuer;
  // The second is what Apple says instead.
  if (callback.error == "access_denied" || callback.error == "user_cancelled_authorize")
    return OidcError::access_denied;
  if (!callback.error.empty()) return Error(OidcError::authorization_failed, callback.error);
  return {};
}

std::optional<std::string> apple_display_name(std::string_view user) {
  constexpr std::size_t kMaxDepth = 4;
  const auto tree = parse_json(user, {.max_bytes = OidcCallback::kMaxUser, .max_depth = kMaxDepth});
  const JsonObject* const object = tree ? tree.value().if_object() : nullptr;
  const JsonValue* const name = object == nullptr ? nullptr : object->if_contains("name");
  const JsonObject* const parts = name == nullptr ? nullptr : name->if_object();
  if (parts == nullptr) return std::nullopt;
  std::string joined(member_text(*parts, "firstName").value_or(""));
  const std::string_view last = member_text(*parts, "lastName").value_or("");
  if (!joined.empty() && !last.empty()) joined += ' ';
  return displayable(joined.append(last), kMaxOidcName);
}

}  // namespace ratestack
