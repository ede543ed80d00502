import { beforeAll, describe, expect, it } from "vitest";
import { verifyExport, type RatestackCore } from "../src/index.js";
import { exportBlocks, header } from "./support/export_file.mjs";
import { loadCore } from "./support/module.js";
import { streamOf } from "./support/streams.js";

let core: RatestackCore;
beforeAll(async () => {
  core = await loadCore();
});

describe("verifyExport", () => {
  it("gives a stream's verdict and reports progress after each chunk", async () => {
    const blocks = [...exportBlocks({ rows: 1000 })];
    const seen: number[] = [];
    const verdict = await verifyExport(core, streamOf(blocks), { onProgress: ({ bytes }) => seen.push(bytes) });
    expect(verdict).toMatchObject({ ok: true, rows: 1000 });
    expect(seen).toHaveLength(blocks.length);
    expect(seen.at(-1)).toBe(verdict.bytes);
  });

  it("stops reading at the first break and cancels the stream", async () => {
    let pulled = 0;
    let cancelled = false;
    const source = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        ++pulled;
        controller.enqueue(pulled === 1 ? Buffer.from(header) : Buffer.from("not a row\n"));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    await expect(verifyExport(core, source)).resolves.toMatchObject({ ok: false, first_break: { line: 2 } });
    expect(cancelled).toBe(true);
    expect(pulled).toBeLessThan(5);
  });

  it("rejects with the signal's reason and cancels a stream that waits", async () => {
    const reason = new Error("changed my mind");
    const controller = new AbortController();
    let cancelledWith: unknown;
    const silent = new ReadableStream<Uint8Array>({
      cancel: (why) => {
        cancelledWith = why;
      },
    });
    const verdict = verifyExport(core, silent, { signal: controller.signal });
    controller.abort(reason);
    await expect(verdict).rejects.toBe(reason);
    expect(cancelledWith).toBe(reason);
  });

  it("rejects at once when already aborted", async () => {
    const blocks = streamOf(exportBlocks({ rows: 10 }));
    await expect(verifyExport(core, blocks, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
  });

  it("lends a stream of bytes the memory that it reads into", async () => {
    const file = Buffer.concat([...exportBlocks({ rows: 3000 })]);
    const lent: ArrayBufferLike[] = [];
    let at = 0;
    const bytes = new ReadableStream({
      type: "bytes",
      pull: (controller) => {
        const view = controller.byobRequest?.view as Uint8Array;
        const part = file.subarray(at, at + Math.min(view.byteLength, 100_000));
        lent.push(view.buffer);
        at += part.length;
        view.set(part);
        if (part.length === 0) controller.close();
        controller.byobRequest?.respond(part.length);
      },
    });
    await expect(verifyExport(core, bytes)).resolves.toMatchObject({ ok: true, rows: 3000, bytes: file.length });
    expect(lent.length).toBeGreaterThan(20);
  });

  it("hears an abort while a stream never waits", async () => {
    const stop = new AbortController();
    setTimeout(() => {
      stop.abort();
    }, 0);
    const line = Buffer.from(header);
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (++pulled === 1) controller.enqueue(line);
        else if (pulled < 5_000_000) controller.enqueue(new Uint8Array(0));
        else controller.close();
      },
    });
    await expect(verifyExport(core, endless, { signal: stop.signal })).rejects.toMatchObject({ name: "AbortError" });
  });

  it("passes a failure of the stream on: it says nothing about the file", async () => {
    const failing = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.error(new Error("disk on fire"));
      },
    });
    await expect(verifyExport(core, failing)).rejects.toThrow("disk on fire");
  });
});
