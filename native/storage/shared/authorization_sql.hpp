// The statements over the tables of db/*/0005_authorization.sql, and over memberships as decisions see them. What must
// be decided against a rival is one statement with RETURNING: a row comes back to the one that won.
#pragma once

#include "native/storage/shared/named_sql.hpp"

namespace ratestack::storage::authorization_sql {

#define RATESTACK_MEMBER                                                          \
  "SELECT m.user_id, u.email, u.name, m.roles, m.created_at, u.disabled_at FROM " \
  "org_members m JOIN users u ON u.id = m.user_id WHERE m.org_id = $1 AND "
#define RATESTACK_GRANT_COLUMNS                                                                                \
  "g.id, g.grantor_org_id, g.grantee_org_id, coalesce(g.grantee_user_id, ''), g.granted_by, "                  \
  "g.capabilities, g.created_at, g.expires_at, g.revoked_at, coalesce(g.revoked_by, ''), " RATESTACK_ORG_NAME( \
      "g.grantor_org_id") ", " RATESTACK_ORG_NAME("g.grantee_org_id")
#define RATESTACK_GRANT "SELECT " RATESTACK_GRANT_COLUMNS " FROM delegation_grants g WHERE "
// Behind the roles, an organisation `o` and a person `u` whose roles they are.
#define RATESTACK_HOLDER "coalesce(m.roles, ''), o.type, o.capabilities, o.disabled_at, u.disabled_at"
// What a key `k` can do at a time; nothing where there is none.
#define RATESTACK_KEY(time)                                                          \
  "CASE WHEN k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > " time \
  ") THEN coalesce(k.capabilities, "                                                 \
  "'') ELSE '' END"
#define RATESTACK_LIVE_GRANTS(time) \
  "SELECT " RATESTACK_GRANT_COLUMNS ", " RATESTACK_HOLDER ", " RATESTACK_KEY(time)                               \
  " FROM delegation_grants g JOIN orgs o ON o.id = g.grantor_org_id LEFT JOIN users u ON u.id = g.granted_by "   \
  "LEFT JOIN org_members m ON m.org_id = g.grantor_org_id AND m.user_id = g.granted_by LEFT JOIN api_keys k ON " \
  "k.id = g.granted_by AND k.org_id = g.grantor_org_id "

// Organisations and their members.
inline constexpr NamedSql kRoleHolder{"role_holder",
                                      "SELECT " RATESTACK_HOLDER
                                      " FROM orgs o CROSS JOIN users u LEFT JOIN org_members m ON m.org_id = o.id AND "
                                      "m.user_id = u.id WHERE o.id = $1 AND u.id = $2"};
inline constexpr NamedSql kKeyHolder{
    "key_holder", "SELECT '', o.type, o.capabilities, o.disabled_at, NULL, " RATESTACK_KEY(
                      "$1") " FROM api_keys k JOIN orgs o ON o.id = k.org_id WHERE k.org_id = $2 AND k.id = $3"};
inline constexpr NamedSql kActivePlatformRoles{
    "active_platform_roles",
    "SELECT m.roles FROM orgs o JOIN org_members m ON m.org_id = o.id JOIN users u ON u.id = m.user_id "
    "WHERE o.type = 'PLATFORM' AND u.disabled_at IS NULL"};
inline constexpr NamedSql kSetOrgEnabled{"set_org_enabled",
                                         "UPDATE orgs SET capabilities = $1 WHERE id = $2 RETURNING id"};
inline constexpr NamedSql kSetOrgDisabled{"set_org_disabled",
                                          "UPDATE orgs SET disabled_at = $1 WHERE id = $2 RETURNING id"};
inline constexpr NamedSql kMembers{"members_of_org", RATESTACK_MEMBER "m.user_id > $2 ORDER BY m.user_id LIMIT $3"};
inline constexpr NamedSql kMember{"member_of_org", RATESTACK_MEMBER "m.user_id = $2"};
inline constexpr NamedSql kRemoveMember{"remove_member",
                                        "DELETE FROM org_members WHERE org_id = $1 AND user_id = $2 RETURNING user_id"};

// Grants.
inline constexpr NamedSql kGrantsGiven{"grants_given",
                                       RATESTACK_GRANT "g.grantor_org_id = $1 AND g.id > $2 ORDER BY g.id LIMIT $3"};
inline constexpr NamedSql kGrantsReceived{"grants_received",
                                          RATESTACK_GRANT "g.grantee_org_id = $1 AND g.id > $2 ORDER BY g.id LIMIT $3"};
inline constexpr NamedSql kGrant{"grant", RATESTACK_GRANT "g.id = $1"};
inline constexpr NamedSql kInsertGrant{
    "insert_grant",
    "INSERT INTO delegation_grants (id, grantor_org_id, grantee_org_id, grantee_user_id, granted_by, capabilities, "
    "created_at, expires_at, revoked_at, revoked_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
inline constexpr NamedSql kRevokeGrant{
    "revoke_grant",
    "UPDATE delegation_grants SET revoked_at = $1, revoked_by = $2 WHERE id = $3 AND grantor_org_id = $4 AND "
    "revoked_at IS NULL RETURNING id"};

// What a person is judged by: one row a membership, one without any where there is none.
inline constexpr NamedSql kPerson{
    "person_facts",
    "SELECT u.org_id, u.disabled_at, coalesce(m.org_id, ''), coalesce(o.type, ''), coalesce(m.roles, ''), "
    "coalesce(o.name, ''), o.capabilities, o.disabled_at FROM users u LEFT JOIN org_members m ON m.user_id = u.id "
    "LEFT JOIN orgs o ON o.id = m.org_id WHERE u.id = $1 ORDER BY m.org_id"};
// The time is the first parameter: a holder's key is asked for it before anything else is.
inline constexpr NamedSql kLiveGrants{
    "live_grants",
    RATESTACK_LIVE_GRANTS("$1")
    "JOIN org_members mine ON mine.org_id = g.grantee_org_id WHERE mine.user_id = $2 AND g.expires_at > $1 AND "
    "g.revoked_at IS NULL AND (g.grantee_user_id IS NULL OR g.grantee_user_id = $2) ORDER BY g.id"};
inline constexpr NamedSql kLiveGrantsToOrg{
    "live_grants_to_org",
    RATESTACK_LIVE_GRANTS("$1")
    "WHERE g.grantee_org_id = $2 AND g.expires_at > $1 AND g.revoked_at IS NULL AND g.grantee_user_id IS NULL "
    "ORDER BY g.id"};

#undef RATESTACK_MEMBER
#undef RATESTACK_GRANT_COLUMNS
#undef RATESTACK_GRANT
#undef RATESTACK_HOLDER
#undef RATESTACK_KEY
#undef RATESTACK_LIVE_GRANTS

}  // namespace ratestack::storage::authorization_sql
