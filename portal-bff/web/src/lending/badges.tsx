import { Badge, type Tone } from "../design/index.js";
import type { LoanStatus, Lock, LockState, SheetState } from "./types.js";
import { lockStateWords, sheetStateWords, statusWords } from "./words.js";

const statusTones: Partial<Readonly<Record<LoanStatus, Tone>>> = {
  approved: "good",
  clear_to_close: "good",
  closed: "good",
  funded: "good",
  purchased: "good",
  withdrawn: "unsure",
  denied: "bad",
};

export function StatusBadge({ status }: { status: LoanStatus }) {
  return <Badge tone={statusTones[status] ?? "plain"}>{statusWords[status]}</Badge>;
}

const lockTones: Readonly<Record<LockState, Tone>> = { requested: "unsure", committed: "good", expired: "plain" };

export function LockBadge({ lock: { state, committed_at: accepted } }: { lock: Lock }) {
  if (state === "expired" && accepted === null) return <Badge>not accepted in time</Badge>;
  return <Badge tone={lockTones[state]}>{lockStateWords[state]}</Badge>;
}

const sheetTones: Readonly<Record<SheetState, Tone>> = { draft: "unsure", active: "good", superseded: "plain" };

export function SheetBadge({ state }: { state: SheetState }) {
  return <Badge tone={sheetTones[state]}>{sheetStateWords[state]}</Badge>;
}
