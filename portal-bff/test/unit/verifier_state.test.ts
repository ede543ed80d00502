import type { Verdict } from "@ratestack/core";
import { describe, expect, it } from "vitest";

import { formatBytes, formatCount, formatDuration } from "../../web/src/design/format.js";
import { paceOf } from "../../web/src/verify/pace.js";
import { initialState, next, type VerifierEvent } from "../../web/src/verify/state.js";

const job = { id: 1, name: "a.ndjson", size: 100 };
const started: VerifierEvent = { kind: "started", job };
const reading = { bytes: 50, rows: 2, elapsedMs: 10 };
const decision = { verdict: { ok: true, summary: "Intact" } as Verdict, elapsedMs: 20, sharedRows: 1 };

function after(...events: VerifierEvent[]) {
  return events.reduce(next, initialState).verification;
}

describe("a verification", () => {
  it("runs, reports and is decided", () => {
    expect(after(started)).toMatchObject({ phase: "running", reading: { bytes: 0 } });
    expect(after(started, { kind: "progress", job: 1, reading })).toEqual({ phase: "running", job, reading });
    expect(after(started, { kind: "verdict", job: 1, ...decision })).toEqual({ phase: "decided", job, ...decision });
  });

  it("that was cancelled stays so, whatever was still under way", () => {
    const late: VerifierEvent = { kind: "verdict", job: 1, ...decision };
    expect(after(started, { kind: "cancelled" }, late)).toEqual({ phase: "waiting", cancelled: job });
  });

  it("does not take the verdict of the file before it", () => {
    const second: VerifierEvent = { kind: "started", job: { ...job, id: 2 } };
    expect(after(started, second, { kind: "verdict", job: 1, ...decision })).toMatchObject({ phase: "running" });
  });

  it("fails when its thread does", () => {
    expect(after(started, { kind: "unavailable" })).toMatchObject({ phase: "failed", failure: "stopped" });
    expect(after(started, { kind: "failed", job: 1, failure: "unreadable" })).toMatchObject({ failure: "unreadable" });
  });

  it("does not begin where there is no verifier", () => {
    expect(after({ kind: "unavailable" }, started)).toEqual({ phase: "failed", job, failure: "stopped" });
  });

  it("that is decided is not undone by a cancel", () => {
    const decided = { kind: "verdict", job: 1, ...decision } as const;
    expect(after(started, decided, { kind: "cancelled" })).toMatchObject({ phase: "decided" });
  });
});

describe("readiness", () => {
  it("follows the thread", () => {
    expect(next(initialState, { kind: "ready", version: "1" }).readiness).toEqual({ kind: "ready", version: "1" });
    expect(next(initialState, { kind: "unavailable" }).readiness).toEqual({ kind: "unavailable" });
  });
});

describe("paceOf", () => {
  it("averages over the run and extrapolates the rest", () => {
    expect(paceOf({ bytes: 250, rows: 10, elapsedMs: 500 }, 1000)).toEqual({
      fraction: 0.25,
      rowsPerSecond: 20,
      bytesPerSecond: 500,
      remainingMs: 1500,
    });
  });

  it("does not guess before enough was read", () => {
    expect(paceOf({ bytes: 10, rows: 1, elapsedMs: 20 }, 1000).remainingMs).toBeNull();
    expect(paceOf({ bytes: 0, rows: 0, elapsedMs: 0 }, 0)).toMatchObject({ fraction: 1, rowsPerSecond: 0 });
  });
});

describe("figures", () => {
  it.each([
    [0, "0 bytes"],
    [1, "1 byte"],
    [999, "999 bytes"],
    [1000, "1 KB"],
    [1_536_000, "1.5 MB"],
    [10_000_000_000, "10 GB"],
  ])("%d bytes read as %s", (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [0, "1 ms"],
    [999, "999 ms"],
    [1500, "1.5 s"],
    [61_000, "1 min 1 s"],
  ])("%d ms read as %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it("counts with separators", () => {
    expect(formatCount(1_234_567.6)).toBe("1,234,568");
  });
});
