// `test` with the portal running and a page that must stay clean: any console error or uncaught exception fails it.
// Playwright reads what a fixture needs from the pattern of its first parameter, empty or not.
/* eslint-disable no-empty-pattern */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { test as base, expect, type Page } from "@playwright/test";

import { startPortal, type Portal } from "../support/portal.ts";

interface TestFixtures {
  /** Errors that the page has reported so far; checked to be none when the test ends. */
  readonly pageErrors: string[];
  /** An empty directory for the test's files. */
  readonly files: string;
}

interface WorkerFixtures {
  readonly portal: Portal;
}

function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  return errors;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  portal: [
    async ({}, use) => {
      const portal = await startPortal();
      await use(portal);
      await portal.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ portal }, use) => {
    await use(portal.origin);
  },
  pageErrors: [
    async ({ page }, use) => {
      const errors = collectErrors(page);
      await use(errors);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
  files: async ({}, use) => {
    const directory = mkdtempSync(join(tmpdir(), "portal-e2e-"));
    await use(directory);
    rmSync(directory, { recursive: true });
  },
});

export { expect };
