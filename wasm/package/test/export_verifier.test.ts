import { beforeAll, describe, expect, it } from "vitest";
import type { RatestackCore, Verdict } from "../src/index.js";
import { brokenFiles } from "./support/broken_files.js";
import { exportBlocks, exportFile, header, rows } from "./support/export_file.mjs";
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
  it.each(brokenFiles)("$name", ({ file, expected }) => {
    const verdict = verify(file);
    expect(verdict).toMatchObject({ ok: false, usable: true, first_break: expected });
    expect(verdict.first_break?.explanation).not.toBe("");
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
  it("reports the bytes and rows of the lines it has judged", () => {
    const file = exportFile({ rows: 100 });
    const verifier = core.openExportVerifier();
    const half = verifier.update(file.subarray(0, file.length / 2));
    expect(half.settled).toBe(false);
    expect(half.bytes).toBeLessThanOrEqual(file.length / 2);
    expect(half.bytes).toBeGreaterThan(file.length / 2 - 1000);
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
