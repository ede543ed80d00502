// Tests against the real server, nginx and the worker.
/* eslint-disable no-empty-pattern */
import type { Page } from "@playwright/test";

import { findServer, startPlatform, type Platform } from "../support/platform.ts";
import { signInWith } from "./people_steps.ts";
import { expect, test as base } from "./portal_test.ts";

export interface Person {
  readonly email: string;
  readonly password: string;
  readonly orgId: string;
}

/** Who administers an organisation of its own. */
export interface Lender extends Person {
  readonly orgName: string;
}

interface RealFixtures {
  readonly platform: Platform;
}

export const test = base.extend<{ lender: Lender }, RealFixtures>({
  platform: [
    async ({}, use) => {
      const platform = await startPlatform();
      await use(platform);
      await platform.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ platform }, use) => {
    await use(platform.origin);
  },
  // A new organisation a test: what one changes is not another's.
  lender: async ({ platform }, use, { testId }) => {
    await use(makeLender(platform, testId));
  },
});

/** For test.skip, in each file of its own: why there is no server to test against, if there is none. */
export const notBuilt = [findServer() === undefined, "ratestack and ratestackd have not been built"] as const;

export function makeLender(platform: Platform, name: string): Lender {
  const email = `admin@${name}.example`;
  const orgName = `Lender ${name}`;
  const words = ["orgs", "create", "--type", "ORIGINATOR", "--name", orgName, "--email", email, "--json"];
  const made = JSON.parse(platform.ratestack(words)) as { password: string; org_id: string };
  return { email, password: made.password, orgId: made.org_id, orgName };
}

export async function signIn(page: Page, { email, password }: Person): Promise<void> {
  await page.goto("/login");
  await signInWith(page, password, email);
  await expect(page.getByText(/^Hello, /)).toBeVisible();
}

export { expect };
