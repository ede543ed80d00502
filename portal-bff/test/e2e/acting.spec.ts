// Acting for another organisation, in each state that there is something to look at in.
import { actingSession, grantedApi, grants, platformApi, secondName } from "../support/scripted_acting.ts";
import { ok, problem } from "../support/scripted_api.ts";
import { actForPartner, bannerOf, chooseTenant, openSwitch, overrideTenant } from "./acting_steps.ts";
import { openNewLoan } from "./lending_steps.ts";
import { expect } from "./portal_test.ts";
import { testScenes } from "./scenes.ts";

testScenes({
  "acting-choice": {
    api: grantedApi,
    arrange: async (page) => {
      await openSwitch(page);
      await expect(page.getByRole("button", { name: `Act for them: ${secondName}` })).toBeVisible();
    },
  },
  "acting-rests": {
    api: () => grantedApi().on("POST /api/v1/authz/check", ok({ allowed: false, reason: "grantor_lacks_it" })),
    arrange: async (page) => {
      await openSwitch(page);
      await page.getByRole("button", { name: `Act for them: ${secondName}` }).click();
      await expect(page.getByText("That delegation rests at this moment")).toBeVisible();
    },
  },
  "acting-start": { api: grantedApi, arrange: actForPartner },
  "acting-loans": {
    api: grantedApi,
    arrange: async (page) => {
      await actForPartner(page);
      await page.goto("/loans");
      await expect(page.getByRole("link", { name: "$411,000" })).toBeVisible();
      await expect(bannerOf(page)).toContainText("Allowed: read loans, edit loans, read the audit log.");
    },
  },
  "acting-menu": {
    api: grantedApi,
    arrange: async (page) => {
      await actForPartner(page);
      const menu = page.getByRole("button", { name: "Menu" });
      if (await menu.isVisible()) await menu.click();
    },
  },
  "acting-denied": {
    api: grantedApi,
    arrange: async (page) => {
      await actForPartner(page);
      await page.goto("/ratesheets");
      await expect(page.getByRole("heading", { name: /^You may not see this page while you act for/ })).toBeVisible();
    },
  },
  "acting-me": {
    api: grantedApi,
    arrange: async (page) => {
      await actForPartner(page);
      await page.goto("/me");
      await expect(page.getByText("This page is about yourself")).toBeVisible();
    },
  },
  "acting-ended": {
    api: () => grantedApi().on("POST /api/v1/loans", problem(403, "no_live_grant")),
    arrange: async (page) => {
      await actForPartner(page);
      await openNewLoan(page);
      await page.getByRole("button", { name: "Enter loan" }).click();
      await expect(page.getByRole("alert").filter({ hasText: "The delegation has ended" })).toBeVisible();
    },
  },
  "acting-ended-page": {
    api: grantedApi,
    arrange: async (page) => {
      await page.clock.install();
      await actForPartner(page);
      await page.goto("/loans");
      await expect(page.getByRole("link", { name: "$411,000" })).toBeVisible();
      await page.clock.fastForward(72 * 3_600_000);
      await expect(page.getByText("has run out.")).toBeVisible();
    },
  },
  "acting-former": {
    api: () => {
      const api = grantedApi();
      api.on("GET /api/portal/session", () =>
        ok(actingSession(api.of("POST /api/v1/authz/check").length === 0 ? grants : [])),
      );
      return api;
    },
    arrange: async (page) => {
      await openSwitch(page);
      await page.getByRole("button", { name: `Act for them: ${secondName}` }).click();
      await expect(page.getByText("You are acting as yourself.")).toBeVisible();
    },
  },
  "acting-paused": {
    api: () => {
      const api = grantedApi().on("POST /api/v1/loans", problem(401, "session_expired"));
      return api.on("POST /api/portal/sign-in", () => {
        api.on("GET /api/portal/session", ok(actingSession(grants, "ses_01K0ANEW00000000000000000B")));
        return ok({ user: actingSession().user, csrf_token: "csrf-two" });
      });
    },
    arrange: async (page) => {
      await actForPartner(page);
      await openNewLoan(page);
      await page.getByRole("button", { name: "Enter loan" }).click();
      const dialog = page.getByRole("dialog", { name: "Sign in again" });
      await dialog.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
      await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page.getByRole("heading", { name: /^Go on acting for/ })).toBeVisible();
    },
  },
  "override-choice": {
    api: platformApi,
    arrange: async (page) => {
      await openSwitch(page, "/audit");
      await page.getByRole("button", { name: "Act on another organisation’s data" }).click();
      await expect(page.getByRole("button", { name: "Go on" })).toBeVisible();
    },
  },
  "override-confirm": { api: platformApi, arrange: chooseTenant },
  "override-start": { api: platformApi, arrange: overrideTenant },
  "override-audit": {
    api: platformApi,
    arrange: async (page) => {
      await overrideTenant(page);
      await page.goto("/audit");
      await expect(page.getByText("New rows do not appear by themselves here")).toBeVisible();
    },
  },
});
