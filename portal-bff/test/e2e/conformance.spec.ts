// The command line, Node and the browser on the same thousand files: the same words, rows and hashes for each.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { RatestackCore, verifyExport, type Verdict } from "@ratestack/core";
import type { Page } from "@playwright/test";

import { findProgram, makeExports, verifyByCommandLine } from "../support/native_tools.ts";
import { expect, test } from "./portal_test.ts";
import { openVerifierOffline } from "./verify_steps.ts";

const count = 1000;
const generator = findProgram("make_exports");
const commandLine = findProgram("ratestack");

/** What the page shows of a verdict, by the names that it shows it under. */
type Shown = Readonly<Record<string, string>>;

function shownFor(verdict: Verdict): Shown {
  const { first_break: found, head } = verdict;
  if (verdict.error !== null) return { title: verdict.summary, Code: verdict.error.code };
  if (found !== null) {
    return {
      title: verdict.summary,
      "First break at row": String(found.row_id ?? "outside of the rows"),
      "Line of the file": String(found.line),
      Reason: found.reason,
      Expected: found.expected,
      Found: found.actual,
    };
  }
  const scope = verdict.org_id === null ? "All organisations" : `One organisation, ${verdict.org_id}`;
  const range = head === null ? "none" : `${String(verdict.first_id)} to ${String(head.id)}`;
  return { title: verdict.summary, "Row ids": range, Scope: scope, ...(head === null ? {} : { hash: head.entry_hash }) };
}

/** Gives the page a file and reads its verdict back from the document. */
async function showVerdict(page: Page, directory: string, name: string): Promise<Shown> {
  await page.locator("input[type=file]").setInputFiles(join(directory, name));
  await page.waitForFunction((file) => document.querySelector(".outcome-subject")?.textContent === file, name);
  return await page.evaluate(() => {
    const text = (selector: string, within: ParentNode = document) => within.querySelector(selector)?.textContent ?? "";
    const facts = [...document.querySelectorAll(".facts:not(.facts-quiet) > div")];
    const named = facts.map((pair) => [text("dt", pair).replace(/^Head hash.*/, "hash"), text("dd code", pair) || text("dd", pair)]);
    return { title: text("#outcome-title"), ...(Object.fromEntries(named) as Record<string, string>) };
  });
}

test("a thousand files get one verdict each, from command line, Node and browser alike", async ({ page, files }) => {
  test.skip(generator === undefined || commandLine === undefined, "make_exports or ratestack has not been built");
  test.setTimeout(600_000);
  const core = await RatestackCore.load(
    readFileSync(fileURLToPath(import.meta.resolve("@ratestack/core/ratestack_core.wasm"))),
  );
  const names = makeExports(generator ?? "", files, count);
  expect(names).toHaveLength(count);
  await openVerifierOffline(page);
  for (const name of names) {
    const path = join(files, name);
    const verdict = await verifyExport(core, new Blob([readFileSync(path)]).stream());
    expect(JSON.parse(verifyByCommandLine(commandLine ?? "", path)), name).toEqual(verdict);
    expect(await showVerdict(page, files, name), name).toMatchObject(shownFor(verdict));
  }
});
