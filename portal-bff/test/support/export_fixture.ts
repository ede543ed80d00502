// Writes audit exports (contract 3.5, format ratestack-audit/1) without any of the code under test: an independent
// implementation of rows, both chains, header and end line.
import { createHash } from "node:crypto";

import { canonicalize, type Json } from "./canonical_json.ts";

export const zeroHash = "0".repeat(64);

/** The members of a row, schema 1. */
export interface Row {
  readonly id: number;
  readonly acting_as_org_id: string;
  readonly org_seq: number;
  readonly org_previous_hash: string;
  readonly [name: string]: Json;
}

/** A row with the hashes that stand beside it. */
export interface StoredRow {
  readonly row: Row;
  readonly previous_hash: string;
  readonly entry_hash: string;
}

export interface ExportScope {
  readonly scope: "log" | "org";
  readonly org_id: string | null;
}

const wholeLog: ExportScope = { scope: "log", org_id: null };

const organisations = ["org_01JDBZ6Q9W3F4T5V6X7Y8Z9A0B", "org_01JDBZ6Q9W3F4T5V6X7Y8Z9A0C"] as const;
const actions = ["LOAN_CREATED", "LOAN_PRICED", "RATESHEET_ACTIVATED", "LOCK_REQUESTED", "LOGIN_SUCCEEDED"] as const;

function sha256(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

/** SHA-256(previous_hash as 32 raw bytes, then the row's canonical text). */
function entryHash(previousHash: string, row: Row): string {
  return sha256(Buffer.from(previousHash, "hex"), canonicalize(row));
}

export function store(row: Row, previousHash: string): StoredRow {
  return { row, previous_hash: previousHash, entry_hash: entryHash(previousHash, row) };
}

/** Puts rows (their members as they are) into one chain again, from `from` on: what somebody who rewrites a log does. */
export function rechain(rows: readonly StoredRow[], from: number): StoredRow[] {
  const chained: StoredRow[] = rows.slice(0, from);
  for (const { row } of rows.slice(from)) chained.push(store(row, chained.at(-1)?.entry_hash ?? zeroHash));
  return chained;
}

function makeRow(id: number, orgSeq: number, orgPreviousHash: string): Row {
  const org = organisationOf(id);
  return {
    acting_as_org_id: org,
    action: actions[id % actions.length] ?? "LOAN_CREATED",
    actor: { id: "usr_01JDBZ6Q9W3F4T5V6X7Y8Z9A0D", key_id: null, org_id: org, type: "user" },
    correlation_id: `req-${String(id)}`,
    id,
    occurred_at: `2026-11-23T12:00:00.${String(id % 1_000_000).padStart(6, "0")}Z`,
    org_previous_hash: orgPreviousHash,
    org_seq: orgSeq,
    outcome: "success",
    payload: { amount: "350000.00", note: 'r\u00e9vis\u00e9e "ok" \u{1f3e0}', rate: 6.125, tiny: 1e-7 },
    request: { ip: "192.0.2.7", method: "POST", uri: "/v1/loans" },
    resource: { id: "loan_01JDBZ6Q9W3F4T5V6X7Y8Z9A0E", owner_org_id: org, type: "loan" },
    schema: 1,
  };
}

function organisationOf(id: number): string {
  return organisations[id % organisations.length] ?? organisations[0];
}

function* generateRows(count: number): Generator<StoredRow, void> {
  const heads = new Map<string, { seq: number; hash: string }>();
  let previousHash = zeroHash;
  for (let id = 1; id <= count; ++id) {
    const head = heads.get(organisationOf(id)) ?? { seq: 0, hash: zeroHash };
    const stored = store(makeRow(id, head.seq + 1, head.hash), previousHash);
    yield stored;
    previousHash = stored.entry_hash;
    heads.set(organisationOf(id), { seq: head.seq + 1, hash: stored.entry_hash });
  }
}

export function makeRows(count: number): StoredRow[] {
  return [...generateRows(count)];
}

/** The rows of one organisation, as a tenant's own export has them. */
export function rowsOfOrganisation(rows: readonly StoredRow[], org: string): StoredRow[] {
  return rows.filter(({ row }) => row.acting_as_org_id === org);
}

function headerLine(first: StoredRow | undefined, { scope, org_id }: ExportScope): string {
  const previous = scope === "log" ? first?.previous_hash : first?.row.org_previous_hash;
  const header = {
    checkpoint: null,
    exported_at: "2026-11-23T13:00:00.000000Z",
    format: "ratestack-audit/1",
    from_id: first?.row.id ?? 1,
    log: "common",
    org_id,
    previous_hash: previous ?? zeroHash,
    scope,
  };
  return `${canonicalize({ export: header })}\n`;
}

export function rowLine({ row, previous_hash, entry_hash }: StoredRow): string {
  return `${canonicalize({ entry_hash, previous_hash, row })}\n`;
}

function endLine(headHash: string, rows: number, sum: string): string {
  return `${canonicalize({ end: { head_hash: headHash, rows, sha256: sum } })}\n`;
}

/** A whole file, with an end line that fits its rows whatever they are: only the chain can tell that they are wrong. */
export function writeExport(rows: readonly StoredRow[], scope: ExportScope = wholeLog): string {
  const body = headerLine(rows[0], scope) + rows.map(rowLine).join("");
  return body + endLine(rows.at(-1)?.entry_hash ?? zeroHash, rows.length, sha256(body));
}

/** The same in pieces, for a file too large to be held as one string. */
export function* streamExport(count: number): Generator<string, void> {
  const sum = createHash("sha256");
  let headHash = zeroHash;
  let piece = headerLine(undefined, wholeLog);
  for (const stored of generateRows(count)) {
    headHash = stored.entry_hash;
    piece += rowLine(stored);
    if (piece.length < 65_536) continue;
    sum.update(piece);
    yield piece;
    piece = "";
  }
  yield piece + endLine(headHash, count, sum.update(piece).digest("hex"));
}

/** The organisation whose rows `rowsOfOrganisation` finds first. */
export const firstOrganisation = organisationOf(1);
