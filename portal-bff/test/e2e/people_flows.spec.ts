// What the pages do with answers that a server gives at a bad moment, and what they send.
import type { Page } from "@playwright/test";

import { nothing, ok, problem } from "../support/scripted_api.ts";
import { at, orgId, portalSession, signedInApi, user, visitorApi } from "../support/scripted_people.ts";
import { forgiveFailedLoads } from "./looking.ts";
import { openSignedIn, signInWith } from "./people_steps.ts";
import { expect, test } from "./portal_test.ts";

const members = `POST /api/v1/orgs/${orgId}/members`;

/** Opens the form for a new member and fills it in, ready to be sent. */
async function fillInNewMember(page: Page): Promise<void> {
  await page.goto("/organisation");
  await page.getByRole("button", { name: "Add a member" }).click();
  await page.getByRole("dialog").getByLabel("E-mail address").fill("new.person@cascade-home.example");
  await page.getByLabel("AUDITOR").check();
}

const sendNewMember = (page: Page) => page.getByRole("button", { name: "Add member" }).click();

test("a password signs in, proves where the request comes from, and leads to where one wanted to go", async ({
  page,
  pageErrors,
}) => {
  const api = visitorApi();
  api.on("POST /api/portal/sign-in", () => {
    api.on("GET /api/portal/session", ok(portalSession())).on("GET /api/v1/me", ok({}));
    return ok({ user, csrf_token: "csrf-one" });
  });
  await api.install(page);
  await page.goto("/me");
  await page.waitForURL("**/login?return=%2Fme");
  await signInWith(page, "correct horse battery staple");
  await page.waitForURL("**/me");
  await expect(page.getByRole("heading", { name: "Example Admin" })).toBeVisible();
  const [sent] = api.of("POST /api/portal/sign-in");
  expect(sent?.headers["x-ratestack-portal"]).toBe("1");
  expect(sent?.json).toEqual({ email: user.email, password: "correct horse battery staple" });
  forgiveFailedLoads(pageErrors);
});

for (const evil of ["//evil.example/x", "https://evil.example/", "/\\evil.example", "/%09/evil.example"]) {
  test(`after a sign-in nobody is sent to ${evil}`, async ({ page, pageErrors }) => {
    await signedInApi().install(page);
    await openSignedIn(page, `/login?return=${evil.includes("%") ? evil : encodeURIComponent(evil)}`);
    await expect(page.getByText("Hello, Example Admin").or(page.getByText("There is no page here"))).toBeVisible();
    expect(new URL(page.url()).hostname).toBe("localhost");
    forgiveFailedLoads(pageErrors);
  });
}

test("a code is asked for where one is wanted, and an error of it stands at its field", async ({
  page,
  pageErrors,
}) => {
  const api = visitorApi()
    .on("POST /api/portal/sign-in", { status: 202, body: { methods: ["totp", "recovery_code"], expires_in: 300 } })
    .on("POST /api/portal/sign-in/second-factor", problem(401, "invalid_credentials"));
  await api.install(page);
  await page.goto("/login");
  await signInWith(page, "correct horse battery staple");
  const code = page.getByLabel("Code from your authenticator app");
  await code.fill("123 456");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(code).toHaveAccessibleDescription(/This code is not right/);
  expect(api.of("POST /api/portal/sign-in/second-factor")[0]?.json).toEqual({ method: "totp", code: "123456" });
  await page.getByRole("button", { name: "Use a recovery code instead" }).click();
  await expect(page.getByLabel("Recovery code")).toBeFocused();
  forgiveFailedLoads(pageErrors);
});

test("who is locked out is told for how long", async ({ page, pageErrors }) => {
  const locked = problem(429, "locked_out");
  await visitorApi()
    .on("POST /api/portal/sign-in", { ...locked, headers: { ...locked.headers, "Retry-After": "600" } })
    .install(page);
  await page.goto("/login");
  await signInWith(page, "correct horse battery staple");
  await expect(page.getByRole("alert")).toContainText("Wait 10 minutes");
  await expect(page.getByRole("alert")).toContainText("01K0TESTS0000000000000000Z");
  forgiveFailedLoads(pageErrors);
});

