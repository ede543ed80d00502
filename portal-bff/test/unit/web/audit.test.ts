import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import { countsPath, valuesOf } from "../../../web/src/activity/counts.ts";
import { countIn, lastSpans } from "../../../web/src/activity/spans.ts";
import { actionWords, knownActions } from "../../../web/src/audit/actions.ts";
import {
  auditLink,
  filtersOf,
  flawsOf,
  isOpenEnded,
  noFilters,
  rowsPath,
  searchOf,
} from "../../../web/src/audit/filters.ts";
import { firstPage, nearbyPath, successorsOf, withNewest, withOlder } from "../../../web/src/audit/row_list.ts";
import { gistOf, outcomeOf } from "../../../web/src/audit/row_words.ts";
import type { AuditRow } from "../../../web/src/client/types.ts";
import { barsOf } from "../../../web/src/design/bars.ts";

function row(id: number, more: Partial<AuditRow> = {}): AuditRow {
  return {
    id,
    acting_as_org_id: "org_a",
    org_seq: id,
    occurred_at: "2026-11-28T07:00:00.000000Z",
    ...more,
  } as AuditRow;
}
const ids = ({ rows }: { rows: readonly AuditRow[] }): number[] => rows.map(({ id }) => id);
const page = (items: AuditRow[], next_cursor: string | null = null) => ({ items, next_cursor });

describe("filters", () => {
  it("come back from the address that they were put into", () => {
    const filters = { ...noFilters, actor: "user_1", action: "LOGIN_FAILED", from: "2026-11-01T00:00:00.000Z" };
    expect(filtersOf(searchOf(filters))).toEqual(filters);
    expect(searchOf(noFilters)).toBe("");
  });

  it("leave out what is no time, and what is none of them", () => {
    expect(filtersOf("?from=soon&to=2026-11-01T00%3A00%3A00Z&cursor=x&action=%20A%20")).toEqual({
      ...noFilters,
      action: "A",
      to: "2026-11-01T00:00:00Z",
    });
  });

  it("are encoded, so that nothing in them becomes another parameter", () => {
    expect(rowsPath({ ...noFilters, actor: "a&org_id=b" })).toBe("/api/v1/audit/events?actor=a%26org_id%3Db");
    expect(auditLink({ correlation_id: "c" })).toBe("/audit?correlation_id=c");
  });

  it("are told when the server would refuse them", () => {
    expect(flawsOf(noFilters)).toEqual({});
    expect(flawsOf({ ...noFilters, action: "A_B2", org_id: "org_01K0CASCADE0000000000000AA" })).toEqual({});
    const wrong = {
      ...noFilters,
      action: "a",
      org_id: "org_x",
      correlation_id: "a b",
      from: "2026-01-02",
      to: "2026-01-02",
    };
    expect(Object.keys(flawsOf(wrong))).toEqual(["action", "org_id", "correlation_id", "to"]);
  });

  it("let new rows through unless they end in the past", () => {
    const now = Date.parse("2026-11-28T07:00:00Z");
    expect(isOpenEnded(noFilters, now)).toBe(true);
    expect(isOpenEnded({ ...noFilters, to: "2026-11-28T08:00:00Z" }, now)).toBe(true);
    expect(isOpenEnded({ ...noFilters, to: "2026-11-28T06:00:00Z" }, now)).toBe(false);
  });
});

describe("the list of rows", () => {
  const start = firstPage(page([row(9), row(8)], "older"));

  it("grows at its old end, and takes none twice", () => {
    const grown = withOlder(start, page([row(8), row(7)]));
    expect(ids(grown)).toEqual([9, 8, 7]);
    expect(grown.next).toBeNull();
  });

  it("grows at its new end, and keeps where older rows go on", () => {
    const { list, added } = withNewest(start, page([row(11), row(10), row(9)], "elsewhere"));
    expect(ids(list)).toEqual([11, 10, 9, 8]);
    expect([added, list.next]).toEqual([2, "older"]);
  });

  it("is the same list where nothing is new", () => {
    expect(withNewest(start, page([row(9), row(8)], "older"))).toEqual({ list: start, added: 0 });
    expect(withNewest(start, page([]))).toEqual({ list: start, added: 0 });
  });

  it("never has a gap: what cannot be joined takes the place of what was there", () => {
    const { list } = withNewest(start, page([row(30), row(29)], "from 29"));
    expect(list).toEqual({ rows: [row(30), row(29)], next: "from 29" });
  });

  it("is joined where the new page is all that there is", () => {
    expect(ids(withNewest({ rows: [], next: null }, page([row(2), row(1)])).list)).toEqual([2, 1]);
  });
});

