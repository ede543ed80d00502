import { beforeAll, describe, expect, it } from "vitest";
import { verifyExport, type RatestackCore, type Verdict } from "../src/index.js";
import { endLine, exportBlocks, exportFile, header, rowLine, rows } from "./support/export_file.mjs";
import { loadCore } from "./support/module.js";

let core: RatestackCore;
beforeAll(async () => {
  core = await loadCore();
});

function verify(file: Uint8Array, chunkSize = file.length): Verdict {
  const verifier = core.openExportVerifier();
  for (let at = 0; at < file.length; at += chunkSize) verifier.update(file.subarray(at, at + chunkSize));
  const verdict = verifier.finish();
  verifier.close();
  return verdict;
}

/** An export of ten rows whose lines `change` may edit; the end line fits the edited bytes. */
function edited(change: (lines: string[]) => void): Uint8Array {
  const all = [...rows({ rows: 10 })];
  const lines = all.map(rowLine);
  change(lines);
  const before = header + lines.join("");
  return Buffer.from(before + endLine(before, lines.length, all.at(-1)?.entryHash ?? ""));
}

describe("an intact export", () => {
  const file = exportFile({ rows: 300 });

  it("is intact, with its head and its size", () => {
    const last = [...rows({ rows: 300 })].at(-1);
    expect(verify(file)).toEqual({
      ok: true,
      usable: true,
      log: "common",
      scope: "log",
      org_id: null,
      rows: 300,
      first_id: 1,
      head: { id: 300, entry_hash: last?.entryHash },
      first_break: null,
      error: null,
      bytes: file.length,
      summary: expect.stringContaining("Intact: 300 rows") as unknown,
    });
  });

  it.each([1, 7, 64, 511, 4096, 1 << 20])("is intact in chunks of %i bytes", (size) => {
    expect(verify(file, size)).toEqual(verify(file));
  });
});

describe("a broken export names the first broken row", () => {
  it.each<[string, (lines: string[]) => void, { row_id: number; line: number; reason: string }]>([
    [
      "an edited payload",
      (lines) => (lines[4] = lines[4]?.replace("nnnn", "nnmn") ?? ""),
      { row_id: 5, line: 6, reason: "entry_hash_mismatch" },
    ],
    ["a removed row", (lines) => lines.splice(3, 1), { row_id: 4, line: 5, reason: "missing_row" }],
    [
      "two rows swapped",
      (lines) => lines.splice(6, 2, lines[7] ?? "", lines[6] ?? ""),
      { row_id: 7, line: 8, reason: "missing_row" },
    ],
    ["a line that is no row", (lines) => (lines[1] = "{}\n"), { row_id: 2, line: 3, reason: "malformed_row" }],
  ])("%s", (_name, change, expected) => {
    const verdict = verify(edited(change));
    expect(verdict).toMatchObject({ ok: false, usable: true, first_break: expected });
    expect(verdict.first_break?.explanation).not.toBe("");
  });

  it("a file cut short", () => {
    const file = exportFile({ rows: 10 });
    expect(verify(file.subarray(0, file.length / 2)).first_break).toMatchObject({ reason: "truncated" });
  });

  it("bytes after the end line", () => {
    const file = Buffer.concat([exportFile({ rows: 10 }), Buffer.from("{}\n")]);
    expect(verify(file).first_break).toMatchObject({ reason: "trailing_data", line: 13 });
  });

  it("an end line that speaks of other bytes", () => {
    const file = exportFile({ rows: 10 })
      .toString()
      .replace(/"sha256":"[0-9a-f]{4}/, `"sha256":"0000`);
    expect(verify(Buffer.from(file)).first_break).toMatchObject({ reason: "end_mismatch", line: 12 });
  });
});

describe("bytes that are no export are unusable, not broken", () => {
  it.each([
    ["nothing", ""],
    ["text", "hello\nworld\n"],
    ["gzip", "\x1f\x8b\x08\x00\x00\x00"],
    ["zeros without a line break", "\0".repeat(100_000)],
  ])("%s", (_name, content) => {
    expect(verify(Buffer.from(content, "latin1"))).toMatchObject({
      ok: false,
      usable: false,
      error: { code: "not_an_export" },
    });
  });
});

describe("an ExportVerifier", () => {
  it("reports bytes and rows as they pass", () => {
    const file = exportFile({ rows: 100 });
    const verifier = core.openExportVerifier();
    const half = verifier.update(file.subarray(0, file.length / 2));
    expect(half).toMatchObject({ bytes: Math.floor(file.length / 2), settled: false });
    expect(half.rows).toBeGreaterThan(40);
    expect(half.rows).toBeLessThan(60);
    expect(verifier.update(file.subarray(file.length / 2))).toMatchObject({ bytes: file.length, rows: 100 });
    verifier.close();
  });

  it("has one verdict: finishing or feeding it again is refused", () => {
    const verifier = core.openExportVerifier();
    verifier.finish();
    expect(() => verifier.finish()).toThrow("wrong_state");
    expect(() => verifier.update(Buffer.from("x"))).toThrow("wrong_state");
    verifier.close();
  });

  it("refuses everything after close, which may be called again", () => {
    const verifier = core.openExportVerifier();
    verifier.close();
    verifier.close();
    expect(() => verifier.update(Buffer.from("x"))).toThrow("closed");
    expect(() => verifier.finish()).toThrow("closed");
  });
});

describe("memory of a verifier", () => {
  it("stays what it was after the first megabytes while 250 MB stream through", () => {
    const verifier = core.openExportVerifier();
    let early = 0;
    let bytes = 0;
    for (const block of exportBlocks({ rows: 130_000, rowBytes: 1800 })) {
      bytes = verifier.update(block).bytes;
      if (early === 0 && bytes > 4_000_000) early = verifier.memorySize;
    }
    expect(bytes).toBeGreaterThan(250_000_000);
    expect(verifier.memorySize).toBe(early);
    expect(verifier.memorySize).toBeLessThan(8 << 20);
    expect(verifier.finish()).toMatchObject({ ok: true, rows: 130_000 });
    verifier.close();
  });

  it("does not grow with a line that never ends", () => {
    const verifier = core.openExportVerifier();
    verifier.update(Buffer.from(header));
    const endless = new Uint8Array(1 << 20).fill(0x6e);
    let settled = false;
    for (let i = 0; i < 100; ++i) ({ settled } = verifier.update(endless));
    expect(settled).toBe(true);
    expect(verifier.memorySize).toBeLessThan(16 << 20);
    expect(verifier.finish().first_break).toMatchObject({ reason: "malformed_row" });
    verifier.close();
  });
});

describe("verifyExport", () => {
  const stream = (blocks: Iterable<Uint8Array>): ReadableStream<Uint8Array> =>
    new ReadableStream({
      start: (controller) => {
        for (const block of blocks) controller.enqueue(block);
        controller.close();
      },
    });

  it("gives a stream's verdict and reports progress after each chunk", async () => {
    const blocks = [...exportBlocks({ rows: 1000 })];
    const seen: number[] = [];
    const verdict = await verifyExport(core, stream(blocks), { onProgress: ({ bytes }) => seen.push(bytes) });
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
    const blocks = stream(exportBlocks({ rows: 10 }));
    await expect(verifyExport(core, blocks, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: "AbortError",
    });
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