test("a session that ends in mid-form asks for a sign-in, and what was typed is sent after it", async ({
  page,
  pageErrors,
}) => {
  const api = signedInApi();
  api.on(members, () => (api.of(members).length === 1 ? problem(401, "session_expired") : ok({})));
  api.on("POST /api/portal/sign-in", () => {
    api.on("GET /api/portal/session", ok(portalSession(undefined, "csrf-two")));
    return ok({ user, csrf_token: "csrf-two" });
  });
  await api.install(page);
  await fillInNewMember(page);
  await sendNewMember(page);
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await expect(dialog.getByLabel("E-mail address")).toHaveValue(user.email);
  await expect(dialog.getByLabel("Password", { exact: true })).toBeFocused();
  await expect(page.getByText("Your session has ended. What is on this page stays")).toBeVisible();
  await dialog.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("new.person@cascade-home.example is a member now.")).toBeVisible();
  const sent = api.of(members);
  expect(sent.map(({ json }) => json)).toEqual(
    Array(2).fill({ email: "new.person@cascade-home.example", roles: ["AUDITOR"] }),
  );
  expect(sent.map(({ headers }) => headers["x-csrf-token"])).toEqual(["csrf-one", "csrf-two"]);
  forgiveFailedLoads(pageErrors);
});

test("who does not sign in again keeps the form, with what was wrong", async ({ page, pageErrors }) => {
  const api = signedInApi().on(members, problem(401, "session_revoked"));
  await api.install(page);
  await fillInNewMember(page);
  await sendNewMember(page);
  await expect(page.getByRole("dialog", { name: "Sign in again" })).toBeVisible();
  await page.keyboard.press("Escape");
  const form = page.getByRole("dialog", { name: /^Add a member/ });
  await expect(form.getByLabel("E-mail address")).toHaveValue("new.person@cascade-home.example");
  await expect(form.getByRole("alert")).toContainText("Your session was ended");
  expect(api.of(members)).toHaveLength(1);
  forgiveFailedLoads(pageErrors);
});

test("what one person typed is not sent as another", async ({ page, pageErrors }) => {
  const api = signedInApi().on(members, problem(401, "session_expired"));
  api.on(
    "POST /api/portal/sign-in",
    ok({ user: { ...user, id: "user_01K0SOMEBODYELSE0000000000" }, csrf_token: "csrf-two" }),
  );
  await api.install(page);
  await fillInNewMember(page);
  await sendNewMember(page);
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/");
  expect(api.of(members)).toHaveLength(1);
  forgiveFailedLoads(pageErrors);
});

test("a recent proof is asked for once, and the call goes on by itself", async ({ page, pageErrors }) => {
  const codes = "POST /api/v1/me/recovery-codes";
  const api = signedInApi();
  api.on(codes, () =>
    api.of(codes).length === 1 ? problem(403, "step_up_required") : ok({ recovery_codes: ["aaaa-bbbb-cccc"] }),
  );
  api.on("POST /api/portal/step-up", () => {
    api.on("GET /api/portal/session", ok(portalSession(undefined, "csrf-two")));
    return ok({ csrf_token: "csrf-two" });
  });
  await api.install(page);
  await page.goto("/me#sign-in");
  await page.getByRole("button", { name: "Make new recovery codes" }).click();
  await page.getByRole("button", { name: "Make new codes" }).click();
  await page.getByLabel("Code from your authenticator app").fill("123456");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("aaaa-bbbb-cccc")).toBeVisible();
  expect(api.of("POST /api/portal/step-up").map(({ json }) => json)).toEqual([{ method: "totp", code: "123456" }]);
  expect(api.of(codes).map(({ headers }) => headers["x-csrf-token"])).toEqual(["csrf-one", "csrf-two"]);
  // The codes are shown this once: they do not go away by accident.
  await page.keyboard.press("Escape");
  await expect(page.getByText("aaaa-bbbb-cccc")).toBeVisible();
  await page.getByLabel("I have kept them").check();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("aaaa-bbbb-cccc")).toBeHidden();
  forgiveFailedLoads(pageErrors);
});

test("a server that is never satisfied by a proof is not asked for ever", async ({ page, pageErrors }) => {
  const codes = "POST /api/v1/me/recovery-codes";
  const api = signedInApi()
    .on(codes, problem(403, "step_up_required"))
    .on("POST /api/portal/step-up", ok({ csrf_token: "csrf-two" }));
  await api.install(page);
  await page.goto("/me#sign-in");
  await page.getByRole("button", { name: "Make new recovery codes" }).click();
  await page.getByRole("button", { name: "Make new codes" }).click();
  await page.getByLabel("Code from your authenticator app").fill("123456");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("dialog", { name: "Make new recovery codes?" }).getByRole("alert")).toContainText(
    "prove once more",
  );
  expect(api.of(codes)).toHaveLength(2);
  forgiveFailedLoads(pageErrors);
});

