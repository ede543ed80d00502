// The statements over loans, locks, documents and subscriptions of db/*/0006_lending.sql. Each names the organisation
// that asks: it is in the condition, or part of the key that is written.
#pragma once

#include "native/storage/shared/named_sql.hpp"

namespace ratestack::storage::lending_sql {

#define RATESTACK_LOAN_COLUMNS                                                                                      \
  "l.id, l.org_id, l.amount, l.ltv, l.fico, l.state, l.occupancy, l.purpose, l.status, l.borrower, l.external_id, " \
  "l.version, l.created_at, l.updated_at, " RATESTACK_ORG_NAME("l.org_id")
#define RATESTACK_LOCK_COLUMNS                                                                                   \
  "l.id, l.loan_id, l.org_id, l.lender_org_id, l.sheet_id, l.product, l.rate, l.days, l.price, l.requested_at, " \
  "l.committed_at, l.extended_days, l.evidence, l.requested_by, l.relock_of, l.committed_by, l.confirmation, "   \
  "l.version, " RATESTACK_ORG_NAME("l.org_id") ", " RATESTACK_ORG_NAME("l.lender_org_id")
#define RATESTACK_DOCUMENT                                                                                \
  "SELECT id, loan_id, org_id, delivered_by_org_id, kind, name, media_type, size, digest, delivered_by, " \
  "created_at, " RATESTACK_ORG_NAME("loan_documents.delivered_by_org_id") " FROM loan_documents WHERE "
// The newest so many of a table that an index has in this order, behind an id.
#define RATESTACK_NEWEST(id, table, mine, as)                                                           \
  "SELECT id FROM (SELECT " id " AS id FROM " table " WHERE " mine " = $1 AND " id " < $2 ORDER BY " id \
  " DESC LIMIT $3) AS " as

// Loans. A page is the newest of two lists, each read along an index of its own.
inline constexpr NamedSql kLoan{"loan", "SELECT " RATESTACK_LOAN_COLUMNS
                                        " FROM loans l WHERE l.id = $1 AND (l.org_id = $2 OR EXISTS (SELECT 1 FROM "
                                        "loan_shares s WHERE s.loan_id = l.id AND s.org_id = $2))"};
inline constexpr NamedSql kLoans{"loans",
                                 "SELECT " RATESTACK_LOAN_COLUMNS
                                 " FROM (" RATESTACK_NEWEST("id", "loans", "org_id", "own") " UNION " RATESTACK_NEWEST(
                                     "loan_id", "loan_shares", "org_id",
                                     "shared") ") AS seen JOIN loans l ON l.id = seen.id ORDER BY l.id DESC LIMIT $3"};
inline constexpr NamedSql kInsertLoan{
    "insert_loan",
    "INSERT INTO loans (id, org_id, amount, ltv, fico, state, occupancy, purpose, status, borrower, external_id, "
    "version, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
inline constexpr NamedSql kUpdateLoan{
    "update_loan",
    "UPDATE loans SET amount = $1, ltv = $2, fico = $3, state = $4, occupancy = $5, purpose = $6, status = $7, "
    "borrower = $8, updated_at = $9, version = version + 1 WHERE id = $10 AND org_id = $11 AND version = $12 "
    "RETURNING id"};
// Before the update, and only where that is going to replace the envelope.
inline constexpr NamedSql kReleaseBorrower{
    "release_borrower",
    "DELETE FROM secret_quarantine WHERE table_name = 'loans' AND column_name = 'borrower' AND row_id = $1 AND "
    "EXISTS (SELECT 1 FROM loans WHERE id = $1 AND org_id = $2 AND version = $3 AND borrower <> $4)"};
inline constexpr NamedSql kShares{"loan_shares",
                                  "SELECT s.loan_id, s.owner_org_id, s.org_id, s.shared_by, s.created_at, o.name FROM "
                                  "loan_shares s JOIN orgs o ON o.id = s.org_id WHERE s.owner_org_id = $1 AND "
                                  "s.loan_id = $2 ORDER BY s.org_id"};
inline constexpr NamedSql kShareLoan{"share_loan",
                                     "INSERT INTO loan_shares (loan_id, owner_org_id, org_id, shared_by, created_at) "
                                     "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (loan_id, org_id) DO NOTHING "
                                     "RETURNING loan_id"};
inline constexpr NamedSql kUnshareLoan{
    "unshare_loan",
    "DELETE FROM loan_shares WHERE owner_org_id = $1 AND loan_id = $2 AND org_id = $3 RETURNING loan_id"};

// Locks. Who requested one and whose sheet it is on both see it.
inline constexpr NamedSql kLock{"rate_lock", "SELECT " RATESTACK_LOCK_COLUMNS
                                             " FROM rate_locks l WHERE l.id = $1 AND (l.org_id = $2 OR "
                                             "l.lender_org_id = $2)"};
// Of whichever lender: the caller has found the loan before.
inline constexpr NamedSql kNewestLock{"newest_lock", "SELECT " RATESTACK_LOCK_COLUMNS
                                                     " FROM rate_locks l WHERE l.loan_id = $1 ORDER BY l.id DESC "
                                                     "LIMIT 1"};
inline constexpr NamedSql kLocks{
    "rate_locks", "SELECT " RATESTACK_LOCK_COLUMNS
                  " FROM (" RATESTACK_NEWEST("id", "rate_locks", "org_id", "asked") " UNION " RATESTACK_NEWEST(
                      "id", "rate_locks", "lender_org_id",
                      "given") ") AS seen JOIN rate_locks l ON l.id = seen.id ORDER BY l.id DESC LIMIT $3"};
inline constexpr NamedSql kLocksOfLoan{"locks_of_loan", "SELECT " RATESTACK_LOCK_COLUMNS
                                                        " FROM rate_locks l WHERE l.loan_id = $1 AND l.id < $2 AND "
                                                        "(l.org_id = $3 OR l.lender_org_id = $3) ORDER BY l.id DESC "
                                                        "LIMIT $4"};
inline constexpr NamedSql kInsertLock{
    "insert_lock",
    "INSERT INTO rate_locks (id, loan_id, org_id, lender_org_id, sheet_id, product, rate, days, price, requested_at, "
    "committed_at, extended_days, evidence, requested_by, relock_of, committed_by, confirmation, version) VALUES ($1, "
    "$2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)"};
inline constexpr NamedSql kUpdateLock{
    "update_lock",
    "UPDATE rate_locks SET price = $1, committed_at = $2, extended_days = $3, committed_by = $4, confirmation = $5, "
    "version = version + 1 WHERE id = $6 AND org_id = $7 AND lender_org_id = $8 AND version = $9 RETURNING id"};

// Documents.
inline constexpr NamedSql kDocuments{"loan_documents", RATESTACK_DOCUMENT
                                     "loan_id = $1 AND id < $2 AND (org_id = $3 OR delivered_by_org_id = $3) ORDER BY "
                                     "id DESC LIMIT $4"};
inline constexpr NamedSql kOwnDocument{"own_document", RATESTACK_DOCUMENT "org_id = $1 AND id = $2"};
inline constexpr NamedSql kInsertDocument{
    "insert_document",
    "INSERT INTO loan_documents (id, loan_id, org_id, delivered_by_org_id, kind, name, media_type, size, digest, "
    "delivered_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
inline constexpr NamedSql kDocumentParts{
    "document_parts", "SELECT id, content FROM document_parts WHERE org_id = $1 AND document_id = $2 ORDER BY place"};
inline constexpr NamedSql kInsertPart{
    "insert_document_part",
    "INSERT INTO document_parts (id, org_id, document_id, place, content) VALUES ($1, $2, $3, $4, $5)"};

// Subscriptions.
inline constexpr NamedSql kWebhooks{
    "webhooks",
    "SELECT id, org_id, url, events, secret, created_by, created_at FROM webhook_subscriptions WHERE org_id = $1 AND "
    "id < $2 ORDER BY id DESC LIMIT $3"};
inline constexpr NamedSql kCountWebhooks{"count_webhooks",
                                         "SELECT count(*) FROM webhook_subscriptions WHERE org_id = $1"};
inline constexpr NamedSql kInsertWebhook{
    "insert_webhook",
    "INSERT INTO webhook_subscriptions (id, org_id, url, events, secret, created_by, created_at) VALUES ($1, $2, $3, "
    "$4, $5, $6, $7)"};
inline constexpr NamedSql kReleaseWebhook{
    "release_webhook",
    "DELETE FROM secret_quarantine WHERE table_name = 'webhook_subscriptions' AND column_name = 'secret' AND row_id IN "
    "(SELECT id FROM webhook_subscriptions WHERE id = $1 AND org_id = $2)"};
inline constexpr NamedSql kRemoveWebhook{
    "remove_webhook", "DELETE FROM webhook_subscriptions WHERE id = $1 AND org_id = $2 RETURNING id"};

#undef RATESTACK_LOAN_COLUMNS
#undef RATESTACK_LOCK_COLUMNS
#undef RATESTACK_DOCUMENT
#undef RATESTACK_NEWEST

}  // namespace ratestack::storage::lending_sql
