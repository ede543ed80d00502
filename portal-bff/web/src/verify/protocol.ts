// What the page and its Web Workers say to each other. Every message of a verification names its job, so that a message
// that was under way when the job was cancelled is recognised as late.
import type { Verdict } from "@ratestack/core";

export type ToVerifier =
  | { readonly kind: "verify"; readonly job: number; readonly file: File }
  | { readonly kind: "cancel"; readonly job: number }
  /** A second thread serves at the other end of this port. */
  | { readonly kind: "shared"; readonly examiner: MessagePort }
  /** There is no second thread, or it has failed. */
  | { readonly kind: "alone" };

/** What the second thread says to the page, once; all else goes through its port. */
export type FromExaminer = "serving" | "unavailable";

/** `unreadable`: the file could not be read. `stopped`: the verifier itself failed. Neither says anything of the file. */
export type FailureKind = "unreadable" | "stopped";

export interface Reading {
  readonly bytes: number;
  readonly rows: number;
  readonly elapsedMs: number;
}

export interface Decision {
  readonly verdict: Verdict;
  readonly elapsedMs: number;
  /** Rows that the second thread has examined. */
  readonly sharedRows: number;
}

export type FromVerifier =
  | { readonly kind: "ready"; readonly version: string }
  | { readonly kind: "unavailable" }
  | { readonly kind: "progress"; readonly job: number; readonly reading: Reading }
  | ({ readonly kind: "verdict"; readonly job: number } & Decision)
  | { readonly kind: "failed"; readonly job: number; readonly failure: FailureKind };