test("a token that another tab has replaced is fetched anew", async ({ page, pageErrors }) => {
  const api = signedInApi();
  api.on(members, () => {
    if (api.of(members).length > 1) return ok({});
    api.on("GET /api/portal/session", ok(portalSession(undefined, "csrf-two")));
    return problem(403, "csrf", { reason: "wrong_token" });
  });
  await api.install(page);
  await fillInNewMember(page);
  await sendNewMember(page);
  await expect(page.getByText("is a member now.")).toBeVisible();
  expect(api.of(members).map(({ headers }) => headers["x-csrf-token"])).toEqual(["csrf-one", "csrf-two"]);
  forgiveFailedLoads(pageErrors);
});

test("a save that got no answer keeps the form, and trying again cannot do it twice", async ({ page, pageErrors }) => {
  const delegations = `POST /api/v1/orgs/${orgId}/delegations`;
  const api = signedInApi().on(delegations, problem(502, "upstream_unavailable"));
  await api.install(page);
  await page.goto("/organisation#delegations");
  await page.getByRole("button", { name: "Delegate", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Id of their organisation").fill("org_01K0HARBR0000000000000000B");
  await dialog.getByLabel("Read loans").check();
  await dialog.getByRole("button", { name: "Delegate" }).click();
  await expect(dialog.getByRole("alert")).toContainText("The server behind the portal does not answer.");
  await expect(dialog.getByLabel("Id of their organisation")).toHaveValue("org_01K0HARBR0000000000000000B");
  api.on(delegations, { status: 201, body: {} });
  await dialog.getByRole("button", { name: "Delegate" }).click();
  await expect(page.getByText("The delegation was made.")).toBeVisible();
  const keys = api.of(delegations).map(({ headers }) => headers["idempotency-key"]);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
  pageErrors.length = 0;
});

test("ending a session says what will happen, Escape leaves all as it was, and the focus returns", async ({ page }) => {
  const api = signedInApi();
  await api.install(page);
  await page.goto("/me#sessions");
  const end = page.getByRole("button", { name: /^End the session on Safari on iOS from 198.51.100.23/ });
  await end.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "End the session on Safari on iOS?" })).toContainText(
    "is signed out with their next click",
  );
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(end).toBeFocused();
  expect(api.arrived.filter(({ method }) => method === "DELETE")).toEqual([]);
  await end.click();
  await page.getByRole("button", { name: "End session", exact: true }).click();
  await expect(page.getByText("The session was ended.")).toBeVisible();
  expect(api.arrived.filter(({ method }) => method === "DELETE")).toHaveLength(1);
});

test("turning rights off names them before it happens", async ({ page }) => {
  const api = signedInApi();
  await api.install(page);
  await page.goto("/organisation#rights");
  await page.getByLabel("Edit loans: turned on").uncheck();
  await page.getByLabel("Share loans: turned on").check();
  await page.getByRole("button", { name: "Save 2 changes" }).click();
  await expect(page.getByRole("dialog")).toContainText("Turned off: Edit loans.");
  await page.getByRole("button", { name: "Change it" }).click();
  await expect(page.getByText("What the organisation can do was changed.")).toBeVisible();
  const [sent] = api.of(`PUT /api/v1/orgs/${orgId}/capabilities`);
  expect(sent?.json).toEqual({
    capabilities: ["loan.read", "ratesheet.read", "org.admin", "audit.read", "loan.share"],
  });
});

test("signing out leaves nothing behind", async ({ page, pageErrors }) => {
  const api = signedInApi();
  api.on("POST /api/portal/sign-out", () => {
    api.on("GET /api/portal/session", problem(401, "no_session"));
    return nothing;
  });
  await api.install(page);
  await page.goto("/me");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(api.of("POST /api/portal/sign-out")[0]?.headers["x-csrf-token"]).toBe("csrf-one");
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  forgiveFailedLoads(pageErrors);
  pageErrors.length = 0;
});

