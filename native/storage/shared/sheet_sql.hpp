// The statements over rate sheets, what is in force of them, and whom they are offered to. Each names the organisation
// that asks.
#pragma once

#include "native/storage/shared/named_sql.hpp"

namespace ratestack::storage::sheet_sql {

// One row a product in force, ascending; one without any where there is none. The long list of all products is in the
// first of them alone.
#define RATESTACK_SHEET                                                                                        \
  "SELECT s.id, s.org_id, s.name, s.digest, s.cells, CASE WHEN row_number() OVER (PARTITION BY s.id ORDER BY " \
  "p.product) = 1 THEN s.products ELSE '' END, s.uploaded_by, s.created_at, s.activated_at, s.activated_by, "  \
  "coalesce(p.product, ''), " RATESTACK_ORG_NAME("s.org_id") " FROM "
#define RATESTACK_IN_FORCE " LEFT JOIN products_in_force p ON p.sheet_id = s.id "
// Of active lenders: what a disabled one has in force prices for nobody else.
#define RATESTACK_OFFERED                                                                                            \
  "sheet_readers r JOIN orgs o ON o.id = r.org_id AND o.disabled_at IS NULL JOIN products_in_force q ON q.org_id = " \
  "r.org_id "

inline constexpr NamedSql kOwnSheet{"own_sheet", RATESTACK_SHEET "rate_sheets s" RATESTACK_IN_FORCE
                                                                 "WHERE s.org_id = $1 AND s.id = $2 ORDER BY "
                                                                 "p.product"};
inline constexpr NamedSql kSheet{"rate_sheet", RATESTACK_SHEET
                                 "rate_sheets s" RATESTACK_IN_FORCE
                                 "WHERE s.id = $1 AND (s.org_id = $2 OR EXISTS (SELECT 1 FROM " RATESTACK_OFFERED
                                 "WHERE r.reader_org_id = $2 AND r.org_id = s.org_id AND q.sheet_id = s.id)) ORDER BY "
                                 "p.product"};
inline constexpr NamedSql kSheets{
    "rate_sheets", RATESTACK_SHEET
    "(SELECT id FROM (SELECT id FROM (SELECT id FROM rate_sheets WHERE org_id = $1 AND id < $2 ORDER BY id DESC LIMIT "
    "$3) AS own UNION SELECT q.sheet_id AS id FROM " RATESTACK_OFFERED
    "WHERE r.reader_org_id = $1 AND q.sheet_id < $2) AS seen ORDER BY id DESC LIMIT $3) AS page JOIN rate_sheets s ON "
    "s.id = page.id" RATESTACK_IN_FORCE "ORDER BY s.id DESC, p.product"};
// Of any lender: the caller has found the sheet, or its product in force, before.
inline constexpr NamedSql kSheetCsv{"sheet_csv", "SELECT csv FROM rate_sheets WHERE id = $1"};
inline constexpr NamedSql kInsertSheet{
    "insert_sheet",
    "INSERT INTO rate_sheets (id, org_id, name, digest, cells, products, uploaded_by, created_at, activated_at, "
    "activated_by, csv) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
inline constexpr NamedSql kActivateSheet{
    "activate_sheet",
    "UPDATE rate_sheets SET activated_at = $1, activated_by = $2 WHERE org_id = $3 AND id = $4 AND activated_at IS "
    "NULL"};
inline constexpr NamedSql kPutInForce{"put_in_force",
                                      "INSERT INTO products_in_force (org_id, product, sheet_id) VALUES ($1, $2, $3) "
                                      "ON CONFLICT (org_id, product) DO UPDATE SET sheet_id = excluded.sheet_id"};

// A lender that offers its sheets to itself has each product once all the same.
inline constexpr NamedSql kProductsInForce{
    "products_in_force",
    "SELECT p.org_id, p.product, p.sheet_id, " RATESTACK_ORG_NAME("p.org_id") " FROM products_in_force p WHERE p.org_id = "
    "$1 UNION ALL SELECT q.org_id, q.product, q.sheet_id, o.name FROM " RATESTACK_OFFERED "WHERE r.reader_org_id = $1 AND r.org_id <> $1 ORDER BY sheet_id, product"};
inline constexpr NamedSql kSheetReaders{
    "sheet_readers", "SELECT reader_org_id, created_at, " RATESTACK_ORG_NAME(
                         "reader_org_id") " FROM sheet_readers WHERE org_id = $1 ORDER BY reader_org_id"};
inline constexpr NamedSql kAddReader{"add_sheet_reader",
                                     "INSERT INTO sheet_readers (org_id, reader_org_id, created_at) VALUES ($1, $2, "
                                     "$3) ON CONFLICT (org_id, reader_org_id) DO NOTHING"};
inline constexpr NamedSql kRemoveReader{"remove_sheet_reader",
                                        "DELETE FROM sheet_readers WHERE org_id = $1 AND reader_org_id = $2"};

#undef RATESTACK_SHEET
#undef RATESTACK_IN_FORCE
#undef RATESTACK_OFFERED

}  // namespace ratestack::storage::sheet_sql
