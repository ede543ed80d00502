// /verify with no network at all: the portal itself is gone.
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { makeRows, writeExport } from "../support/export_fixture.ts";
import { startPortal } from "../support/portal.ts";
import { expect, test } from "./portal_test.ts";
import { dragFile, openVerifier, verdictOf } from "./verify_steps.ts";

test("a verifier that was opened once opens and verifies when the portal is gone", async ({
  page,
  files,
  pageErrors,
}) => {
  const own = await startPortal();
  await page.goto(`${own.origin}/verify`);
  await expect(page.getByText(/^Verifier .* is loaded/)).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await own.stop();
  await page.reload();
  await expect(page.getByText(/^Verifier .* is loaded/)).toBeVisible();
  const file = join(files, "audit.ndjson");
  writeFileSync(file, writeExport(makeRows(300)));
  await dragFile(page, file);
  await expect(verdictOf(page)).toContainText("300");
  // Nothing else is kept: another page has no network to come from.
  await expect(page.goto(`${own.origin}/login`)).rejects.toThrow("ERR_CONNECTION_REFUSED");
  pageErrors.length = 0;
});

test("nothing but the verifier's own files is kept, and none of the API", async ({ page }) => {
  await openVerifier(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const kept = await page.evaluate(async () => {
    await fetch("/api/portal/healthz");
    const names = await caches.keys();
    const lists = await Promise.all(
      names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)),
    );
    return { names, paths: lists.flat() };
  });
  expect(kept.names).toEqual([expect.stringMatching(/^ratestack-verify-[0-9a-f]{16}$/)]);
  expect(kept.paths).toContain("/verify");
  expect(kept.paths.filter((path) => !path.startsWith("/assets/")).sort()).toEqual(["/favicon.svg", "/verify"]);
  expect(kept.paths.some((path) => path.endsWith(".wasm"))).toBe(true);
  expect(kept.paths.filter((path) => path.includes("worker"))).toHaveLength(2);
});

test("a new build takes the place of what an older one kept", async ({ page }) => {
  await openVerifier(page);
  await page.evaluate(async () => {
    await caches.open("ratestack-verify-0000000000000000");
    await caches.open("of-somebody-else");
    const registration = await navigator.serviceWorker.ready;
    await registration.unregister();
  });
  await openVerifier(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await expect.poll(() => page.evaluate(() => caches.keys())).not.toContain("ratestack-verify-0000000000000000");
  expect(await page.evaluate(() => caches.keys())).toContain("of-somebody-else");
});
