// The page's state and every way it changes: pure, so that each transition can be tested without a browser.
import type { Decision, FailureKind, FromVerifier, Reading } from "./protocol.js";

export type Readiness =
  | { readonly kind: "loading" }
  | { readonly kind: "ready"; readonly version: string }
  | { readonly kind: "unavailable" };

/** One file being, or having been, verified. */
export interface Job {
  readonly id: number;
  readonly name: string;
  readonly size: number;
}

export type Verification =
  | { readonly phase: "waiting"; readonly cancelled: Job | null }
  | { readonly phase: "running"; readonly job: Job; readonly reading: Reading }
  | ({ readonly phase: "decided"; readonly job: Job } & Decision)
  | { readonly phase: "failed"; readonly job: Job; readonly failure: FailureKind };

export interface VerifierState {
  readonly readiness: Readiness;
  readonly verification: Verification;
}

export type VerifierEvent =
  | FromVerifier
  | { readonly kind: "started"; readonly job: Job }
  | { readonly kind: "cancelled" };

export const initialState: VerifierState = {
  readiness: { kind: "loading" },
  verification: { phase: "waiting", cancelled: null },
};

const nothingRead: Reading = { bytes: 0, rows: 0, elapsedMs: 0 };

export function next(state: VerifierState, event: VerifierEvent): VerifierState {
  switch (event.kind) {
    case "ready":
      return { ...state, readiness: { kind: "ready", version: event.version } };
    case "unavailable":
      return { readiness: { kind: "unavailable" }, verification: stop(state.verification) };
    case "started":
      return { ...state, verification: start(state.readiness, event.job) };
    case "cancelled":
      return { ...state, verification: cancel(state.verification) };
    case "progress":
    case "verdict":
    case "failed":
      return { ...state, verification: advance(state.verification, event) };
  }
}

/** While it loads, a file may wait; once it is known that there is no verifier, nothing would ever answer. */
function start(readiness: Readiness, job: Job): Verification {
  if (readiness.kind === "unavailable") return { phase: "failed", job, failure: "stopped" };
  return { phase: "running", job, reading: nothingRead };
}

type JobEvent = Extract<FromVerifier, { job: number }>;

function advance(current: Verification, event: JobEvent): Verification {
  // Late: the job was cancelled, or another file has taken its place.
  if (current.phase !== "running" || current.job.id !== event.job) return current;
  const { job } = current;
  switch (event.kind) {
    case "progress":
      return { phase: "running", job, reading: event.reading };
    case "verdict": {
      const { verdict, elapsedMs, sharedRows } = event;
      return { phase: "decided", job, verdict, elapsedMs, sharedRows };
    }
    case "failed":
      return { phase: "failed", job, failure: event.failure };
  }
}

function cancel(current: Verification): Verification {
  return current.phase === "running" ? { phase: "waiting", cancelled: current.job } : current;
}

function stop(current: Verification): Verification {
  return current.phase === "running" ? { phase: "failed", job: current.job, failure: "stopped" } : current;
}
