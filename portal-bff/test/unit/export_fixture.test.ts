// The fixture and the module were written apart from each other: where they agree, the format is what the contract says.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { RatestackCore, verifyExport, type Verdict } from "@ratestack/core";
import { beforeAll, describe, expect, it } from "vitest";

import { canonicalize } from "../support/canonical_json.ts";
import { firstOrganisation, makeRows, rowsOfOrganisation, streamExport, writeExport } from "../support/export_fixture.ts";
import { tamperedFiles } from "../support/tampering.ts";

let core: RatestackCore;

beforeAll(async () => {
  const path = fileURLToPath(import.meta.resolve("@ratestack/core/ratestack_core.wasm"));
  core = await RatestackCore.load(readFileSync(path));
});

function verify(bytes: Uint8Array<ArrayBuffer> | string): Promise<Verdict> {
  return verifyExport(core, new Blob([bytes]).stream());
}

describe("an export written independently", () => {
  it("is intact to the core, with the same head", async () => {
    const rows = makeRows(40);
    const verdict = await verify(writeExport(rows));
    expect(verdict.summary).toBe("Intact: 40 rows, ids 1 to 40, one unbroken chain.");
    expect(verdict.head).toEqual({ id: 40, entry_hash: rows.at(-1)?.entry_hash });
    expect(verdict).toMatchObject({ ok: true, usable: true, log: "common", scope: "log", first_break: null });
  });

  it("is intact when it covers a later part of the log", async () => {
    const verdict = await verify(writeExport(makeRows(40).slice(10)));
    expect(verdict).toMatchObject({ ok: true, rows: 30, first_id: 11 });
  });

  it("is intact when it covers one organisation", async () => {
    const rows = rowsOfOrganisation(makeRows(40), firstOrganisation);
    const verdict = await verify(writeExport(rows, { scope: "org", org_id: firstOrganisation }));
    expect(verdict).toMatchObject({ ok: true, rows: 20, scope: "org", org_id: firstOrganisation });
  });

  it("is intact without rows, and says that there are none", async () => {
    const verdict = await verify(writeExport([]));
    expect(verdict).toMatchObject({ ok: true, rows: 0, first_id: null, head: null });
  });

  it("is the same file in pieces as in one", () => {
    expect([...streamExport(500)].join("")).toBe(writeExport(makeRows(500)));
  });

  it("has rows whose canonical form is the core's own", () => {
    for (const { row } of makeRows(5)) expect(core.canonicalize(JSON.stringify(row))).toBe(canonicalize(row));
  });
});

describe("a tampered export", () => {
  it.each(tamperedFiles().map((file) => [file.name, file] as const))("%s is named as what it is", async (_name, file) => {
    const verdict = await verify(new Uint8Array(file.bytes));
    expect(verdict.ok).toBe(false);
    if ("code" in file.expected) {
      expect(verdict).toMatchObject({ usable: false, error: { code: file.expected.code } });
      expect(verdict.summary).toMatch(file.expected.words);
    } else {
      const { row, line, reason } = file.expected;
      expect(verdict).toMatchObject({ usable: true, first_break: { row_id: row, line, reason } });
    }
  });
});
