// The register of tables that a move carries over column by column, and a row of any of them. A test holds it against
// what the databases really contain: a table that nobody has thought of would be left behind in silence.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ratestack::service {

enum class ColumnKind { text, integer, blob };

struct MovedColumn {
  std::string_view name;
  ColumnKind kind;
};

/// The first `key_columns` tell a row from every other, and order the table. A row_no is the database's own and is not
/// among the columns: the target counts anew.
struct MovedTable {
  std::string_view name;
  std::span<const MovedColumn> columns;
  std::size_t key_columns;
  std::size_t page = 200;  // rows of one transaction, of up to 64 KiB each, where ciphertext is as long as it may be

  [[nodiscard]] constexpr std::span<const MovedColumn> key() const { return columns.first(key_columns); }
};

struct Blob {
  std::string bytes;
  friend bool operator==(const Blob&, const Blob&) = default;
};

/// A value as it stands in a column; std::monostate for NULL. Not made from a text by itself: who binds one says so.
struct Cell {
  std::variant<std::monostate, std::int64_t, std::string, Blob> value = {};
  friend bool operator==(const Cell&, const Cell&) = default;
};

/// In the order of the table's columns.
using TableRow = std::vector<Cell>;

namespace moved {

inline constexpr auto kText = ColumnKind::text;
inline constexpr auto kInteger = ColumnKind::integer;
inline constexpr auto kBlob = ColumnKind::blob;

inline constexpr auto kOrgMembers =
    std::to_array<MovedColumn>({{"org_id", kText}, {"user_id", kText}, {"roles", kText}, {"created_at", kInteger}});
inline constexpr auto kPasswordHistory = std::to_array<MovedColumn>(
    {{"user_id", kText}, {"replaced_at", kInteger}, {"password_hash", kText}, {"org_id", kText}, {"set_at", kInteger}});
inline constexpr auto kSessions = std::to_array<MovedColumn>({{"id", kText},
                                                              {"org_id", kText},
                                                              {"user_id", kText},
                                                              {"token_hash", kBlob},
                                                              {"methods", kText},
                                                              {"created_at", kInteger},
                                                              {"authenticated_at", kInteger},
                                                              {"seen_at", kInteger},
                                                              {"expires_at", kInteger},
                                                              {"revoked_at", kInteger},
                                                              {"client_ip", kText},
                                                              {"user_agent", kText},
                                                              {"provider_issuer", kText},
                                                              {"provider_subject", kText},
                                                              {"provider_session", kText}});
inline constexpr auto kUpstreamTokens =
    std::to_array<MovedColumn>({{"id", kText}, {"org_id", kText}, {"token", kText}});
inline constexpr auto kTotpFactors = std::to_array<MovedColumn>({{"id", kText},
                                                                 {"org_id", kText},
                                                                 {"user_id", kText},
                                                                 {"secret", kText},
                                                                 {"created_at", kInteger},
                                                                 {"confirmed_at", kInteger},
                                                                 {"last_step", kInteger}});
inline constexpr auto kRecoveryCodes = std::to_array<MovedColumn>(
    {{"user_id", kText}, {"code_hash", kBlob}, {"org_id", kText}, {"created_at", kInteger}, {"used_at", kInteger}});
inline constexpr auto kPasskeys = std::to_array<MovedColumn>({{"id", kText},
                                                              {"org_id", kText},
                                                              {"user_id", kText},
                                                              {"credential_id", kText},
                                                              {"public_key", kText},
                                                              {"sign_count", kInteger},
                                                              {"name", kText},
                                                              {"created_at", kInteger},
                                                              {"last_used_at", kInteger},
                                                              {"backup_eligible", kInteger}});
inline constexpr auto kOidcAccounts = std::to_array<MovedColumn>({{"issuer", kText},
                                                                  {"subject", kText},
                                                                  {"provider", kText},
                                                                  {"org_id", kText},
                                                                  {"user_id", kText},
                                                                  {"created_at", kInteger}});
inline constexpr auto kSpentTokens = std::to_array<MovedColumn>({{"token_hash", kBlob}, {"expires_at", kInteger}});
inline constexpr auto kProviderLogouts = std::to_array<MovedColumn>(
    {{"issuer", kText}, {"subject", kText}, {"session", kText}, {"issued_at", kInteger}, {"expires_at", kInteger}});
inline constexpr auto kServerKeys = std::to_array<MovedColumn>({{"id", kText},
                                                                {"org_id", kText},
                                                                {"purpose", kText},
                                                                {"value", kText},
                                                                {"public_key", kText},
                                                                {"created_at", kInteger},
                                                                {"activates_at", kInteger},
                                                                {"retires_at", kInteger}});

inline constexpr auto kDelegationGrants = std::to_array<MovedColumn>({{"id", kText},
                                                                      {"grantor_org_id", kText},
                                                                      {"grantee_org_id", kText},
                                                                      {"grantee_user_id", kText},
                                                                      {"granted_by", kText},
                                                                      {"capabilities", kText},
                                                                      {"created_at", kInteger},
                                                                      {"expires_at", kInteger},
                                                                      {"revoked_at", kInteger},
                                                                      {"revoked_by", kText}});

inline constexpr auto kLoans = std::to_array<MovedColumn>({{"id", kText},
                                                           {"org_id", kText},
                                                           {"amount", kInteger},
                                                           {"ltv", kInteger},
                                                           {"fico", kInteger},
                                                           {"state", kText},
                                                           {"occupancy", kText},
                                                           {"purpose", kText},
                                                           {"status", kText},
                                                           {"borrower", kText},
                                                           {"external_id", kText},
                                                           {"version", kInteger},
                                                           {"created_at", kInteger},
                                                           {"updated_at", kInteger}});
inline constexpr auto kLoanShares = std::to_array<MovedColumn>(
    {{"loan_id", kText}, {"org_id", kText}, {"owner_org_id", kText}, {"shared_by", kText}, {"created_at", kInteger}});
inline constexpr auto kRateSheets = std::to_array<MovedColumn>({{"id", kText},
                                                                {"org_id", kText},
                                                                {"name", kText},
                                                                {"digest", kBlob},
                                                                {"cells", kInteger},
                                                                {"products", kText},
                                                                {"uploaded_by", kText},
                                                                {"created_at", kInteger},
                                                                {"activated_at", kInteger},
                                                                {"activated_by", kText},
                                                                {"csv", kText}});
inline constexpr auto kProductsInForce =
    std::to_array<MovedColumn>({{"org_id", kText}, {"product", kText}, {"sheet_id", kText}});
inline constexpr auto kSheetReaders =
    std::to_array<MovedColumn>({{"org_id", kText}, {"reader_org_id", kText}, {"created_at", kInteger}});
inline constexpr auto kRateLocks = std::to_array<MovedColumn>({{"id", kText},
                                                               {"loan_id", kText},
                                                               {"org_id", kText},
                                                               {"lender_org_id", kText},
                                                               {"sheet_id", kText},
                                                               {"product", kText},
                                                               {"rate", kInteger},
                                                               {"days", kInteger},
                                                               {"price", kInteger},
                                                               {"requested_at", kInteger},
                                                               {"committed_at", kInteger},
                                                               {"extended_days", kInteger},
                                                               {"evidence", kText},
                                                               {"requested_by", kText},
                                                               {"relock_of", kText},
                                                               {"committed_by", kText},
                                                               {"confirmation", kText},
                                                               {"version", kInteger}});
inline constexpr auto kLoanDocuments = std::to_array<MovedColumn>({{"id", kText},
                                                                   {"loan_id", kText},
                                                                   {"org_id", kText},
                                                                   {"delivered_by_org_id", kText},
                                                                   {"kind", kText},
                                                                   {"name", kText},
                                                                   {"media_type", kText},
                                                                   {"size", kInteger},
                                                                   {"digest", kBlob},
                                                                   {"delivered_by", kText},
                                                                   {"created_at", kInteger}});
inline constexpr auto kDocumentParts = std::to_array<MovedColumn>(
    {{"id", kText}, {"org_id", kText}, {"document_id", kText}, {"place", kInteger}, {"content", kText}});
inline constexpr auto kWebhookSubscriptions = std::to_array<MovedColumn>({{"id", kText},
                                                                          {"org_id", kText},
                                                                          {"url", kText},
                                                                          {"events", kText},
                                                                          {"secret", kText},
                                                                          {"created_by", kText},
                                                                          {"created_at", kInteger}});

}  // namespace moved

