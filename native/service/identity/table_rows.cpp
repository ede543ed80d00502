#include "native/service/identity/table_rows.hpp"

namespace ratestack::service {
namespace {

using enum CellKind;

constexpr auto kOrgMembers =
    std::to_array<TableColumn>({{"org_id", text}, {"user_id", text}, {"roles", text}, {"created_at", integer}});

constexpr auto kPasswordHistory = std::to_array<TableColumn>(
    {{"user_id", text}, {"replaced_at", integer}, {"org_id", text}, {"password_hash", text}, {"set_at", integer}});

constexpr auto kSessions = std::to_array<TableColumn>({{"id", text},
                                                       {"org_id", text},
                                                       {"user_id", text},
                                                       {"token_hash", digest},
                                                       {"methods", text},
                                                       {"created_at", integer},
                                                       {"authenticated_at", integer},
                                                       {"seen_at", integer},
                                                       {"expires_at", integer},
                                                       {"revoked_at", integer},
                                                       {"client_ip", text},
                                                       {"user_agent", text}});

constexpr auto kUpstreamTokens = std::to_array<TableColumn>({{"id", text}, {"org_id", text}, {"token", text}});

constexpr auto kTotpFactors = std::to_array<TableColumn>({{"id", text},
                                                          {"org_id", text},
                                                          {"user_id", text},
                                                          {"secret", text},
                                                          {"created_at", integer},
                                                          {"confirmed_at", integer},
                                                          {"last_step", integer}});

constexpr auto kRecoveryCodes = std::to_array<TableColumn>(
    {{"user_id", text}, {"code_hash", digest}, {"org_id", text}, {"created_at", integer}, {"used_at", integer}});

constexpr auto kPasskeys = std::to_array<TableColumn>({{"id", text},
                                                       {"org_id", text},
                                                       {"user_id", text},
                                                       {"credential_id", text},
                                                       {"public_key", text},
                                                       {"sign_count", integer},
                                                       {"name", text},
                                                       {"created_at", integer},
                                                       {"last_used_at", integer}});

constexpr auto kOidcAccounts = std::to_array<TableColumn>({{"issuer", text},
                                                           {"subject", text},
                                                           {"provider", text},
                                                           {"org_id", text},
                                                           {"user_id", text},
                                                           {"created_at", integer}});

constexpr auto kSpentTokens = std::to_array<TableColumn>({{"token_hash", digest}, {"expires_at", integer}});

constexpr auto kServerKeys = std::to_array<TableColumn>({{"id", text},
                                                         {"org_id", text},
                                                         {"purpose", text},
                                                         {"value", text},
                                                         {"public_key", text},
                                                         {"created_at", integer},
                                                         {"activates_at", integer},
                                                         {"retires_at", integer}});

constexpr auto kTables = std::to_array<MovedTable>({{"org_members", kOrgMembers, 2},
                                                    {"password_history", kPasswordHistory, 2},
                                                    {"sessions", kSessions, 1},
                                                    {"upstream_tokens", kUpstreamTokens, 1},
                                                    {"totp_factors", kTotpFactors, 1},
                                                    {"recovery_codes", kRecoveryCodes, 2},
                                                    {"passkeys", kPasskeys, 1},
                                                    {"oidc_accounts", kOidcAccounts, 2},
                                                    {"spent_tokens", kSpentTokens, 1},
                                                    {"server_keys", kServerKeys, 1}});

}  // namespace

std::span<const MovedTable> identity_tables() noexcept { return kTables; }

}  // namespace ratestack::service
