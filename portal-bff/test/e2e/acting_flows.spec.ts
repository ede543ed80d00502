// What pages send while they act for another organisation, and what becomes of it when that ends.
import type { Page } from "@playwright/test";

import {
  actingSession,
  grantedApi,
  grants,
  partnerId,
  partnerName,
  platformApi,
  tenantId,
  tenantName,
} from "../support/scripted_acting.ts";
import { nothing, ok, problem, type Arrived, type ScriptedApi } from "../support/scripted_api.ts";
import { actForPartner, bannerOf, openSwitch, overrideTenant } from "./acting_steps.ts";
import { openNewLoan } from "./lending_steps.ts";
import { forgiveFailedLoads } from "./looking.ts";
import { expect, test } from "./portal_test.ts";

const loans = "POST /api/v1/loans";
const actingHeader = ({ headers }: Arrived): string | undefined => headers["x-acting-as-org"];
const overrideHeader = ({ headers }: Arrived): string | undefined => headers["x-owner-override"];
const keptByTab = (page: Page): Promise<string | null> => page.evaluate(() => sessionStorage.getItem("ratestack-acting"));

/** The session that the server tells of from now on. */
function nowLive(api: ScriptedApi, live: typeof grants, sessionId?: string): void {
  api.on("GET /api/portal/session", ok(actingSession(live, sessionId, "csrf-two")));
}

test("every request is in the organisation's name, but those about oneself, and none after one stops", async ({ page }) => {
  const api = grantedApi();
  await api.install(page);
  await actForPartner(page);
  for (const path of ["/loans", "/locks", "/audit", "/me"]) {
    await page.goto(path);
    await expect(bannerOf(page)).toContainText(partnerName);
    await expect(page.locator(".skeleton")).toHaveCount(0);
  }
  const own = /^\/api\/(portal\/|v1\/me|v1\/capabilities)/;
  const after = api.arrived.slice(api.arrived.findIndex((each) => each.path.startsWith("/api/v1/authz/check")));
  const others = after.filter(({ path }) => !own.test(path) && !path.startsWith("/api/v1/authz"));
  expect(others.length).toBeGreaterThan(2);
  expect(others.map(actingHeader)).toEqual(others.map(() => partnerId));
  expect(after.filter((each) => !others.includes(each)).map(actingHeader).every((each) => each === undefined)).toBe(true);

  await page.getByRole("button", { name: /^Stop acting for/ }).click();
  await expect(page.getByText(/^Hello, /)).toBeVisible();
  const stopped = api.arrived.length;
  await page.goto("/loans");
  await expect(page.getByRole("link", { name: "$350,000" })).toBeVisible();
  expect(api.arrived.slice(stopped).map(actingHeader).every((each) => each === undefined)).toBe(true);
  expect(await keptByTab(page)).toBeNull();
});

test("a grant brings no administration, and another tab acts as oneself", async ({ page, context }) => {
  const api = grantedApi();
  await api.install(page);
  await actForPartner(page);
  await expect(page.getByRole("link", { name: "Members and rights" })).toHaveCount(0);
  const other = await context.newPage();
  await api.install(other);
  await other.goto("/loans");
  await expect(other.getByRole("link", { name: "$350,000" })).toBeVisible();
  await expect(bannerOf(other)).toHaveCount(0);
});

test("a key of one organisation's request is never another's", async ({ page, pageErrors }) => {
  const api = grantedApi().on(loans, problem(503, "unavailable"));
  await api.install(page);
  for (const act of [() => openSwitch(page), () => actForPartner(page)]) {
    await act();
    await openNewLoan(page);
    await page.getByRole("button", { name: "Enter loan" }).click();
    await expect(page.getByRole("alert")).toBeVisible();
  }
  const [own, theirs] = api.of(loans);
  expect([own, theirs].map((each) => each && actingHeader(each))).toEqual([undefined, partnerId]);
  expect(own?.headers["idempotency-key"]).toBeDefined();
  expect(own?.headers["idempotency-key"]).not.toBe(theirs?.headers["idempotency-key"]);
  forgiveFailedLoads(pageErrors);
  pageErrors.length = 0;
});