inline constexpr MovedTable kMovedServerKeys{"server_keys", moved::kServerKeys, 1};

/// In this order, behind organisations and users: a row refers to those of tables before it, or to rows of its own
/// table with a lower key, as a lock does to the one that had lapsed before it was made.
inline constexpr auto kMovedTables = std::to_array<MovedTable>({
    {"org_members", moved::kOrgMembers, 2},
    {"password_history", moved::kPasswordHistory, 3},
    {"sessions", moved::kSessions, 1},
    {"upstream_tokens", moved::kUpstreamTokens, 1},
    {"totp_factors", moved::kTotpFactors, 1},
    {"recovery_codes", moved::kRecoveryCodes, 2},
    {"passkeys", moved::kPasskeys, 1},
    {"oidc_accounts", moved::kOidcAccounts, 2},
    {"spent_tokens", moved::kSpentTokens, 1},
    {"provider_logouts", moved::kProviderLogouts, 3},
    {"delegation_grants", moved::kDelegationGrants, 1},
    {"loans", moved::kLoans, 1},
    {"loan_shares", moved::kLoanShares, 2},
    {"rate_sheets", moved::kRateSheets, 1, 16},  // of a megabyte each
    {"products_in_force", moved::kProductsInForce, 2},
    {"sheet_readers", moved::kSheetReaders, 2},
    {"rate_locks", moved::kRateLocks, 1},
    {"loan_documents", moved::kLoanDocuments, 1},
    {"document_parts", moved::kDocumentParts, 1},
    {"webhook_subscriptions", moved::kWebhookSubscriptions, 1},
    kMovedServerKeys,
});

/// Tables whose records move_installation and move_secrets carry over as such.
inline constexpr auto kMovedAsRecords = std::to_array<std::string_view>({
    "orgs",
    "users",
    "api_keys",
    "common_audit_log",
    "audit_heads",      // move with the rows that are appended
    "audit_org_heads",  // likewise
    "idempotent_answers",
    "secrets",
    "secret_fence",
    "secret_quarantine",
});

/// Tables of which nothing is carried over.
inline constexpr auto kLeftBehind = std::to_array<std::string_view>({
    "schema_migrations",  // the target has its own
    "secret_rekey",       // a rekey is begun anew, and finds what is left to do
    "secret_rekeyers",    // servers of the source
});

}  // namespace ratestack::service
