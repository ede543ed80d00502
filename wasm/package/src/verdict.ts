/** What an audit export's verification found. The module writes it as JSON; the server and the command line say the same. */

export type BreakReason =
  | "entry_hash_mismatch"
  | "previous_hash_mismatch"
  | "missing_row"
  | "malformed_row"
  | "org_chain_mismatch"
  | "truncated"
  | "checkpoint_mismatch"
  | "end_mismatch"
  | "trailing_data";

export interface FirstBreak {
  /** Null only where the file fails outside of its rows. */
  row_id: number | null;
  /** 1-based line of the file. */
  line: number | null;
  reason: BreakReason;
  expected: string;
  actual: string;
  /** One plain sentence for people. */
  explanation: string;
}

export interface Verdict {
  ok: boolean;
  /** False when the bytes are no export of ours; then `error` says why and the rest is meaningless. */
  usable: boolean;
  log: string | null;
  scope: "log" | "org" | null;
  org_id: string | null;
  /** Rows accepted before the break, or all. */
  rows: number;
  first_id: number | null;
  head: { id: number; entry_hash: string } | null;
  first_break: FirstBreak | null;
  error: { code: string; detail: string } | null;
  bytes: number;
  summary: string;
}

export interface Progress {
  bytes: number;
  rows: number;
  /** True once nothing that follows can change the verdict. */
  settled: boolean;
  /** Rows of these that another worker has examined. */
  sharedRows: number;
}
