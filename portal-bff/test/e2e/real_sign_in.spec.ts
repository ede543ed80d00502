// Signing in through a provider, and out there: the real server, nginx, the worker and npm's oidc-provider.
/* eslint-disable no-empty-pattern */
import type { Page } from "@playwright/test";

import { startPlatform, type Platform } from "../support/platform.ts";
import { hasOidcProvider, startOidcProvider, type OidcProvider } from "../support/real_oidc_provider.ts";
import { forgiveFailedLoads } from "./looking.ts";
import { expect, notBuilt, signIn, test as base } from "./real_test.ts";

interface Provided {
  readonly platform: Platform;
  readonly provider: OidcProvider;
}

const test = base.extend<object, { provided: Provided }>({
  provided: [
    async ({}, use) => {
      let provider: OidcProvider | undefined;
      const platform = await startPlatform(async (origin, directory) => {
        provider = await startOidcProvider(origin, directory);
        return provider.settings;
      });
      if (provider !== undefined) await use({ platform, provider });
      await provider?.stop();
      await platform.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
  platform: async ({ provided }, use) => {
    await use(provided.platform);
  },
});
test.skip(...notBuilt);
test.skip(!hasOidcProvider(), "npm's oidc-provider is missing: scripts/bootstrap installs it");
// Its certificate is its own.
test.use({ ignoreHTTPSErrors: true });

test.beforeEach(({ page }) => withoutFonts(page));

/** The provider's development pages ask for one of somebody else's. */
async function withoutFonts(page: Page): Promise<void> {
  await page.route("https://fonts.googleapis.com/**", (route) => route.fulfill({ contentType: "text/css", body: "" }));
}

/** The provider's own pages: a login, then a consent. */
async function signInThere(page: Page, provider: OidcProvider, login: string): Promise<void> {
  await expect(page).toHaveURL((url) => url.origin === provider.issuer);
  await page.getByPlaceholder("Enter any login").fill(login);
  await page.getByPlaceholder("and password").fill("of no matter");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
}

/** In another tab of the same browser, as somebody who is done for today. */
async function signOutThere(page: Page, provider: OidcProvider): Promise<void> {
  const tab = await page.context().newPage();
  await withoutFonts(tab);
  await tab.goto(`${provider.issuer}/session/end`);
  await tab.getByRole("button", { name: "Yes, sign me out" }).click();
  await expect(tab.getByText("Sign-out Success")).toBeVisible();
  await tab.close();
}

/** The portal's answers to the provider so far, by its own log. */
function logoutsHeard({ portal }: Platform): unknown[] {
  const lines = portal.log.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
  return lines.filter(({ route }) => route === "/auth/google/backchannel-logout").map(({ status }) => status);
}

async function link(page: Page, provider: OidcProvider, login: string): Promise<void> {
  await page.goto("/me#sign-in");
  await page.getByRole("button", { name: "Link Google" }).click();
  await signInThere(page, provider, login);
  await expect(page).toHaveURL(/\/me#sign-in$/);
  await expect(page.getByRole("button", { name: "Unlink Google" })).toBeVisible();
}

test("an account is linked, signs in, and takes its session here along when it signs out there", async ({
  page,
  provided: { provider, platform },
  lender,
  pageErrors,
}) => {
  const before = logoutsHeard(platform).length;
  await signIn(page, lender);
  await link(page, provider, "ada");
  await signOut(page);
  await signOutThere(page, provider);

  await page.goto("/login?return=%2Fme");
  await page.getByRole("button", { name: "Sign in with Google" }).click();
  await signInThere(page, provider, "ada");
  await expect(page).toHaveURL(`${platform.origin}/me`);
  await expect(page.getByText(lender.email).first()).toBeVisible();

  await signOutThere(page, provider);
  await page.getByRole("tab", { name: "Sessions" }).click();
  await expect(page.getByRole("dialog", { name: "Sign in again" })).toBeVisible();
  expect(logoutsHeard(platform).slice(before)).toEqual([200, 200]);
  forgiveFailedLoads(pageErrors);
});

test("signing out there leaves alone who signed in from another browser", async ({
  page,
  browser,
  provided: { provider, platform },
  lender,
  pageErrors,
}) => {
  await signIn(page, lender);
  await link(page, provider, "grace");
  const context = await browser.newContext({ baseURL: platform.origin, ignoreHTTPSErrors: true });
  const elsewhere = await context.newPage();
  await withoutFonts(elsewhere);
  await elsewhere.goto("/login?return=%2Fme");
  await elsewhere.getByRole("button", { name: "Sign in with Google" }).click();
  await signInThere(elsewhere, provider, "grace");
  await expect(elsewhere).toHaveURL(`${platform.origin}/me`);

  // The browser of the password session is signed in there, too: only for linking, which makes no session.
  await signOutThere(page, provider);
  for (const each of [page, elsewhere]) {
    await each.goto("/me#sessions");
    await expect(each.getByText("this one")).toBeVisible();
  }
  await signOutThere(elsewhere, provider);
  await elsewhere.getByRole("tab", { name: "Ways to sign in" }).click();
  await expect(elsewhere.getByRole("dialog", { name: "Sign in again" })).toBeVisible();
  await context.close();
  forgiveFailedLoads(pageErrors);
});

test("an account that is unlinked signs nobody in", async ({ page, provided: { provider }, lender, pageErrors }) => {
  await signIn(page, lender);
  await link(page, provider, "linus");
  await page.getByRole("button", { name: "Unlink Google" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unlink Google" }).click();
  await expect(page.getByText("Google was unlinked.")).toBeVisible();
  await signOut(page);
  await page.goto("/login");
  // Signed in there already: it asks nothing.
  await page.getByRole("button", { name: "Sign in with Google" }).click();
  await expect(page).toHaveURL(/\/login\?error=account_not_linked$/);
  await expect(page.getByText("Nobody here has linked that account.")).toBeVisible();
  forgiveFailedLoads(pageErrors);
});
