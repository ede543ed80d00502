import { createWriteStream, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

import { firstOrganisation, makeRows, rowsOfOrganisation, streamExport, writeExport } from "../support/export_fixture.ts";
import { tamperedFiles } from "../support/tampering.ts";
import { expect, test } from "./portal_test.ts";
import { dragFile, fact, openVerifier, openVerifierOffline, verdictOf } from "./verify_steps.ts";

test("a good export dragged in with the network cut is intact", async ({ page, files, pageErrors }) => {
  const rows = makeRows(300);
  const path = join(files, "common.ndjson");
  writeFileSync(path, writeExport(rows));
  await openVerifierOffline(page);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));

  await dragFile(page, path);

  await expect(page.getByRole("heading", { name: "Intact: 300 rows, ids 1 to 300, one unbroken chain." })).toBeFocused();
  await expect(fact(page, /^Rows$/)).toHaveText("300");
  await expect(fact(page, "Row ids")).toHaveText("1 to 300");
  await expect(fact(page, "Log")).toHaveText("common");
  await expect(fact(page, "Scope")).toHaveText("All organisations");
  await expect(fact(page, "Head hash").locator("code")).toHaveText(rows.at(-1)?.entry_hash ?? "");
  await expect(fact(page, "Time taken")).toHaveText(/\d/);
  await expect(fact(page, "Threads")).toHaveText("2 (the second examined 300 rows)");
  expect(requests).toEqual([]);
  await expect(page.getByText("you are offline")).toBeVisible();
  expect(pageErrors).toEqual([]);
  expect(await page.evaluate(() => fetch("/api/portal/healthz").then(String, () => "cut"))).toBe("cut");
  pageErrors.length = 0; // the browser has reported the fetch of this very line
});

test("an organisation's export says whose it is", async ({ page, files }) => {
  const path = join(files, "org.ndjson");
  const scope = { scope: "org", org_id: firstOrganisation } as const;
  writeFileSync(path, writeExport(rowsOfOrganisation(makeRows(40), firstOrganisation), scope));
  await openVerifierOffline(page);
  await dragFile(page, path);
  await expect(fact(page, "Scope")).toHaveText(`One organisation, ${firstOrganisation}`);
  await expect(fact(page, "Row ids")).toHaveText("1 to 39");
});

for (const { name, bytes, expected } of tamperedFiles()) {
  test(`${name} is named with the network cut`, async ({ page, files }) => {
    const path = join(files, `${name}.ndjson`);
    writeFileSync(path, bytes);
    await openVerifierOffline(page);
    await dragFile(page, path);
    const verdict = verdictOf(page);
    await expect(fact(page, "Threads")).toHaveText("code" in expected ? "1" : /^2 \(the second examined \d+ rows\)$/);
    if ("code" in expected) {
      await expect(verdict.getByRole("heading", { name: /^Not usable: / })).toHaveText(expected.words);
      await expect(verdict).toContainText(expected.code);
      return;
    }
    await expect(verdict.getByRole("heading", { name: /^Broken at / })).toBeVisible();
    await expect(fact(page, "First break at row")).toHaveText(String(expected.row ?? "outside of the rows"));
    await expect(fact(page, "Line of the file")).toHaveText(String(expected.line));
    await expect(fact(page, "Reason")).toHaveText(expected.reason);
    await expect(fact(page, "Expected")).not.toBeEmpty();
    await expect(fact(page, "Found")).not.toBeEmpty();
  });
}

test("a large export shows its progress, can be cancelled, and gives way to another file", async ({ page, files }) => {
  const path = join(files, "large.ndjson");
  const rows = 500_000; // long enough on a fast machine to be looked at and cancelled half-way
  await pipeline(Readable.from(streamExport(rows)), createWriteStream(path));
  const small = join(files, "small.ndjson");
  writeFileSync(small, writeExport(makeRows(3)));
  await openVerifierOffline(page);

  await dragFile(page, path);
  const bar = page.getByRole("progressbar", { name: "Bytes verified" });
  await expect(bar).toHaveAttribute("aria-valuetext", /percent, time left: (about|less)/);
  await page.screenshot({ path: "test-results/screenshots/verify-running-light-desktop.png" });
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("Cancelled. large.ndjson was not judged.")).toBeVisible();

  await dragFile(page, path);
  await expect(bar).toBeVisible();
  await dragFile(page, small);
  await expect(page.getByRole("heading", { name: "Intact: 3 rows, ids 1 to 3, one unbroken chain." })).toBeVisible();

  await page.getByLabel("Verify another file").setInputFiles(path);
  await expect(page.getByRole("heading", { name: `Intact: ${String(rows)} rows` })).toBeVisible({ timeout: 50_000 });
  await expect(fact(page, "Speed")).toHaveText(/rows\/s/);
  test.info().annotations.push({ type: "speed", description: await fact(page, "Speed").innerText() });
});

for (const missing of ["**/*.wasm", "**/verify.worker-*.js"]) {
  test(`without ${missing} the page says that it cannot verify, and judges nothing`, async ({ page, files, pageErrors }) => {
    await page.route(missing, (route) => route.abort());
    await page.goto("/verify");
    await expect(page.getByText("The verifier could not be loaded.")).toBeVisible();
    const path = join(files, "a.ndjson");
    writeFileSync(path, writeExport(makeRows(3)));
    await dragFile(page, path);
    await expect(page.getByRole("heading", { name: "The verifier stopped before it had a verdict." })).toBeVisible();
    pageErrors.length = 0;
  });
}

test("a file chosen by keyboard alone is judged, and another one after it", async ({ page, files }) => {
  const path = join(files, "a.ndjson");
  writeFileSync(path, writeExport(makeRows(3)));
  // Listening from the start: the browser must know before the key is pressed that no real dialog is wanted.
  const choosing = page.waitForEvent("filechooser");
  await openVerifierOffline(page);
  await page.getByLabel("Choose a file").focus();
  await page.keyboard.press("Enter");
  await (await choosing).setFiles(path);
  await expect(page.getByRole("heading", { name: /^Intact/ })).toBeFocused();
  writeFileSync(path, "no export");
  await page.getByLabel("Verify another file").setInputFiles(path);
  await expect(page.getByRole("heading", { name: "Not usable: the first line is not an export header." })).toBeFocused();
});

test("a folder is not mistaken for a file", async ({ page, files }) => {
  await openVerifierOffline(page);
  await dragFile(page, files);
  await expect(page.getByRole("heading", { name: "The file could not be read to its end." })).toBeVisible();
});

test("text dragged over the page changes nothing", async ({ page }) => {
  await openVerifier(page);
  const session = await page.context().newCDPSession(page);
  const data = { items: [{ mimeType: "text/plain", data: "hello" }], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, x: 200, y: 300, data });
  }
  await expect(page.getByText("Drop an export file here")).toBeVisible();
});

test("ten gigabytes that are no export are refused at once", async ({ page, files }) => {
  const path = join(files, "huge.ndjson");
  writeFileSync(path, "");
  truncateSync(path, 10_000_000_000); // sparse: it takes no room
  await openVerifierOffline(page);
  await dragFile(page, path);
  await expect(page.getByRole("heading", { name: "Not usable: the file is binary." })).toBeVisible();
  await expect(fact(page, "File size")).toHaveText("10 GB");
});
