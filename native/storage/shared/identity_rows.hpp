// Records of identity out of a row of either database. A row has text, integer, count, digest, time, optional_time and
// is_null of a column, from 0.
#pragma once

#include <string>
#include <utility>

#include "native/service/identity/identity_records.hpp"
#include "native/service/store_error.hpp"
#include "native/storage/shared/identity_sql.hpp"
#include "native/storage/shared/org_rows.hpp"
#include "ratestack/identity/oidc_logout.hpp"

namespace ratestack::storage {

inline Error unreadable(const char* table) {
  return Error(service::StoreError::corrupt, std::string("unreadable record in ") + table);
}

inline constexpr auto kTakeUser = [](const auto& row) {
  return service::make_user({row.text(0), row.text(1), row.text(2), row.text(3), row.time(4), row.text(5),
                             row.optional_time(6), row.time(7)});
};

inline constexpr auto kTakeApiKey = [](const auto& row) {
  return service::make_api_key({row.text(0), row.text(1), row.text(2), row.digest(3), row.text(4), row.time(5),
                                row.optional_time(6), row.optional_time(7), row.optional_time(8)});
};

template <typename Row>
Result<service::Membership> take_membership(const Row& row, int column) {
  auto org = OrgId::parse(row.text(column));
  const auto type = parse_org_type(row.text(column + 1));
  if (!org || !type) return unreadable("org_members");
  return service::Membership{std::move(*org),
                             *type,
                             service::parse_role_names(row.text(column + 2)),
                             std::string(row.text(column + 3)),
                             take_enabled(row, column + 4),
                             row.optional_time(column + 5)};
}
inline constexpr auto kTakeMembership = [](const auto& row) { return take_membership(row, 0); };

inline constexpr auto kTakeUsedPassword = [](const auto& row) -> Result<service::UsedPassword> {
  return service::UsedPassword{std::string(row.text(0)), row.time(1), row.time(2)};
};

inline constexpr auto kTakeSession = [](const auto& row) -> Result<service::SessionRecord> {
  auto id = SessionId::parse(row.text(0));
  auto org = OrgId::parse(row.text(1));
  auto user = UserId::parse(row.text(2));
  if (!id || !org || !user) return unreadable("sessions");
  return service::SessionRecord{std::move(*id),
                                std::move(*org),
                                std::move(*user),
                                row.digest(3),
                                AuthMethods::parse(row.text(4)),
                                row.time(5),
                                row.time(6),
                                row.time(7),
                                row.time(8),
                                row.optional_time(9),
                                std::string(row.text(10)),
                                std::string(row.text(11))};
};

// One row a membership; one without any where the user has none.
inline constexpr auto kTakeSubject = [](const auto& row) -> Result<service::SessionSubject> {
  auto session = kTakeSession(row);
  if (!session) return session.error();
  service::SessionSubject subject{
      std::move(*session), std::string(row.text(12)), std::string(row.text(13)), row.optional_time(14), {}};
  if (row.text(15).empty()) return subject;
  auto membership = take_membership(row, 15);
  if (!membership) return membership.error();
  subject.memberships.push_back(std::move(*membership));
  return subject;
};

inline constexpr auto kTakeTotp = [](const auto& row) -> Result<service::TotpFactor> {
  auto id = FactorId::parse(row.text(0));
  auto org = OrgId::parse(row.text(1));
  auto user = UserId::parse(row.text(2));
  if (!id || !org || !user) return unreadable("totp_factors");
  return service::TotpFactor{std::move(*id), std::move(*org),      std::move(*user), std::string(row.text(3)),
                             row.time(4),    row.optional_time(5), row.count(6)};
};

inline constexpr auto kTakePasskey = [](const auto& row) -> Result<service::Passkey> {
  auto id = PasskeyId::parse(row.text(0));
  auto org = OrgId::parse(row.text(1));
  auto user = UserId::parse(row.text(2));
  if (!id || !org || !user) return unreadable("passkeys");
  const std::optional<bool> eligible = row.integer(9) < 0 ? std::nullopt : std::optional<bool>(row.integer(9) == 1);
  return service::Passkey{std::move(*id),           std::move(*org), std::move(*user),         std::string(row.text(3)),
                          std::string(row.text(4)), row.count(5),    std::string(row.text(6)), row.time(7),
                          row.optional_time(8),     eligible};
};

inline constexpr auto kTakeOidcAccount = [](const auto& row) -> Result<service::OidcAccount> {
  auto org = OrgId::parse(row.text(3));
  auto user = UserId::parse(row.text(4));
  if (!org || !user) return unreadable("oidc_accounts");
  return service::OidcAccount{std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2)),
                              std::move(*org),          std::move(*user),         row.time(5)};
};

/// Whom a logout at a provider concerns, as a reader and a writer ask alike.
template <typename Rows, typename Take>
auto live_of_provider(Rows& rows, const OidcLogout& logout, Timestamp now, Take take) {
  if (logout.subject.empty()) {
    return rows.read(identity_sql::kSessionsOfProviderSession, take, logout.issuer, now, logout.session_id);
  }
  return rows.read(identity_sql::kSessionsOfSubject, take, logout.issuer, now, logout.subject, logout.session_id);
}

inline constexpr auto kTakeServerKey = [](const auto& row) -> Result<service::ServerKey> {
  auto id = ServerKeyId::parse(row.text(0));
  if (!id) return unreadable("server_keys");
  return service::ServerKey{
      std::move(*id), std::string(row.text(1)), std::string(row.text(2)), std::string(row.text(3)), row.time(4),
      row.time(5),    row.optional_time(6)};
};

inline constexpr auto kTakeText = [](const auto& row) -> Result<std::string> { return std::string(row.text(0)); };
inline constexpr auto kTakeDigest = [](const auto& row) -> Result<Digest> { return row.digest(0); };
inline constexpr auto kTakeCount = [](const auto& row) -> Result<std::uint64_t> { return row.count(0); };
inline constexpr auto kTakeSessionId = [](const auto& row) { return SessionId::parse(row.text(0)); };

}  // namespace ratestack::storage
