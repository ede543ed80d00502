// Rows of an audit log, chained as the server would have them as far as a page can tell.
import { ok, type Handler, type ScriptedApi } from "./scripted_api.ts";
import { at, orgId, signedInApi, user } from "./scripted_people.ts";

const minute = 60_000;
export const officer = "user_01K0JONAS000000000000000BB";
export const otherOrg = "org_01K0HARBR0000000000000000B";

/** Stands for the hash of row `id`. */
export function hashOf(id: number): string {
  return id === 0 ? "0".repeat(64) : `${String(id).padStart(8, "0")}${"5eed".repeat(14)}`;
}

const kinds = [
  ["LOGIN_SUCCEEDED", "success", { acr: "aal2", methods: ["password", "totp"] }, "session"],
  ["ACCESS_DENIED", "failure", { what: "loan.write", unsaid_before: 3 }, "org"],
  [
    "LOAN_REPRICED",
    "success",
    { loan: { rate: "6.125", points: [0.25, 0.5], note: "" }, locked: false, previous: null },
    "loan",
  ],
  ["LOGIN_FAILED", "failure", { method: "password", reason: "wrong_password" }, "user"],
] as const;

export function logRow(id: number, minutesAgo: number, more: Readonly<Record<string, unknown>> = {}) {
  const [action, outcome, payload, type] = kinds[id % kinds.length] ?? kinds[0];
  return {
    id,
    schema: 1,
    occurred_at: at(-minutesAgo * minute),
    action,
    outcome,
    acting_as_org_id: orgId,
    actor: { id: id % 2 === 0 ? officer : user.id, type: "user", org_id: orgId, key_id: null },
    correlation_id: `01K0REQUEST00000000000${String(id).padStart(4, "0")}`,
    payload,
    request: { ip: "203.0.113.7", method: "POST", uri: "/v1/loans/loan_01K0A/price" },
    resource: { type, id: type === "user" ? officer : `${type}_01K0RESOURCE0000000000000A`, owner_org_id: orgId },
    entry_hash: hashOf(id),
    previous_hash: hashOf(id - 1),
    org_seq: id - 2,
    org_previous_hash: hashOf(id - 1),
    ...more,
  };
}

export type LogRow = ReturnType<typeof logRow>;

/** Rows newest first, from `newest` on down, a few minutes apart. */
export function logRows(newest: number, count: number): LogRow[] {
  return Array.from({ length: count }, (_, index) => logRow(newest - index, 2 + index * 7));
}

/** Answers lists as the server does: what fits the filters, two pages long. `rows` may change meanwhile. */
function listRows(rows: () => readonly LogRow[], size = 8): Handler {
  return (_request, path) => {
    const query = new URL(path, "http://x").searchParams;
    const fits = (row: LogRow): boolean =>
      [
        [query.get("action"), row.action],
        [query.get("actor"), row.actor.id],
        [query.get("correlation_id"), row.correlation_id],
        [query.get("org_id"), row.acting_as_org_id],
      ].every(([wanted, is]) => wanted === null || wanted === is);
    const before = Number(query.get("cursor") ?? Infinity);
    const left = rows().filter((row) => fits(row) && row.id < before);
    const items = left.slice(0, Number(query.get("limit") ?? size));
    const more = left.length > items.length;
    return ok({ items, next_cursor: more ? String(items.at(-1)?.id) : null });
  };
}

/** How many events a row stands for: denials of one subject are gathered, and the next row says how many went before it. */
function weightOf({ action, payload }: LogRow): number {
  const unsaid = (payload as Readonly<Record<string, unknown>>)["unsaid_before"];
  return 1 + (action === "ACCESS_DENIED" && typeof unsaid === "number" ? unsaid : 0);
}

/** Counts rows as the server does: by action and by hours that begin at `from`. */
function countRows(rows: () => readonly LogRow[]): Handler {
  return (_request, path) => {
    const query = new URL(path, "http://x").searchParams;
    const actions = query.get("actions")?.split(",") ?? [];
    const [from, to] = [Date.parse(query.get("from") ?? ""), Date.parse(query.get("to") ?? "")];
    const orgId = query.get("org_id");
    const items = rows()
      .map((row) => ({ row, time: Date.parse(row.occurred_at) }))
      .filter(({ row, time }) => actions.includes(row.action) && time >= from && time < to)
      .filter(({ row }) => orgId === null || row.acting_as_org_id === orgId)
      .map(({ row, time }) => ({
        action: row.action,
        start: new Date(time - ((time - from) % (60 * minute))).toISOString(),
        count: weightOf(row),
      }));
    const start = new Date(from).toISOString();
    return ok({ step: query.get("step"), from: start, to: query.get("to"), items, complete: true, complete_from: start });
  };
}

export function auditApi(rows: () => readonly LogRow[] = () => logRows(40, 12)): ScriptedApi {
  return signedInApi().on("GET /api/v1/audit/events", listRows(rows)).on("GET /api/v1/audit/counts", countRows(rows));
}
