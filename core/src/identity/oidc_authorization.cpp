#include "ratestack/identity/oidc_authorization.hpp"

#include "oidc_provider.hpp"
#include "ratestack/encoding/form_urlencoded.hpp"

namespace ratestack {
namespace {

std::string_view scope_of(const OidcRules& rules) {
  if (rules.spec().profile == OidcProfile::subject_only) return "openid";
  return rules.provider() == OidcProvider::apple ? "openid name email" : "openid profile email";
}

std::string_view to_string(OidcPrompt prompt) noexcept {
  switch (prompt) {
    case OidcPrompt::login:
      return "login";
    case OidcPrompt::select_account:
      return "select_account";
    case OidcPrompt::consent:
      return "consent";
    case OidcPrompt::unspecified:
      break;
  }
  return "";
}

void append_if(std::string& url, std::string_view name, std::string_view value) {
  if (!value.empty()) append_form_field(url, name, value);
}

}  // namespace

OidcPrompt account_prompt(const OidcRules& rules) noexcept {
  if (rules.spec().issuer != facts_of(rules.provider()).issuer) return OidcPrompt::login;
  return rules.provider() == OidcProvider::apple ? OidcPrompt::unspecified : OidcPrompt::select_account;
}

bool answers_by_post(const OidcRules& rules) noexcept {
  return rules.provider() == OidcProvider::apple && rules.spec().profile == OidcProfile::name_and_email;
}

std::string authorization_url(std::string_view endpoint, const OidcRules& rules, const OidcTransaction& transaction,
                              const OidcAuthorizationOptions& options) {
  std::string url(endpoint);
  url += endpoint.find('?') == std::string_view::npos ? '?' : '&';
  append_form_field(url, "response_type", "code");
  append_form_field(url, "client_id", rules.spec().client_id);
  append_form_field(url, "redirect_uri", transaction.redirect_uri());
  append_form_field(url, "scope", scope_of(rules));
  append_form_field(url, "state", transaction.state());
  append_form_field(url, "nonce", transaction.nonce());
  append_form_field(url, "code_challenge", transaction.code_challenge());
  append_form_field(url, "code_challenge_method", "S256");
  append_if(url, "response_mode", answers_by_post(rules) ? "form_post" : "");
  append_if(url, "hd", rules.spec().hosted_domain);  // spares a wrong choice; the claim is what counts
  append_if(url, "prompt", to_string(options.prompt));
  append_if(url, "login_hint", options.login_hint);
  return url;
}

}  // namespace ratestack
