#include "native/http/problem_rules.hpp"

#include <iterator>

#include "native/http/http_error.hpp"
#include "native/service/audit_service.hpp"
#include "native/service/audit_writer.hpp"
#include "native/service/authenticator.hpp"
#include "native/service/authorization/authorization_error.hpp"
#include "native/service/identity/identity_error.hpp"
#include "native/service/identity/passkeys.hpp"
#include "native/service/lending/lending_conflict.hpp"
#include "native/service/lending/rate_sheets.hpp"
#include "native/service/lending/webhook_subscriptions.hpp"
#include "native/service/name_resolver.hpp"
#include "native/service/secrets/secret_error.hpp"
#include "native/service/store_error.hpp"
#include "ratestack/base/limits.hpp"
#include "ratestack/encoding/json.hpp"
#include "ratestack/lending/lending_error.hpp"
#include "ratestack/policy/administration_error.hpp"
#include "ratestack/redaction/pii_redactor.hpp"
#include "ratestack/secrets/secret_error.hpp"
#include "ratestack/url/url_error.hpp"

namespace ratestack::http {
namespace {

using service::AppendError;
using service::AuthError;
using service::AuthorizationError;
using service::IdentityError;
using service::KeyFitError;
using service::LendingConflict;
using service::RangeError;
using service::ResolveError;
using service::StoreError;
using enum ContextMeans;

constexpr auto kBodyLimit = static_cast<std::int64_t>(limits::kMaxBodyBytes);
constexpr auto kMemberLimit = static_cast<std::int64_t>(kMaxJsonMembers);
constexpr auto kDepthLimit = static_cast<std::int64_t>(limits::kMaxJsonDepth);

constexpr std::string_view kUrlRefused = "This service may not call this URL.";
constexpr std::string_view kSealBroken = "What is stored does not open; an operator must look at it.";

const ProblemRule kRules[] = {
    // The request as HTTP.
    {HttpError::malformed_request, 400, "malformed_request", "The request is not well-formed HTTP."},
    {HttpError::request_timeout, 408, "request_timeout", "The request did not arrive in time."},
    {HttpError::no_such_route, 404, "not_found", "Nothing is served at this path."},
    {HttpError::no_such_resource, 404, "not_found", "There is nothing of that id that you may see."},
    {HttpError::method_not_allowed, 405, "method_not_allowed", "This path does not answer that method.",
     allowed_methods},
    {HttpError::payload_too_large, 413, "payload_too_large", "The request body is too large.", nothing, 0, kBodyLimit},
    {HttpError::unsupported_media_type, 415, "unsupported_media_type", "Send the body as application/json."},
    {HttpError::unknown_parameter, 400, "unknown_field", "This query parameter is not known here.", parameter},
    {HttpError::invalid_parameter, 400, "invalid_field", "", parameter_and_rule},
    {HttpError::unknown_log, 400, "unknown_log", "There is no log of that name.", known_logs},
    {HttpError::unknown_service, 400, "unknown_service", "There is no service of that name.", field},

    // The body.
    {JsonError::syntax, 400, "invalid_json", "The body is not JSON.", json_place},
    {JsonError::incomplete, 400, "invalid_json", "The body ends inside a JSON value.", json_place},
    {JsonError::trailing_data, 400, "invalid_json", "The body goes on after its JSON value.", json_place},
    {JsonError::invalid_utf8, 400, "invalid_json", "The body is not valid UTF-8.", json_place},
    {JsonError::lone_surrogate, 400, "invalid_json", "A string escapes half of a surrogate pair.", json_place},
    {JsonError::number_out_of_range, 400, "invalid_json", "A number is larger than a double can hold.", json_place},
    {JsonError::too_deep, 400, "json_too_deep", "The body is nested too deeply.", json_place, 0, kDepthLimit},
    {JsonError::too_many_members, 400, "too_many_members", "An object has too many members.", json_place, 0,
     kMemberLimit},
    {JsonError::too_large, 413, "payload_too_large", "The request body is too large.", nothing, 0, kBodyLimit},
    {JsonError::duplicate_key, 400, "duplicate_key", "An object has the same member twice.", json_place},
    {JsonError::number_not_exact, 400, "number_not_exact",
     "An integer beyond +-(2^53-1) cannot be kept exactly; send it as a string.", json_place},
    {RedactionError::not_json, 400, "invalid_json", "The JSON is nested too deeply to be redacted."},
    {HttpError::unknown_field, 400, "unknown_field", "This member is not known here.", field},
    {HttpError::invalid_field, 400, "invalid_field", "", field_and_rule},

    // Who asks. An unknown key and a wrong secret are one error already when they get here.
    {AuthError::missing_credentials, 401, "missing_credentials", "Send a credential: Authorization: Bearer ..."},
    {AuthError::invalid_credentials, 401, "invalid_credentials", "The credential is not valid."},
    {AuthError::expired_credentials, 401, "expired_credentials", "The credential has expired."},
    {AuthError::revoked_credentials, 401, "revoked_credentials", "The credential has been revoked."},
    {AuthError::org_disabled, 403, "org_disabled", "The organisation of this key is disabled."},
    {HttpError::capability_missing, 403, "capability_missing", "The credential lacks the capability this needs.",
     capability},

    {AuthorizationError::no_live_grant, 403, "no_live_grant", "That organisation grants you nothing at this moment."},
    {AuthorizationError::not_under_another, 400, "not_under_another",
     "This is about you, or your own organisation: leave X-Acting-As-Org and X-Owner-Override out."},
    {AdministrationError::not_an_administrator, 403, "not_an_administrator", "You do not administer this by a role."},
    {AdministrationError::own_roles, 403, "own_roles", "Nobody changes their own roles."},
    {AdministrationError::role_not_in_org_type, 422, "role_not_in_org_type",
     "No member of such an organisation may hold this role.", reason},
    {AdministrationError::super_admin_only, 403, "super_admin_only",
     "Only a SUPER_ADMIN gives or takes SUPER_ADMIN and PLATFORM_OPERATOR."},
    {AdministrationError::last_super_admin, 409, "last_super_admin", "One SUPER_ADMIN must be left."},
    {AdministrationError::beyond_org_type, 422, "beyond_org_type", "An organisation of this type may never do that.",
     capability},
    {AdministrationError::grant_to_oneself, 422, "grant_to_oneself", "A grant is to another organisation."},
    {AdministrationError::grant_of_nothing, 422, "grant_of_nothing", "Name the capabilities that are granted."},
    {AdministrationError::grant_too_short, 422, "grant_too_short", "A grant lasts a minute at least."},
    {AdministrationError::grant_too_long, 422, "grant_too_long", "A grant lasts 90 days at most."},
    {AdministrationError::beyond_grantor, 422, "beyond_grantor", "You cannot grant what you do not have by a role.",
     capability},

    {AdministrationError::not_enabled, 422, "not_enabled", "The organisation has turned that off.", capability},
    {AdministrationError::beyond_maker, 403, "beyond_maker", "You cannot make a key that can do what you cannot.",
     capability},
    {AdministrationError::platform_needs_capability, 422, "platform_needs_capability",
     "Without it nobody could administer the platform any more.", capability},
    {AdministrationError::platform_never_disabled, 409, "platform_never_disabled",
     "The platform organisation is never disabled: nobody could enable it again."},
    {HttpError::internal_token_missing, 401, "internal_token_required", "Send X-Internal-Token."},
    {HttpError::internal_token_wrong, 401, "invalid_internal_token", "The internal token is not valid."},

    // Who a person is.
    {IdentityError::invalid_credentials, 401, "invalid_credentials", "That is not right."},
    {IdentityError::locked_out, 429, "locked_out", "Too many tries. Wait before the next one.", retry_after},
    {IdentityError::busy, 503, "busy", "Too many sign-ins are waiting.", retry_after},
    {IdentityError::unknown_session, 401, "unknown_session", "There is no such session."},
    {IdentityError::session_expired, 401, "session_expired", "The session has expired."},
    {IdentityError::session_revoked, 401, "session_revoked", "The session was ended."},
    {IdentityError::session_required, 403, "session_required", "This belongs to a person: sign in to do it."},
    {IdentityError::step_up_required, 403, "step_up_required", "Prove once more who you are to do this.", requirement},
    {IdentityError::second_factor_required, 401, "second_factor_required", "A second factor is wanted."},
    {IdentityError::challenge_expired, 401, "challenge_expired", "This sign-in took too long. Begin it again."},
    {IdentityError::weak_password, 422, "weak_password", "", flaw_and_rule},
    {IdentityError::wrong_password, 403, "wrong_password", "The present password is not right."},
    {IdentityError::already_enrolled, 409, "already_enrolled", "A second factor is enrolled already."},
    {IdentityError::not_enrolled, 409, "not_enrolled", "No second factor is enrolled."},
    {IdentityError::account_linked, 409, "account_linked", "That account belongs to another person."},
    {IdentityError::account_not_linked, 401, "account_not_linked", "Nobody here has linked that account."},
    {IdentityError::unknown_provider, 404, "not_found", "There is no such provider."},
    {IdentityError::provider_unavailable, 503, "provider_unavailable", "The provider does not answer.", nothing, 5},
    {IdentityError::provider_refused, 401, "provider_refused", "The provider's answer was not accepted."},
    {IdentityError::declined, 401, "declined", "The sign-in was cancelled at the provider."},
    {IdentityError::passkey_refused, 422, "passkey_refused", "The passkey was not accepted.", reason},
    {IdentityError::too_many_passkeys, 409, "too_many_passkeys", "Remove a passkey before you add another.", nothing, 0,
     service::Passkeys::kMost},
    {IdentityError::passkeys_unavailable, 409, "passkeys_unavailable",
     "PUBLIC_ORIGIN names no domain that browsers make passkeys for."},
    {IdentityError::logout_refused, 400, "logout_refused", "The logout token was not accepted."},

    // Lending.
    {HttpError::invalid_rate_sheet, 422, "invalid_rate_sheet", "The rate sheet has faults. Nothing of it was taken."},
    {HttpError::precondition_required, 428, "precondition_required",
     "Send If-Match with the ETag of what you have read."},
    {HttpError::precondition_failed, 412, "precondition_failed", "It was changed since you read it."},
    {LendingConflict::stale_version, 412, "precondition_failed", "It was changed since you read it."},
    {LendingConflict::loan_locked, 409, "loan_locked", "The terms of a loan stay while a lock on it is live."},
    {LendingConflict::no_such_offer, 422, "no_such_offer", "No rate sheet in force offers this loan that.", reason},
    {LendingConflict::price_changed, 409, "price_changed", "The price is worse now than the one you named.", price},
    {LendingConflict::share_with_owner, 422, "share_with_owner", "The loan is its owner's already."},
    {LendingConflict::too_many_webhooks, 409, "too_many_webhooks", "Remove a subscription before you add another.",
     nothing, 0, static_cast<std::int64_t>(service::WebhookSubscriptions::kMost)},
    {LendingConflict::too_many_readers, 409, "too_many_readers", "A lender offers its sheets to no more than that.",
     nothing, 0, static_cast<std::int64_t>(service::RateSheets::kMaxReaders)},
    {LendingError::lock_live, 409, "lock_live", "A lock on this loan is in force."},
    {LendingError::lock_lapsed, 409, "lock_lapsed", "The time of this lock is over."},
    {LendingError::lock_not_requested, 409, "lock_not_requested", "This lock is committed already."},
    {LendingError::lock_not_committed, 409, "lock_not_committed", "This lock was not committed yet."},
    {LendingError::extension_too_long, 422, "extension_too_long", "All extensions of a lock together go no further."},
    {LendingError::overflow, 422, "out_of_range", "The result is no price that can be written."},

    // A URL that somebody wants us to call. The reason is for the operator alone, in the row URL_REFUSED.
    {UrlError::invalid_url, 422, "invalid_url", kUrlRefused},
    {UrlError::unsupported_scheme, 422, "unsupported_scheme", kUrlRefused},
    {UrlError::credentials_in_url, 422, "credentials_in_url", kUrlRefused},
    {UrlError::port_not_allowed, 422, "port_not_allowed", kUrlRefused},
    {UrlError::host_not_allowlisted, 422, "host_not_allowlisted", kUrlRefused},
    {UrlError::blocked_address, 422, "blocked_address", kUrlRefused},
    {UrlError::metadata_endpoint, 422, "metadata_endpoint", kUrlRefused},
    {UrlError::dns_failure, 422, "dns_failure", kUrlRefused},
    {UrlError::dns_rebinding, 422, "dns_rebinding", kUrlRefused},
    {UrlError::ambiguous_url, 422, "ambiguous_url", kUrlRefused},
    {UrlError::too_many_redirects, 422, "too_many_redirects", kUrlRefused},

    // What was asked.
    {AppendError::idempotency_key_reused, 422, "idempotency_key_reused",
     "This Idempotency-Key was used for a different request."},
    {RangeError::empty_range, 400, "invalid_range", "`from` lies after `to`."},
    {RangeError::beyond_head, 400, "invalid_range", "The range reaches beyond the last row of the log."},
    {StoreError::conflict, 409, "conflict", "That exists already."},
    {StoreError::not_found, 404, "not_found", "There is nothing of that id that you may see."},

    // What is sealed does not open.
    {SecretError::unknown_key, 503, "unavailable", "A master key is missing.", nothing, 60},
    {SecretError::wrong_key, 503, "storage_corrupt", kSealBroken, nothing, 60},
    {SecretError::tampered, 503, "storage_corrupt", kSealBroken, nothing, 60},
    {SecretError::not_ciphertext, 503, "storage_corrupt", kSealBroken, nothing, 60},
    {SecretError::unknown_version, 503, "storage_corrupt", kSealBroken, nothing, 60},

    {KeyFitError::no_platform, 409, "no_platform", "There is no platform organisation to record this for."},

    // What we cannot do now. The same request may succeed later.
    {HttpError::overloaded, 503, "busy", "Too many requests of this kind are running.", nothing, 1},
    {HttpError::stopping, 503, "unavailable", "The server is stopping.", nothing, 1},
    {HttpError::not_ready, 503, "not_ready", "The server cannot serve requests now.", nothing, 1},
    {StoreError::busy, 503, "busy", "Too many writes are waiting.", nothing, 1},
    {ResolveError::busy, 503, "busy", "Too many names are being looked up.", nothing, 1},
    {ResolveError::stopping, 503, "unavailable", "The server is stopping.", nothing, 1},
    {KeyFitError::stale_configuration, 503, "stale_key_configuration",
     "The master key was rotated and this server was not told the new one.", nothing, 30},
    {KeyFitError::key_missing, 503, "unavailable", "A master key is missing.", nothing, 60},
    {KeyFitError::key_wrong, 503, "unavailable", "The master key does not fit the database.", nothing, 60},
    {KeyFitError::canary_missing, 503, "unavailable", "The database's record of the master key is missing.", nothing,
     60},
    {StoreError::unavailable, 503, "unavailable", "The database does not answer.", nothing, 1},
    {StoreError::too_slow, 503, "unavailable", "The database does not answer in time.", nothing, 1},
    {StoreError::access_denied, 503, "unavailable", "The database refuses this server.", nothing, 30},
    {StoreError::unsupported, 503, "unavailable", "The database is of a kind that this server cannot use.", nothing,
     60},
    {StoreError::read_only, 503, "read_only", "The database refuses writes.", nothing, 30},
    {StoreError::full, 507, "storage_full", "There is no space left to store this.", nothing, 30},
    {StoreError::corrupt, 503, "storage_corrupt", "The database is damaged; an operator must look at it.", nothing, 60},
    {StoreError::schema_ahead, 503, "unavailable", "The database was migrated by a newer server.", nothing, 60},
    {StoreError::schema_behind, 503, "unavailable", "The database lacks migrations.", nothing, 60},
    {StoreError::schema_changed, 503, "unavailable", "The database has migrations this server does not know.", nothing,
     60},
};

}  // namespace

std::span<const ProblemRule> problem_rules() { return {std::data(kRules), std::size(kRules)}; }

}  // namespace ratestack::http
