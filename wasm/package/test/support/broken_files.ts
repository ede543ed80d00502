import { endLine, exportFile, header, rowLine, rows } from "./export_file.mjs";

/** The row count is such that breaks fall into the middle of many pieces. */
const count = 10;

/** An export whose row lines `change` may edit; the end line fits the edited bytes. */
function edited(change: (lines: string[]) => void): Uint8Array {
  const all = [...rows({ rows: count })];
  const lines = all.map(rowLine);
  change(lines);
  const before = header + lines.join("");
  return Buffer.from(before + endLine(before, lines.length, all.at(-1)?.entryHash ?? ""));
}

const intact = exportFile({ rows: count });

/** Each broken in one way, with what the verdict must say. Lines count from 1, the header's. */
export const brokenFiles = [
  {
    name: "an edited payload",
    file: edited((lines) => (lines[4] = lines[4]?.replace("nnnn", "nnmn") ?? "")),
    expected: { row_id: 5, line: 6, reason: "entry_hash_mismatch" },
  },
  {
    name: "a removed row",
    file: edited((lines) => lines.splice(3, 1)),
    expected: { row_id: 4, line: 5, reason: "missing_row" },
  },
  {
    name: "two rows swapped",
    file: edited((lines) => lines.splice(6, 2, lines[7] ?? "", lines[6] ?? "")),
    expected: { row_id: 7, line: 8, reason: "missing_row" },
  },
  {
    name: "a line that is no row",
    file: edited((lines) => (lines[1] = "{}\n")),
    expected: { row_id: 2, line: 3, reason: "malformed_row" },
  },
  { name: "a file cut short", file: intact.subarray(0, intact.length / 2), expected: { reason: "truncated" } },
  {
    name: "bytes after the end line",
    file: Buffer.concat([intact, Buffer.from("{}\n")]),
    expected: { line: 13, reason: "trailing_data" },
  },
  {
    name: "an end line that speaks of other bytes",
    file: Buffer.from(intact.toString().replace(/"sha256":"[0-9a-f]{4}/, `"sha256":"0000`)),
    expected: { line: 12, reason: "end_mismatch" },
  },
];
