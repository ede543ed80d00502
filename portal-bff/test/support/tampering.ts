// Every way to harm an export that the product promises to name, each made from a good log of 40 rows.
import { gzipSync } from "node:zlib";

import { makeRows, rechain, rowLine, store, writeExport, zeroHash, type Row, type StoredRow } from "./export_fixture.ts";

export interface TamperedFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly expected:
    | { readonly row: number | null; readonly line: number; readonly reason: string }
    | { readonly code: string; readonly words: RegExp };
}

const count = 40;
const victim = 17;

function replaceRow(rows: readonly StoredRow[], id: number, change: (stored: StoredRow) => StoredRow): StoredRow[] {
  return rows.map((stored) => (stored.row.id === id ? change(stored) : stored));
}

function edited(row: Row): Row {
  return { ...row, outcome: "denied" };
}

function editedByte(text: string): Buffer {
  const line = text.split("\n")[victim] ?? "";
  return Buffer.from(text.replace(line, line.replace('"outcome":"success"', '"outcome":"succesS"')));
}

function swapped(rows: readonly StoredRow[]): StoredRow[] {
  const [before, pair, after] = [rows.slice(0, victim - 1), rows.slice(victim - 1, victim + 1), rows.slice(victim + 1)];
  return [...before, ...pair.reverse(), ...after];
}

function withWrongOrgChain(rows: readonly StoredRow[]): StoredRow[] {
  const harmed = replaceRow(rows, victim, ({ row, previous_hash }) =>
    store({ ...row, org_previous_hash: zeroHash }, previous_hash),
  );
  return rechain(harmed, victim);
}

function cutAfterRow(text: string, id: number): Buffer {
  return Buffer.from(text.split("\n").slice(0, id + 1).join("\n") + "\n");
}

export function tamperedFiles(): TamperedFile[] {
  const rows = makeRows(count);
  const good = writeExport(rows);
  const recomputed = replaceRow(rows, victim, ({ row, previous_hash }) => store(edited(row), previous_hash));
  const line = victim + 1;
  return [
    { name: "edited-byte", bytes: editedByte(good), expected: { row: victim, line, reason: "entry_hash_mismatch" } },
    {
      name: "deleted-row",
      bytes: Buffer.from(writeExport(rows.filter(({ row }) => row.id !== victim))),
      expected: { row: victim, line, reason: "missing_row" },
    },
    {
      name: "swapped-pair",
      bytes: Buffer.from(writeExport(swapped(rows))),
      expected: { row: victim, line, reason: "missing_row" },
    },
    {
      // The row agrees with its own new hash; the row after it still names the old one.
      name: "recomputed-entry-hash",
      bytes: Buffer.from(writeExport(recomputed)),
      expected: { row: victim + 1, line: line + 1, reason: "previous_hash_mismatch" },
    },
    {
      name: "wrong-org-chain",
      bytes: Buffer.from(writeExport(withWrongOrgChain(rows))),
      expected: { row: victim, line, reason: "org_chain_mismatch" },
    },
    {
      name: "cut-short",
      bytes: cutAfterRow(good, victim),
      expected: { row: victim + 1, line: line + 1, reason: "truncated" },
    },
    {
      name: "appended-row",
      bytes: Buffer.from(good + makeRows(1).map(rowLine).join("")),
      expected: { row: null, line: count + 3, reason: "trailing_data" },
    },
    { name: "gzip", bytes: gzipSync(good), expected: { code: "not_an_export", words: /gzip-compressed/ } },
    { name: "empty", bytes: Buffer.alloc(0), expected: { code: "not_an_export", words: /empty/ } },
    {
      name: "binary",
      bytes: Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)),
      expected: { code: "not_an_export", words: /binary/ },
    },
  ];
}
