import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { RatestackCore } from "@ratestack/core";

import { RequestLog, type RequestLine } from "../../src/log.js";
import { loadCore } from "../support/core.ts";

const line = (correlation_id: string, more: Partial<RequestLine> = {}): RequestLine => ({
  time: "2026-01-02T03:04:05.678Z",
  correlation_id,
  method: "GET",
  route: "/api/v1/loans/{id}",
  status: 200,
  duration_ms: 3,
  ...more,
});

let core: RatestackCore;
beforeAll(async () => {
  core = await loadCore();
});

describe("RequestLog", () => {
  let written: string[];
  let waiting: (() => void)[];
  let kept: Promise<unknown>[];
  let now: number;
  const sink = {
    write: (lines: string) => written.push(...lines.split("\n")),
    wait: () => new Promise<void>((resolve) => waiting.push(resolve)),
    now: () => now,
  };
  const keep = (work: Promise<unknown>) => kept.push(work);
  async function timeIsOver(): Promise<void> {
    for (const resolve of waiting.splice(0)) resolve();
    await Promise.all(kept);
  }
  beforeEach(() => {
    [written, waiting, kept, now] = [[], [], [], 1_000];
  });

  it("writes what came within a moment as a line each, in order, and waits once", async () => {
    const log = new RequestLog(core, sink);
    log.add(line("req-1"), keep);
    log.add(line("req-2", { code: "not_found" }), keep);
    expect([written, waiting.length]).toEqual([[], 1]);
    await timeIsOver();
    expect(written.map((text) => JSON.parse(text) as unknown)).toEqual([line("req-1"), line("req-2", { code: "not_found" })]);
    log.add(line("req-3"), keep);
    await timeIsOver();
    expect(written.length).toBe(3);
  });

  it("takes personal data out of every line, and lets no text end one", async () => {
    const log = new RequestLog(core, sink);
    for (const id of ["078-05-1120", 'a,\n{"x":1}', "plain", "ada@rates.example"]) log.add(line(id), keep);
    await timeIsOver();
    const ids = written.map((text) => (JSON.parse(text) as RequestLine).correlation_id);
    expect(ids).toEqual(["[REDACTED:SSN]", 'a,\n{"x":1}', "plain", "[REDACTED:EMAIL]"]);
  });

  it("does not let lines pile up", () => {
    const log = new RequestLog(core, sink);
    for (let count = 0; count < 150; count++) log.add(line(`req-${String(count)}`), keep);
    expect(written.length).toBe(128);
  });

  it("does not rely on the wait of a request that was torn down", () => {
    const log = new RequestLog(core, sink);
    log.add(line("req-1"), keep);
    now += 11;
    log.add(line("req-2"), keep);
    expect(written.length).toBe(2);
  });

  it("says how many lines were lost, and fails no request, where they cannot be redacted", async () => {
    const broken = { redactJson: () => { throw new Error("trapped"); } } as unknown as RatestackCore;
    const log = new RequestLog(broken, sink);
    log.add(line("req-1"), keep);
    log.add(line("req-2"), keep);
    await timeIsOver();
    expect(written).toEqual(['{"event":"log_lines_lost","lines":2}']);
  });
});
