import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import type { Page } from "@playwright/test";

import { makeRows, writeExport } from "../support/export_fixture.ts";
import { tamperedFiles } from "../support/tampering.ts";
import { axeViolations, expectAccessibleAndFitting, themes, widths } from "./looking.ts";
import { expect, test } from "./portal_test.ts";
import { dragFile, openVerifier, verdictOf } from "./verify_steps.ts";

const scriptBudget = 150_000;

/** Every state of every page that there is something to look at in. */
const scenes: Readonly<Record<string, (page: Page, files: string) => Promise<void>>> = {
  "start": async (page) => {
    await page.goto("/");
    await expect(page.getByText("Ready, core")).toBeVisible();
    await expect(page.getByText("did not answer")).toBeVisible();
  },
  "not-found": async (page) => {
    await page.goto("/nothing");
  },
  "verify": openVerifier,
  "verify-intact": async (page, files) => {
    await judge(page, join(files, "audit-common-2026-11.ndjson"), Buffer.from(writeExport(makeRows(12_000))));
  },
  "verify-broken": async (page, files) => {
    await judge(page, join(files, "audit-common-2026-11.ndjson"), tampered("edited-byte"));
  },
  "verify-unusable": async (page, files) => {
    await judge(page, join(files, "audit-common-2026-11.ndjson.gz"), tampered("gzip"));
  },
};

function tampered(name: string): Buffer {
  return tamperedFiles().find((file) => file.name === name)?.bytes ?? Buffer.alloc(0);
}

async function judge(page: Page, path: string, bytes: Buffer): Promise<void> {
  writeFileSync(path, bytes);
  await openVerifier(page);
  await dragFile(page, path);
  await expect(verdictOf(page)).toBeVisible();
}

for (const [scene, arrange] of Object.entries(scenes)) {
  for (const theme of themes) {
    for (const [device, viewport] of Object.entries(widths)) {
      test(`${scene} is accessible and fits, ${theme}, ${device}`, async ({ page, files, pageErrors }) => {
        await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
        await page.setViewportSize(viewport);
        await arrange(page, files);
        // The browser reports every failed load itself; these two scenes are about one.
        if (scene === "start" || scene === "not-found") pageErrors.length = 0;
        await page.screenshot({ path: `test-results/screenshots/${scene}-${theme}-${device}.png`, fullPage: true });
        await expectAccessibleAndFitting(page);
      });
    }
  }
}

test("axe finds what is wrong with a page that is wrong", async ({ page }) => {
  await page.goto("/verify");
  await page.evaluate(() => {
    document.querySelector("#main")?.append(document.createElement("button"));
  });
  expect((await axeViolations(page)).join()).toContain("button-name");
});

for (const path of ["/", "/verify"]) {
  test(`${path} loads at most ${String(scriptBudget)} bytes of script, gzipped`, async ({ page, pageErrors }) => {
    const scripts: Promise<Buffer>[] = [];
    page.on("response", (response) => {
      if (response.headers()["content-type"]?.startsWith("text/javascript")) scripts.push(response.body());
    });
    await page.goto(path, { waitUntil: "networkidle" });
    const bodies = await Promise.all(scripts);
    const total = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
    expect(bodies.length).toBeGreaterThan(0);
    expect(total).toBeLessThanOrEqual(scriptBudget);
    pageErrors.length = 0;
  });
}

test("script that somebody slips into the page does not run", async ({ page, pageErrors }) => {
  await openVerifier(page);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    try {
      script.text = "globalThis.slipped = true";
      document.body.append(script);
    } catch {
      // Trusted Types refuse the assignment itself.
    }
    return "slipped" in globalThis;
  });
  expect(ran).toBe(false);
  expect(pageErrors.join()).toMatch(/Trusted|Content Security Policy/);
  pageErrors.length = 0;
});