test("a grant that ends in mid-form costs nothing typed, and nothing is sent in anybody's name after it", async ({
  page,
  pageErrors,
}) => {
  const api = grantedApi().on(loans, problem(403, "no_live_grant"));
  await api.install(page);
  await actForPartner(page);
  await openNewLoan(page);
  nowLive(api, []);
  const send = page.getByRole("button", { name: "Enter loan" });
  await send.click();
  const form = page.getByRole("dialog", { name: "New loan" });
  await expect(form.getByRole("alert")).toContainText("The delegation has ended, so nothing was done.");
  await expect(page.getByText(`You may not act for ${partnerName}`).first()).toBeVisible();
  expect(await keptByTab(page)).toBeNull();
  await send.click();
  await expect(form.getByRole("alert")).toContainText("nothing was sent");
  await expect(form.getByLabel("Borrower’s name")).toHaveValue("Example Borrower");
  expect(api.of(loans)).toHaveLength(1);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Go on as yourself" }).click();
  await expect(page.getByText(/^Hello, /)).toBeVisible();
  forgiveFailedLoads(pageErrors);
});

test("a grant runs out by the clock, without a request", async ({ page }) => {
  const api = grantedApi();
  await api.install(page);
  await page.clock.install();
  await actForPartner(page);
  await openNewLoan(page);
  const before = api.arrived.length;
  await page.clock.fastForward(49 * 3_600_000 + 1000);
  await expect(page.getByText(`The delegation from ${partnerName} has run out.`)).toBeVisible();
  await page.getByRole("button", { name: "Enter loan" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("nothing was sent");
  expect(api.arrived.slice(before).map(({ path }) => path)).toEqual([]);
});

test("what one right of two no longer covers is refused in plain words, and acting goes on", async ({
  page,
  pageErrors,
}) => {
  const api = grantedApi().on(loans, problem(403, "capability_missing", { capability: "loan.write" }));
  await api.install(page);
  await actForPartner(page);
  await openNewLoan(page);
  await page.getByRole("button", { name: "Enter loan" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("The delegation does not let you do this.");
  await expect(bannerOf(page)).toBeAttached();
  expect(await keptByTab(page)).not.toBeNull();
  forgiveFailedLoads(pageErrors);
});

for (const goesOn of [true, false]) {
  test(`a new session acts for nobody until one says so: ${goesOn ? "yes" : "no"}`, async ({ page, pageErrors }) => {
    const api = grantedApi();
    api.on(loans, () => (api.of(loans).length === 1 ? problem(401, "session_expired") : problem(422, "loan_locked")));
    api.on("POST /api/portal/sign-in", () => {
      nowLive(api, grants, "ses_01K0ANEW00000000000000000B");
      return ok({ user: actingSession().user, csrf_token: "csrf-two" });
    });
    await api.install(page);
    await actForPartner(page);
    await openNewLoan(page);
    await page.getByRole("button", { name: "Enter loan" }).click();
    const dialog = page.getByRole("dialog", { name: "Sign in again" });
    await dialog.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
    await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
    const question = page.getByRole("dialog", { name: /^Go on acting for/ });
    await question.getByRole("button", { name: goesOn ? /again$/ : "Not now" }).click();
    const alert = page.getByRole("dialog", { name: "New loan" }).getByRole("alert");
    await expect(alert).toContainText(goesOn ? "A rate lock holds" : "nothing was sent");
    expect(api.of(loans).map(actingHeader)).toEqual(goesOn ? [partnerId, partnerId] : [partnerId]);
    expect((await keptByTab(page)) !== null).toBe(goesOn);
    forgiveFailedLoads(pageErrors);
  });
}

test("another person's choice in the same tab is forgotten, and so is one's own after signing out", async ({ page }) => {
  const api = grantedApi().on("POST /api/portal/sign-out", nothing);
  await api.install(page);
  await actForPartner(page);
  const kept = await keptByTab(page);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText(/^Hello, /)).toBeVisible();
  expect(await keptByTab(page)).toBeNull();

  const mine = JSON.parse(kept ?? "") as Record<string, unknown>;
  const theirs = JSON.stringify({ ...mine, userId: "user_01K0SOMEBODYELSE0000000000" });
  await page.evaluate((text) => {
    sessionStorage.setItem("ratestack-acting", text);
  }, theirs);
  const before = api.arrived.length;
  await page.goto("/loans");
  await expect(page.getByRole("link", { name: "$350,000" })).toBeVisible();
  await expect(bannerOf(page)).toHaveCount(0);
  expect(api.arrived.slice(before).map(actingHeader).every((each) => each === undefined)).toBe(true);
  expect(await keptByTab(page)).toBeNull();
});

test("an override is asked about first, carried by each request, and looks at nothing by itself", async ({ page }) => {
  const api = platformApi();
  await api.install(page);
  await page.clock.install();
  await openSwitch(page, "/audit");
  await page.getByRole("button", { name: "Act on another organisation’s data" }).click();
  await expect(page.getByRole("button", { name: "Go on" })).toBeVisible();
  expect(api.arrived.map(overrideHeader).every((each) => each === undefined)).toBe(true);
  await page.keyboard.press("Escape");
  await overrideTenant(page);
  expect(api.arrived.filter((each) => overrideHeader(each) === tenantId).map(({ path }) => path)).toEqual([
    "/api/v1/orgs",
    `/api/v1/orgs/${tenantId}/capabilities`,
  ]);
  await page.goto("/audit");
  await expect(page.getByText("New rows do not appear by themselves here")).toBeVisible();
  await expect(page.locator(".skeleton")).toHaveCount(0);
  const settled = api.arrived.length;
  await page.clock.runFor(60_000);
  expect(api.arrived.length).toBe(settled);
  await expect(page.getByRole("link", { name: "Members and rights" }).first()).toBeAttached();
  await expect(page).toHaveTitle(new RegExp(`^For ${tenantName}: `));
});

test("an operator who administers nothing names the organisation by its id", async ({ page, pageErrors }) => {
  const api = platformApi(["audit.read", "platform.operate"]);
  await api.install(page);
  await openSwitch(page, "/audit");
  await page.getByRole("button", { name: "Act on another organisation’s data" }).click();
  const id = page.getByLabel("Id of the organisation");
  await id.fill("org_01K0NOBODY000000000000000Z");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Act on it, on record" }).click();
  await expect(page.getByRole("alert")).toContainText("It is not there any more, or you may not see it.");
  await page.getByRole("button", { name: "Cancel" }).click();
  await id.fill(` ${tenantId} `);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Act on it, on record" }).click();
  await expect(page.getByRole("heading", { name: /^You act for org_…/ })).toBeVisible();
  await expect(bannerOf(page)).toContainText("Allowed: read the audit log.");
  expect(api.of("GET /api/v1/orgs")).toEqual([]);
  forgiveFailedLoads(pageErrors);
});

test("a recent proof is asked for where the server wants one, before anything begins", async ({ page, pageErrors }) => {
  const api = platformApi();
  const org = { id: tenantId, name: tenantName, type: "CORRESPONDENT", created_at: "", disabled_at: null };
  const seen = (): number => api.of("GET /api/v1/orgs").filter((each) => overrideHeader(each) !== undefined).length;
  api.on("GET /api/v1/orgs", (request) => {
    if (request.headers()["x-owner-override"] !== undefined && seen() === 1) return problem(403, "step_up_required");
    return ok({ items: [org], next_cursor: null });
  });
  api.on("POST /api/portal/step-up", ok({ csrf_token: "csrf-two" }));
  await api.install(page);
  await openSwitch(page, "/audit");
  await page.getByRole("button", { name: "Act on another organisation’s data" }).click();
  await page.getByRole("form", { name: "Act on another" }).getByLabel("Organisation").selectOption(tenantId);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Act on it, on record" }).click();
  await page.getByLabel("Code from your authenticator app").fill("123456");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("heading", { name: `You act for ${tenantName}` })).toBeVisible();
  forgiveFailedLoads(pageErrors);
});

test("files of theirs are fetched in their name", async ({ page }) => {
  const api = grantedApi().on("GET /api/v1/admin/audit/export", {
    status: 200,
    body: { rows: 1 },
    headers: { "Content-Disposition": 'attachment; filename="ratestack-audit-common.ndjson"' },
  });
  await api.install(page);
  await actForPartner(page);
  await page.goto("/audit#proof");
  const saving = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the log" }).click();
  expect((await saving).suggestedFilename()).toBe("ratestack-audit-common.ndjson");
  expect(api.of("GET /api/v1/admin/audit/export").map(actingHeader)).toEqual([partnerId]);
});
