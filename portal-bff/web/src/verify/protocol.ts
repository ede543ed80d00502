// What the page and its Web Worker say to each other. Every message of a verification names its job, so that a message
// that was under way when the job was cancelled is recognised as late.
import type { Verdict } from "@ratestack/core";

export type ToVerifier =
  | { readonly kind: "verify"; readonly job: number; readonly file: File }
  | { readonly kind: "cancel"; readonly job: number };

/** `unreadable`: the file could not be read. `stopped`: the verifier itself failed. Neither says anything of the file. */
export type FailureKind = "unreadable" | "stopped";

export interface Reading {
  readonly bytes: number;
  readonly rows: number;
  readonly elapsedMs: number;
}

export type FromVerifier =
  | { readonly kind: "ready"; readonly version: string }
  | { readonly kind: "unavailable" }
  | { readonly kind: "progress"; readonly job: number; readonly reading: Reading }
  | { readonly kind: "verdict"; readonly job: number; readonly verdict: Verdict; readonly elapsedMs: number }
  | { readonly kind: "failed"; readonly job: number; readonly failure: FailureKind };
