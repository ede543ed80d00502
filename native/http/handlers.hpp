// The handlers that the route table names. Each is thin: read the request, call the use case, write the answer.
#pragma once

#include "native/http/api.hpp"
#include "native/http/exchange.hpp"

namespace ratestack::http {

void get_health(Api& api, const ExchangePtr& exchange);
void get_readiness(Api& api, const ExchangePtr& exchange);
void get_openapi(Api& api, const ExchangePtr& exchange);

void append_events(Api& api, const ExchangePtr& exchange);
void list_events(Api& api, const ExchangePtr& exchange);
void count_events(Api& api, const ExchangePtr& exchange);
void verify_audit(Api& api, const ExchangePtr& exchange);
void export_audit(Api& api, const ExchangePtr& exchange);

void validate_url(Api& api, const ExchangePtr& exchange);
void record_edge_refusal(Api& api, const ExchangePtr& exchange);

void put_secret(Api& api, const ExchangePtr& exchange);
void get_secret(Api& api, const ExchangePtr& exchange);
void delete_secret(Api& api, const ExchangePtr& exchange);
void list_secrets(Api& api, const ExchangePtr& exchange);
void rekey_secrets(Api& api, const ExchangePtr& exchange);
void get_rotation(Api& api, const ExchangePtr& exchange);

void redact_body(Api& api, const ExchangePtr& exchange);

void sign_in_with_password(Api& api, const ExchangePtr& exchange);
void sign_in_with_code(Api& api, const ExchangePtr& exchange);
void start_passkey_sign_in(Api& api, const ExchangePtr& exchange);
void sign_in_with_passkey(Api& api, const ExchangePtr& exchange);
void step_up(Api& api, const ExchangePtr& exchange);
void list_providers(Api& api, const ExchangePtr& exchange);
void start_provider_sign_in(Api& api, const ExchangePtr& exchange);
void complete_provider_sign_in(Api& api, const ExchangePtr& exchange);
void take_provider_logout(Api& api, const ExchangePtr& exchange);
void start_passkey_step_up(Api& api, const ExchangePtr& exchange);
void resolve_session(Api& api, const ExchangePtr& exchange);
void revoke_session(Api& api, const ExchangePtr& exchange);
void get_key_set(Api& api, const ExchangePtr& exchange);

void get_me(Api& api, const ExchangePtr& exchange);
void list_my_sessions(Api& api, const ExchangePtr& exchange);
void delete_my_session(Api& api, const ExchangePtr& exchange);
void delete_my_other_sessions(Api& api, const ExchangePtr& exchange);
void change_my_password(Api& api, const ExchangePtr& exchange);
void enrol_my_totp(Api& api, const ExchangePtr& exchange);
void confirm_my_totp(Api& api, const ExchangePtr& exchange);
void remove_my_totp(Api& api, const ExchangePtr& exchange);
void renew_my_recovery_codes(Api& api, const ExchangePtr& exchange);

void list_my_accounts(Api& api, const ExchangePtr& exchange);
void start_linking_account(Api& api, const ExchangePtr& exchange);
void link_my_account(Api& api, const ExchangePtr& exchange);
void unlink_my_account(Api& api, const ExchangePtr& exchange);
void list_my_passkeys(Api& api, const ExchangePtr& exchange);
void start_my_passkey(Api& api, const ExchangePtr& exchange);
void add_my_passkey(Api& api, const ExchangePtr& exchange);
void remove_my_passkey(Api& api, const ExchangePtr& exchange);

void get_capabilities(Api& api, const ExchangePtr& exchange);
void check_authorization(Api& api, const ExchangePtr& exchange);
void list_orgs(Api& api, const ExchangePtr& exchange);
void create_org(Api& api, const ExchangePtr& exchange);
void put_org_state(Api& api, const ExchangePtr& exchange);
void get_org_capabilities(Api& api, const ExchangePtr& exchange);
void put_org_capabilities(Api& api, const ExchangePtr& exchange);
void list_members(Api& api, const ExchangePtr& exchange);
void add_member(Api& api, const ExchangePtr& exchange);
void set_member_roles(Api& api, const ExchangePtr& exchange);
void remove_member(Api& api, const ExchangePtr& exchange);
void list_delegations(Api& api, const ExchangePtr& exchange);
void make_delegation(Api& api, const ExchangePtr& exchange);
void revoke_delegation(Api& api, const ExchangePtr& exchange);

void list_api_keys(Api& api, const ExchangePtr& exchange);
void create_api_key(Api& api, const ExchangePtr& exchange);
void rotate_api_key(Api& api, const ExchangePtr& exchange);
void revoke_api_key(Api& api, const ExchangePtr& exchange);

/// Ends a session with its row and answers 204.
void end_session(Api& api, const ExchangePtr& exchange, const service::SessionRecord& session, std::string_view reason);

/// Runs `work` in `lane` if the caller still may when its turn comes. Answers 503 `busy` where the lane's queue is
/// full.
void run_in(Lane& lane, const ExchangePtr& exchange, Lane::Work work);

}  // namespace ratestack::http
