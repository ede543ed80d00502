// The second thread makes the verdict faster, never different: beside it, without it, and when it fails half-way.
import { createWriteStream, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import type { Page, Worker } from "@playwright/test";

import { makeRows, streamExport, writeExport } from "../support/export_fixture.ts";
import { tamperedFiles } from "../support/tampering.ts";
import { expect, test } from "./portal_test.ts";
import { dragFile, fact, openVerifier, openVerifierOffline, wordsOfVerdict } from "./verify_steps.ts";

const examinerScript = "**/examiner.worker-*.js";

function examinerOf(page: Page): Worker {
  const examiner = page.workers().find((worker) => worker.url().includes("examiner.worker"));
  if (examiner === undefined) throw new Error("the page has no second thread");
  return examiner;
}

async function verdictsOn(page: Page, paths: readonly string[]): Promise<string[][]> {
  const verdicts = [];
  for (const path of paths) {
    await page.locator("input[type=file]").setInputFiles(path);
    verdicts.push(await wordsOfVerdict(page, basename(path)));
  }
  return verdicts;
}

test("two threads say of every tampered file what one says", async ({ page, context, files }) => {
  const paths = tamperedFiles().map(({ name, bytes }) => {
    const path = join(files, `${name}.ndjson`);
    writeFileSync(path, bytes);
    return path;
  });
  const alone = await context.newPage();
  await alone.route(examinerScript, (route) => route.abort());
  await openVerifier(alone);
  await openVerifier(page);
  expect(await verdictsOn(page, paths)).toEqual(await verdictsOn(alone, paths));
});

test("without the second thread's script one thread verifies, offline too", async ({ page, files, pageErrors }) => {
  const path = join(files, "a.ndjson");
  writeFileSync(path, writeExport(makeRows(30)));
  await page.route(examinerScript, (route) => route.abort());
  await openVerifierOffline(page);
  await dragFile(page, path);
  await expect(page.getByRole("heading", { name: /^Intact: 30 rows/ })).toBeVisible();
  await expect(fact(page, "Threads")).toHaveText("1");
  pageErrors.length = 0; // the browser has reported the script that did not load
});

/** Ways to fail, each in the place of the eleventh answer: the browser ends the thread, or it hangs. */
const failures = {
  ends: (): void => {
    self.close();
  },
  hangs: (): void => {
    for (;;);
  },
};

for (const [how, fail] of Object.entries(failures)) {
  test(`a second thread that ${how} half-way leaves the verdict to the first`, async ({ page, files }) => {
    const rows = 60_000;
    const path = join(files, "large.ndjson");
    await pipeline(Readable.from(streamExport(rows)), createWriteStream(path));
    await openVerifierOffline(page);
    await examinerOf(page).evaluate(`{
      const answer = MessagePort.prototype.postMessage;
      let left = 10;
      MessagePort.prototype.postMessage = function (...message) {
        if (left-- > 0) answer.apply(this, message);
        else (${fail.toString()})();
      };
    }`);
    await dragFile(page, path);
    await expect(page.getByRole("heading", { name: `Intact: ${String(rows)} rows` })).toBeVisible();
    const examined = /^2 \(the second examined ([\d,]+) rows\)$/.exec(await fact(page, "Threads").innerText())?.[1];
    expect(Number(examined?.replaceAll(",", ""))).toBeLessThan(rows / 2);

    await page.getByLabel("Verify another file").setInputFiles({
      name: "next.ndjson",
      mimeType: "application/x-ndjson",
      buffer: Buffer.from(writeExport(makeRows(5))),
    });
    await expect(page.getByRole("heading", { name: /^Intact: 5 rows/ })).toBeVisible();
    await expect(fact(page, "Threads")).toHaveText("1");
  });
}
