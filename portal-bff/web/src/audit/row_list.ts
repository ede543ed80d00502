// Rows as the page has them: newest first, without a gap, read further at either end. Pure.
import type { AuditRow, Page } from "../client/types.js";
import { hour } from "../design/time.js";

export interface RowList {
  readonly rows: readonly AuditRow[];
  /** Where older ones go on; null: there are none. */
  readonly next: string | null;
}

export function firstPage(page: Page<AuditRow>): RowList {
  return { rows: page.items, next: page.next_cursor };
}

export function withOlder(list: RowList, page: Page<AuditRow>): RowList {
  const oldest = list.rows.at(-1)?.id ?? Infinity;
  return { rows: [...list.rows, ...page.items.filter(({ id }) => id < oldest)], next: page.next_cursor };
}

export interface Merged {
  readonly list: RowList;
  /** How many rows are new; of a page that is new as a whole there may be more. */
  readonly added: number;
}

/**
 * The newest page again, put before what is there. A page that reaches none of it would leave a gap: then that page alone is
 * the list, and older rows are read from it on.
 */
export function withNewest(list: RowList, page: Page<AuditRow>): Merged {
  const newest = list.rows[0]?.id ?? 0;
  const fresh = page.items.filter(({ id }) => id > newest);
  if (fresh.length === 0) return { list, added: 0 };
  const touches = fresh.length < page.items.length || page.next_cursor === null;
  return { list: touches ? { ...list, rows: [...fresh, ...list.rows] } : firstPage(page), added: fresh.length };
}

/** The row that follows in the chain of the whole log, and in that of the organisation, if it is among `rows`. */
export function successorsOf(row: AuditRow, rows: readonly AuditRow[]) {
  return {
    inLog: rows.find(({ id }) => id === row.id + 1) ?? null,
    inOrg:
      rows.find((each) => each.acting_as_org_id === row.acting_as_org_id && each.org_seq === row.org_seq + 1) ?? null,
  };
}

const nearbyMs = hour;

/** Where the rows after this one are likely to be: of its organisation, within the hour. */
export function nearbyPath(row: AuditRow): string {
  const from = new Date(row.occurred_at).toISOString();
  const to = new Date(Date.parse(row.occurred_at) + nearbyMs).toISOString();
  const query = new URLSearchParams({ org_id: row.acting_as_org_id, from, to, limit: "500" });
  return `/api/v1/audit/events?${query.toString()}`;
}
