// The pages of people, in each state that there is something to look at in.
import { problem, ok } from "../support/scripted_api.ts";
import { at, me, orgId, portalSession, signedInApi, visitorApi } from "../support/scripted_people.ts";
import { openSignedIn, signInWith } from "./people_steps.ts";
import { expect } from "./portal_test.ts";
import { testScenes, type Scene } from "./scenes.ts";

const scenes: Readonly<Record<string, Scene>> = {
  "login": {
    api: visitorApi,
    arrange: async (page) => {
      await page.goto("/login");
      await expect(page.getByRole("button", { name: "Sign in with Google" })).toBeVisible();
    },
  },
  "login-wrong": {
    api: () => visitorApi().on("POST /api/portal/sign-in", problem(401, "invalid_credentials")),
    arrange: async (page) => {
      await page.goto("/login");
      await signInWith(page, "wrong horse battery staple");
      await expect(page.getByText("do not go together")).toBeVisible();
    },
  },
  "login-code": {
    api: () =>
      visitorApi().on("POST /api/portal/sign-in", {
        status: 202,
        body: { methods: ["totp", "recovery_code"], expires_in: 300 },
      }),
    arrange: async (page) => {
      await page.goto("/login");
      await signInWith(page, "correct horse battery staple");
      await expect(page.getByLabel("Code from your authenticator app")).toBeFocused();
    },
  },
  "home": {
    api: signedInApi,
    arrange: async (page) => {
      await openSignedIn(page, "/");
      await expect(page.getByText("Hello, Example Admin")).toBeVisible();
      await expect(page.getByText("loan.write")).toBeVisible();
    },
  },
  "me": {
    api: signedInApi,
    arrange: async (page) => {
      await page.goto("/me");
      await expect(page.getByRole("heading", { name: "Example Admin" })).toBeVisible();
    },
  },
  "me-sessions": {
    api: signedInApi,
    arrange: async (page) => {
      await page.goto("/me#sessions");
      await expect(page.getByText("Safari on iOS")).toBeVisible();
    },
  },
  "me-sign-in": {
    api: signedInApi,
    arrange: async (page) => {
      await page.goto("/me#sign-in");
      await expect(page.getByText("2 recovery codes are left.")).toBeVisible();
      await expect(page.getByText("Copied between your devices")).toBeVisible();
      await expect(page.getByRole("button", { name: "Unlink Google" })).toBeVisible();
    },
  },
  "me-end-session": {
    api: signedInApi,
    arrange: async (page) => {
      await page.goto("/me#sessions");
      await page.getByRole("button", { name: /^End the session on Safari/ }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  "organisation-members": {
    api: signedInApi,
    arrange: async (page) => {
      await page.goto("/organisation");
      await expect(page.getByText("Example Officer")).toBeVisible();
    },
  },
  "organisation-roles": {
    api: signedInApi,
    arrange: async (page) => {
      await page.goto("/organisation");
      await page.getByRole("button", { name: "Change the roles of Example Officer" }).click();
      await page.getByLabel("AUDITOR").check();
      await expect(page.getByText("Gains AUDITOR.")).toBeVisible();
    },
  },
  "organisation-rights": {
    api: signedInApi,
    arrange: async (page) => {
      await page.goto("/organisation#rights");
      await expect(page.getByText("Share loans")).toBeVisible();
    },
  },
  "organisation-delegations": {
    api: signedInApi,
    arrange: async (page) => {
      await page.goto("/organisation#delegations");
      await expect(page.getByText("3 days left")).toBeVisible();
      await expect(page.getByText("Nothing was delegated to you")).toBeVisible();
    },
  },
  "organisation-delegate": {
    api: signedInApi,
    arrange: async (page) => {
      await page.goto("/organisation#delegations");
      await page.getByRole("button", { name: "Delegate", exact: true }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
    },
  },
  "organisation-failing": {
    fails: true,
    api: () => signedInApi().on(`GET /api/v1/orgs/${orgId}/members`, problem(503, "unavailable")),
    arrange: async (page) => {
      await page.goto("/organisation");
      await expect(page.getByText("The server cannot do this right now.")).toBeVisible();
    },
  },
  "step-up": {
    api: () => signedInApi().on("POST /api/v1/me/recovery-codes", problem(403, "step_up_required")),
    arrange: async (page) => {
      await page.goto("/me#sign-in");
      await page.getByRole("button", { name: "Make new recovery codes" }).click();
      await page.getByRole("button", { name: "Make new codes" }).click();
      await expect(page.getByRole("heading", { name: "Is it you?" })).toBeVisible();
      await expect(page.getByLabel("Code from your authenticator app")).toBeFocused();
    },
  },
  "session-ending": {
    api: () =>
      signedInApi().on("GET /api/portal/session", () => ok({ ...portalSession(), idle_expires_at: at(185_000) })),
    arrange: async (page) => {
      await page.goto("/me");
      await expect(page.getByText("Your session ends in 3 minutes")).toBeVisible();
    },
  },
  "sign-in-again": {
    api: () => signedInApi().on("GET /api/v1/me/sessions", problem(401, "session_expired")),
    arrange: async (page) => {
      await page.goto("/me#sessions");
      await expect(page.getByRole("dialog", { name: "Sign in again" })).toBeVisible();
      await expect(page.getByText("Your session has ended. What is on this page stays")).toBeVisible();
    },
  },
  "me-set-up-app": {
    api: () =>
      signedInApi()
        .on("GET /api/v1/me", ok({ ...me, second_factors: { totp: { enrolled_at: null }, recovery_codes_left: 0 } }))
        .on(
          "POST /api/v1/me/totp",
          ok({
            secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
            uri: "otpauth://totp/RateStack:admin?secret=JBSWY3DPEHPK3PXP",
          }),
        ),
    arrange: async (page) => {
      await page.goto("/me#sign-in");
      await page.getByRole("button", { name: "Set up an app" }).click();
      await expect(page.getByText("JBSW Y3DP")).toBeVisible();
    },
  },
  "me-recovery-codes": {
    api: () => {
      const recovery_codes = ["k7f2-9qmx-t3vd", "p4wz-h8cn-y6rb", "d2gs-m5kt-x9fj", "v8bn-c3hq-w7zp", "r6tx-j4ym-f2kd"];
      return signedInApi().on("POST /api/v1/me/recovery-codes", ok({ recovery_codes }));
    },
    arrange: async (page) => {
      await page.goto("/me#sign-in");
      await page.getByRole("button", { name: "Make new recovery codes" }).click();
      await page.getByRole("button", { name: "Make new codes" }).click();
      await expect(page.getByText("k7f2-9qmx-t3vd")).toBeVisible();
    },
  },
  "me-not-linked": {
    api: signedInApi,
    arrange: async (page) => {
      await page.goto("/me?error=account_linked#sign-in");
      await expect(
        page.getByText("The account was not linked. That account is linked to another person."),
      ).toBeVisible();
    },
  },
  "menu": {
    api: signedInApi,
    arrange: async (page) => {
      await page.goto("/me");
      const menu = page.getByRole("button", { name: "Menu" });
      await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
      if (await menu.isVisible()) await menu.click();
    },
  },
  "denied": {
    api: () => signedInApi().on("GET /api/portal/session", () => ok(portalSession(["loan.read"]))),
    arrange: async (page) => {
      await page.goto("/organisation");
      await expect(page.getByText("You do not have the right to see this page")).toBeVisible();
    },
  },
};

testScenes(scenes);
