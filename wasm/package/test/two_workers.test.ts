import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { serveRowExaminer, verifyExport, type ExaminerPort, type Progress, type RatestackCore } from "../src/index.js";
import { brokenFiles } from "./support/broken_files.js";
import { exportFile, header, rowLine, rows } from "./support/export_file.mjs";
import { loadCore } from "./support/module.js";
import { chunksOf, streamOf } from "./support/streams.js";

// Both ends live in this thread, each with a core of its own: what crosses the channel is what crosses between workers.
let core: RatestackCore;
const channel = new MessageChannel();
const examiner = channel.port1 as unknown as ExaminerPort;

beforeAll(async () => {
  core = await loadCore();
  serveRowExaminer(await loadCore(), channel.port2);
});
afterAll(() => {
  channel.port1.close();
});

afterEach(() => {
  vi.useRealTimers();
});

function stopClock(): void {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
}

describe("verification by two workers", () => {
  const intact = exportFile({ rows: 3000 });

  it.each([1000, 65_536, 300_000, intact.length])("agrees with one on an intact file in chunks of %i", async (size) => {
    const alone = await verifyExport(core, streamOf(chunksOf(intact, size)));
    expect(alone).toMatchObject({ ok: true, rows: 3000 });
    await expect(verifyExport(core, streamOf(chunksOf(intact, size)), { examiner })).resolves.toEqual(alone);
  });

  it.each(brokenFiles)("agrees with one on $name", async ({ file, expected }) => {
    for (const size of [97, 1500, file.length]) {
      const verdict = await verifyExport(core, streamOf(chunksOf(file, size)), { examiner });
      expect(verdict).toEqual(await verifyExport(core, streamOf([file])));
      expect(verdict.first_break).toMatchObject(expected);
    }
  });

  it.each([
    ["nothing", ""],
    ["text", "hello\nworld\n"],
    ["a header alone", header],
    ["an end line alone", `{"end":{}}\n`],
    ["a line that never ends", `${header}${"x".repeat(4 << 20)}`],
    ["a row longer than any", `${header}${[...rows({ rows: 1, rowBytes: 3 << 20 })].map(rowLine).join("")}`],
  ])("agrees with one on %s", async (_name, text) => {
    const file = Buffer.from(text);
    const alone = await verifyExport(core, streamOf(chunksOf(file, 70_000)));
    expect(alone.ok).toBe(false);
    await expect(verifyExport(core, streamOf(chunksOf(file, 70_000)), { examiner })).resolves.toEqual(alone);
  });

  it("uses the other worker's facts", async () => {
    const seen: MessageEvent[] = [];
    const listener = (event: MessageEvent): void => void seen.push(event);
    examiner.addEventListener("message", listener);
    await verifyExport(core, streamOf(chunksOf(intact, 65_536)), { examiner });
    examiner.removeEventListener("message", listener);
    const answers = seen.map(({ data }) => data as { examined: { rows: number } });
    expect(answers.reduce((sum, { examined }) => sum + examined.rows, 0)).toBeGreaterThan(2800);
  });

  it("does by itself what the other one failed to do", async () => {
    const { port1, port2 } = new MessageChannel();
    port2.addEventListener("message", (event: MessageEvent) => {
      port2.postMessage({ id: (event.data as { id: number }).id, examined: null });
    });
    port2.start();
    const verdict = await verifyExport(core, streamOf([intact]), { examiner: port1 as unknown as ExaminerPort });
    expect(verdict).toMatchObject({ ok: true, rows: 3000 });
    port1.close();
  });

  it("does not take facts that are of other lines, or lead outside of themselves", async () => {
    const { port1, port2 } = new MessageChannel();
    port2.addEventListener("message", (event: MessageEvent) => {
      const { id, lines } = event.data as { id: number; lines: Uint8Array };
      const facts = new Uint8Array(10 * 1024).fill(0xff);
      port2.postMessage({ id, examined: { rows: 10, bytes: lines.length, facts } });
    });
    port2.start();
    const verdict = await verifyExport(core, streamOf([intact]), { examiner: port1 as unknown as ExaminerPort });
    expect(verdict).toMatchObject({ ok: true, rows: 3000 });
    port1.close();
  });

  it("shares a file that is one piece", async () => {
    let shared = 0;
    const onProgress = ({ sharedRows }: Progress): void => void (shared = sharedRows);
    await verifyExport(core, streamOf([exportFile({ rows: 5 })]), { examiner, onProgress });
    expect(shared).toBe(5);
  });

  it("has few pieces under way, however slow the other one is", async () => {
    const { port1, port2 } = new MessageChannel();
    let read = 0;
    let answered = 0;
    let most = 0;
    port2.addEventListener("message", (event: MessageEvent) => {
      setImmediate(() => {
        const { id, lines } = event.data as { id: number; lines: Uint8Array };
        most = Math.max(most, read - answered);
        answered += lines.length;
        port2.postMessage({ id, examined: null });
      });
    });
    port2.start();
    const stream = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          controller.enqueue(intact.subarray(read, (read += 4096)));
          if (read >= intact.length) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    await expect(verifyExport(core, stream, { examiner: port1 as unknown as ExaminerPort })).resolves.toMatchObject({
      ok: true,
    });
    expect(most).toBeLessThanOrEqual(7 * 256 * 1024);
    port1.close();
  });

  it("goes on alone when the other one is gone, without waiting for its silence", async () => {
    stopClock();
    const { port1, port2 } = new MessageChannel();
    port2.addEventListener("message", () => {
      port2.close();
    });
    port2.start();
    const onExaminerLost = vi.fn();
    const options = { examiner: port1 as unknown as ExaminerPort, onExaminerLost };
    await expect(verifyExport(core, streamOf([intact]), options)).resolves.toMatchObject({ ok: true, rows: 3000 });
    expect(onExaminerLost).toHaveBeenCalledOnce();
  });

  it("goes on alone when the other one is silent", async () => {
    stopClock();
    const { port1 } = new MessageChannel();
    const onExaminerLost = vi.fn();
    const options = { examiner: port1 as unknown as ExaminerPort, onExaminerLost };
    const verdict = verifyExport(core, streamOf([intact]), options);
    while (vi.getTimerCount() === 0) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(1999);
    expect(onExaminerLost).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(onExaminerLost).toHaveBeenCalledOnce();
    const decided = vi.fn();
    void verdict.finally(decided);
    while (decided.mock.calls.length === 0) await vi.advanceTimersByTimeAsync(1);
    await expect(verdict).resolves.toMatchObject({ ok: true, rows: 3000 });
    port1.close();
  });

  it("does not take facts of more lines than it holds", () => {
    const lines = [...rows({ rows: 2 })].map((row) => Buffer.from(rowLine(row)));
    const examined = core.openRowExaminer().examine(Buffer.concat(lines));
    expect(examined.rows).toBe(2);
    const verifier = core.openExportVerifier();
    verifier.update(Buffer.from(header));
    expect(verifier.judge(verifier.hold(lines[0] ?? Buffer.alloc(0)), examined)).toMatchObject({ rows: 1, sharedRows: 0 });
    verifier.close();
  });

  it("ends an abort at once even when the other one never answers", async () => {
    const { port1 } = new MessageChannel();
    const controller = new AbortController();
    const options = { examiner: port1 as unknown as ExaminerPort, signal: controller.signal };
    const verdict = verifyExport(core, streamOf([intact]), options);
    setImmediate(() => {
      controller.abort(new Error("enough"));
    });
    await expect(verdict).rejects.toThrow("enough");
    port1.close();
  });
});