describe("the rows after a row", () => {
  it("are found by the log's number and by the organisation's", () => {
    const other = row(6, { acting_as_org_id: "org_b", org_seq: 6 });
    const own = row(7, { org_seq: 6 });
    const found = successorsOf(row(5), [own, other]);
    expect(found).toEqual({ inLog: other, inOrg: own });
    expect(successorsOf(row(7), [own, other])).toEqual({ inLog: null, inOrg: null });
  });

  it("are looked for in its organisation, within the hour", () => {
    const query = new URL(nearbyPath(row(1)), "http://x").searchParams;
    expect(Object.fromEntries(query)).toEqual({
      org_id: "org_a",
      from: "2026-11-28T07:00:00.000Z",
      to: "2026-11-28T08:00:00.000Z",
      limit: "500",
    });
  });
});

describe("words of a row", () => {
  it("there are for every action of the platform", () => {
    const header = "../../../../core/include/ratestack/audit/platform_action.hpp";
    const source = readFileSync(join(import.meta.dirname, header), "utf8");
    const actions = [...source.matchAll(/= "([A-Z0-9_]+)";/g)].map(([, action]) => action ?? "");
    expect(actions.length).toBeGreaterThan(30);
    expect(actions.filter((action) => actionWords(action) === action)).toEqual([]);
    expect(actions.filter((action) => !knownActions.some(({ value }) => value === action))).toEqual([]);
  });

  it("leave what they do not know as it is", () => {
    expect(actionWords("LOAN_REPRICED")).toBe("LOAN_REPRICED");
    expect(actionWords("constructor")).toBe("constructor");
    expect(outcomeOf({ outcome: "toString" })).toEqual(["toString", "plain"]);
    expect(gistOf({ payload: { reason: "wrong_password" } })).toBe("wrong password");
    expect(gistOf({ payload: { reason: 3 } })).toBe("");
  });
});

describe("spans of time", () => {
  it("are whole hours, the present one last", () => {
    const now = new Date(2026, 10, 28, 7, 31).getTime();
    const { edges, names } = lastSpans("hour", 3, now);
    expect(edges).toEqual([5, 6, 7, 8].map((hour) => new Date(2026, 10, 28, hour).getTime()));
    expect(names).toEqual(["05:00", "06:00", "07:00"]);
  });

  it("are days of the calendar, over the end of a month", () => {
    const { edges, names } = lastSpans("day", 3, new Date(2026, 11, 2, 23, 59).getTime());
    expect(edges).toEqual([30, 31, 32, 33].map((day) => new Date(2026, 10, day).getTime()));
    expect(names).toEqual(["30 Nov", "1 Dec", "2 Dec"]);
  });

  it("count what lies in them, the beginning included and the end not", () => {
    const spans = { edges: [10, 20, 30], names: ["a", "b"] };
    const events = [9, 10, 19, 20, 29, 30].map((at) => ({ at, count: at }));
    expect(countIn(spans, events)).toEqual([10 + 19, 20 + 29]);
  });
});

describe("counts of events", () => {
  const hour = 60 * 60_000;

  it("are asked for by the hour, from the first span to the last one's end", () => {
    const spans = { edges: [0, 24 * hour, 48 * hour], names: ["a", "b"] };
    const path = countsPath({ actions: ["A", "B"], spans, orgId: "" });
    expect(path).toBe(
      "/api/v1/audit/counts?actions=A%2CB&step=hour&from=1970-01-01T00%3A00%3A00.000Z&to=1970-01-03T00%3A00%3A00.000Z",
    );
    expect(countsPath({ actions: ["A"], spans, orgId: "org_1" })).toContain("&org_id=org_1");
  });

  it("are added up to the viewer's days, however long a day is", () => {
    // Of 23, 24 and 25 hours, in a zone half an hour off.
    const edges = [0.5, 23.5, 47.5, 72.5].map((at) => at * hour);
    const items = Array.from({ length: 72 }, (_, index) => ({
      action: index % 2 === 0 ? "A" : "B",
      start: new Date((index + 0.5) * hour).toISOString(),
      count: 10,
    }));
    const counts = { items, complete: true, complete_from: items[0]?.start ?? "" };
    expect(valuesOf(counts, "A", { edges, names: [] })).toEqual([120, 120, 120]);
    expect(valuesOf(counts, "B", { edges, names: [] })).toEqual([110, 120, 130]);
    expect(valuesOf(counts, "C", { edges, names: [] })).toEqual([0, 0, 0]);
  });
});

describe("bars", () => {
  it("are as high as their part of the highest, and what is there is seen", () => {
    expect(barsOf([0, 1, 50, 100], 50)).toEqual({ bars: [0, 2, 25, 50], total: 151, peak: 100 });
    expect(barsOf([], 50)).toEqual({ bars: [], total: 0, peak: 0 });
    expect(barsOf([0, 0], 50).bars).toEqual([0, 0]);
  });
});