test("a sign-out that the server did not hear of says so", async ({ page, pageErrors }) => {
  await signedInApi().on("POST /api/portal/sign-out", problem(502, "upstream_unavailable")).install(page);
  await page.goto("/me");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("dialog", { name: "You are still signed in" })).toBeVisible();
  pageErrors.length = 0;
});

test("a session that is about to end says so, and using it keeps it", async ({ page }) => {
  const api = signedInApi().on(
    "GET /api/portal/session",
    ok({ ...portalSession(), idle_expires_at: at(4 * 60_000 + 5_000) }),
  );
  await api.install(page);
  await page.goto("/me");
  await expect(
    page.getByText("Your session ends in 4 minutes, because it has not been used for a while."),
  ).toBeVisible();
  api.on("GET /api/portal/session", () => ok(portalSession()));
  await page.getByRole("button", { name: "Stay signed in" }).click();
  await expect(page.getByText("Your session ends in")).toBeHidden();
});

test("visitors' pages ask nothing about a session that was never there", async ({ page }) => {
  const api = visitorApi();
  await api.install(page);
  await page.goto("/");
  await expect(page.getByText("Prove it to me now.")).toBeVisible();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(api.of("GET /api/portal/session")).toEqual([]);
});

test("the navigation shows what somebody may open, and the menu works on a phone", async ({ page }) => {
  const api = signedInApi().on("GET /api/portal/session", () => ok(portalSession(["loan.read"])));
  await api.install(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/me");
  const menu = page.getByRole("button", { name: "Menu" });
  await menu.click();
  await expect(menu).toHaveAttribute("aria-expanded", "true");
  const links = page.getByRole("navigation").getByRole("link");
  const open = ["Home", "Verify an export", "Loans", "Rate locks", "Profile and security"];
  await expect(links.filter({ visible: true })).toHaveText(open);
});

test("lists are read page by page", async ({ page }) => {
  const list = `GET /api/v1/orgs/${orgId}/members`;
  const member = (name: string) => ({
    user_id: `user_${name}`,
    email: `${name}@x.example`,
    name,
    roles: ["AUDITOR"],
    member_since: at(0),
    disabled_at: null,
  });
  const api = signedInApi().on(list, (_request, path) =>
    path.includes("cursor=next%2Fpage")
      ? ok({ items: [member("Berta")], next_cursor: null })
      : ok({ items: [member("Anna")], next_cursor: "next/page" }),
  );
  await api.install(page);
  await page.goto("/organisation");
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(page.getByText("Berta", { exact: true })).toBeVisible();
  await expect(page.getByText("Anna", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Show more" })).toBeHidden();
});

test("tabs are walked by the arrow keys and can be linked to", async ({ page }) => {
  await signedInApi().install(page);
  await page.goto("/me");
  await page.getByRole("tab", { name: "Profile" }).focus();
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("tab", { name: "Ways to sign in" })).toBeFocused();
  await expect(page.getByRole("tabpanel")).toContainText("Authenticator app");
  expect(new URL(page.url()).hash).toBe("#sign-in");
});

test("who signs out is signed out in every tab, and nothing of theirs stays to be seen", async ({
  page,
  context,
  pageErrors,
}) => {
  const api = signedInApi();
  await api.install(page);
  const other = await context.newPage();
  await signedInApi().install(other);
  await other.goto("/me");
  await expect(other.getByRole("heading", { name: "Example Admin" })).toBeVisible();
  await page.goto("/me");
  api.on("POST /api/portal/sign-out", nothing);
  await visitorApi().on("GET /api/portal/session", problem(401, "no_session")).install(other);
  await page.getByRole("button", { name: "Sign out" }).click();
  await other.waitForURL("**/login");
  await expect(other.getByText("Example Admin")).toBeHidden();
  forgiveFailedLoads(pageErrors);
});

test("a page for anyone stays as it is when it is known who is there", async ({ page }) => {
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (answer = resolve));
  await signedInApi()
    .on("GET /api/portal/session", async () => {
      await asked;
      return ok(portalSession());
    })
    .install(page);
  await openSignedIn(page, "/verify");
  await expect(page.getByText(/^Verifier .* is loaded/)).toBeVisible();
  // A page that is made anew loses the focus, and a file that is being chosen at that moment.
  const choice = page.getByLabel("Choose a file");
  await choice.focus();
  answer();
  await expect(page.getByText("Example Admin")).toBeVisible();
  await expect(choice).toBeFocused();
});
