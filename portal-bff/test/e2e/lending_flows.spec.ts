// What the pages of lending send, and what they do with answers that a server gives at a bad moment.
import { ok, problem } from "../support/scripted_api.ts";
import {
  draftId,
  faults,
  faultySheet,
  lenderApi,
  lenderId,
  loan,
  loanAnswer,
  loanId,
  lock,
  lockId,
  originatorApi,
  partnerId,
  pricing,
  sheets,
} from "../support/scripted_lending.ts";
import { at, partnerName, portalSession, user } from "../support/scripted_people.ts";
import { dropSheet, findPrices, openLoan, openNewLoan } from "./lending_steps.ts";
import { forgiveFailedLoads } from "./looking.ts";
import { openSignedIn } from "./people_steps.ts";
import { expect, test } from "./portal_test.ts";

const one = `/api/v1/loans/${loanId}`;
const noLocks = ok({ items: [], next_cursor: null });

test("a loan is entered as people type it, once however often one clicks, and opened", async ({ page }) => {
  const api = originatorApi();
  api.on("POST /api/v1/loans", async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { status: 201, body: loan };
  });
  await api.install(page);
  await openNewLoan(page);
  await page.getByRole("button", { name: "Enter loan" }).dblclick();
  await page.waitForURL(`**/loan?id=${loanId}`);
  await expect(page.getByRole("heading", { name: "Loan of $350,000" })).toBeVisible();
  const sent = api.of("POST /api/v1/loans");
  expect(sent.map(({ json }) => json)).toEqual([
    {
      amount: "350000",
      ltv: "80",
      fico: 740,
      property_state: "CA",
      occupancy: "primary",
      purpose: "purchase",
      borrower: { name: "Example Borrower", email: "borrower@borrowers.example", ssn: "536-90-4123" },
    },
  ]);
  expect(sent[0]?.headers["idempotency-key"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(sent[0]?.headers["x-csrf-token"]).toBe("csrf-one");
});

test("a loan that got no answer is tried again, and nothing typed is lost", async ({ page, pageErrors }) => {
  const api = originatorApi();
  api.on("POST /api/v1/loans", () =>
    api.of("POST /api/v1/loans").length === 1 ? problem(503, "unavailable") : { status: 201, body: loan },
  );
  await api.install(page);
  await openNewLoan(page);
  await page.getByRole("button", { name: "Enter loan" }).click();
  const form = page.getByRole("dialog", { name: "New loan" });
  await expect(form.getByRole("alert")).toContainText("The server cannot do this right now");
  await expect(form.getByRole("alert")).toContainText("01K0TESTS0000000000000000Z");
  await form.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "New loan" }).click();
  await expect(form.getByLabel("Borrower’s name")).toHaveValue("Example Borrower");
  await form.getByRole("button", { name: "Enter loan" }).click();
  await page.waitForURL("**/loan?id=*");
  pageErrors.length = 0; // the browser has reported the 503
});

for (const [pointer, label] of [
  ["/amount", "Loan amount in dollars"],
  ["/fico", "Credit score"],
  ["/borrower/ssn", "Social security number"],
] as const) {
  test(`what the server says of ${pointer} stands at its field`, async ({ page, pageErrors }) => {
    await originatorApi().on("POST /api/v1/loans", problem(400, "invalid_field", { pointer })).install(page);
    await openNewLoan(page);
    await page.getByRole("button", { name: "Enter loan" }).click();
    const field = page.getByLabel(label);
    await expect(field).toBeFocused();
    await expect(field).toHaveAccessibleDescription(/Enter /);
    await expect(page.getByRole("alert")).toHaveCount(0);
    forgiveFailedLoads(pageErrors);
  });
}

test("a change goes over the version that was looked at, and sends what was touched alone", async ({ page }) => {
  const api = originatorApi();
  await api.install(page);
  await openLoan(page);
  await page.getByRole("button", { name: "Change terms" }).click();
  await expect(page.getByRole("button", { name: "Save terms" })).toBeDisabled();
  await page.getByLabel("Credit score").fill("760");
  await page.getByRole("button", { name: "Save terms" }).click();
  await expect(page.getByText("The terms were saved.")).toBeVisible();
  const [sent] = api.of(`PATCH ${one}`);
  expect(sent?.json).toEqual({ fico: 760 });
  expect(sent?.headers["if-match"]).toBe('"1"');
});

test("a change that somebody else was faster with shows theirs, and is saved over it", async ({ page, pageErrors }) => {
  const api = originatorApi();
  api.on(`PATCH ${one}`, () => {
    if (api.of(`PATCH ${one}`).length > 1) return loanAnswer({ fico: 760, version: 3 }, '"3"');
    api.on(`GET ${one}`, loanAnswer({ fico: 720, ltv: "75.00", version: 2 }, '"2"'));
    return problem(412, "precondition_failed");
  });
  await api.install(page);
  await openLoan(page);
  await page.getByRole("button", { name: "Change terms" }).click();
  await page.getByLabel("Credit score").fill("760");
  await page.getByRole("button", { name: "Save terms" }).click();
  const form = page.getByRole("dialog");
  await expect(form.getByRole("status")).toContainText("Credit score: was 740, is 720 now. You typed 760.");
  await expect(form.getByRole("status")).toContainText("Loan to value: was 80.00%, is 75.00% now.");
  await expect(form.getByLabel("Loan-to-value ratio in percent")).toHaveValue("75.00");
  await expect(form.getByLabel("Credit score")).toHaveValue("760");
  await page.getByRole("button", { name: "Save terms" }).click();
  await expect(page.getByText("The terms were saved.")).toBeVisible();
  const sent = api.of(`PATCH ${one}`);
  expect(sent.map(({ json }) => json)).toEqual([{ fico: 760 }, { fico: 760 }]);
  expect(sent.map(({ headers }) => headers["if-match"])).toEqual(['"1"', '"2"']);
  forgiveFailedLoads(pageErrors);
});

test("terms typed while the session ends are saved after a sign-in", async ({ page, pageErrors }) => {
  const api = originatorApi();
  const call = `PATCH ${one}`;
  api.on(call, () => (api.of(call).length === 1 ? problem(401, "session_expired") : loanAnswer()));
  api.on("POST /api/portal/sign-in", () => {
    api.on("GET /api/portal/session", ok(portalSession(["loan.read", "loan.write"], "csrf-two")));
    return ok({ user, csrf_token: "csrf-two" });
  });
  await api.install(page);
  await openLoan(page);
  await page.getByRole("button", { name: "Change terms" }).click();
  await page.getByLabel("Credit score").fill("760");
  await page.getByRole("button", { name: "Save terms" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
  await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("The terms were saved.")).toBeVisible();
  expect(api.of(call).map(({ json }) => json)).toEqual([{ fico: 760 }, { fico: 760 }]);
  forgiveFailedLoads(pageErrors);
});

test("the borrower's number is asked for on record alone, and hidden again", async ({ page }) => {
  const api = originatorApi();
  await api.install(page);
  await openLoan(page);
  await page.getByRole("button", { name: "Show the full number" }).click();
  expect(api.of(`GET ${one}/borrower`)).toHaveLength(0);
  await page.getByRole("button", { name: "Show it, on record" }).click();
  await expect(page.getByText("536-90-4123")).toBeVisible();
  await page.getByRole("button", { name: "Hide the number" }).click();
  await expect(page.getByText("536-90-4123")).toHaveCount(0);
  expect(api.of(`GET ${one}/borrower`)).toHaveLength(1);
});

test("whoever may not edit loans sees no button that would not work", async ({ page }) => {
  const api = originatorApi()
    .on("GET /api/portal/session", ok(portalSession(["loan.read"])))
    .on(`GET ${one}`, loanAnswer({ borrower: null }));
  await api.install(page);
  await openLoan(page);
  await expect(page.getByText("Only people who may edit loans see who the borrower is.")).toBeVisible();
  for (const name of ["Change terms", "Change borrower", "Show the full number"]) {
    await expect(page.getByRole("button", { name })).toHaveCount(0);
  }
  await expect(page.getByRole("tab", { name: "Prices" })).toHaveCount(0);
  await page.getByRole("tab", { name: "Sharing" }).click();
  await expect(page.getByRole("button", { name: "Share" })).toHaveCount(0);
});

test("offers are best first, filtered by product and rate, and refusals are explained", async ({ page }) => {
  const api = originatorApi();
  await api.install(page);
  await openLoan(page, "#prices");
  await findPrices(page);
  expect(api.of(`POST ${one}/price`)[0]?.json).toEqual({ lock_days: 30, max_offers: 100 });
  const rows = page.getByRole("table", { name: "Offers" }).locator("tbody > tr");
  await expect(rows.first()).toContainText("CONF30 at 6.375%");
  await expect(rows.first()).toContainText("best");
  await expect(rows.first()).toContainText("Pays $220.50");
  await page.getByLabel("Product", { exact: true }).selectOption("CONF30");
  await expect(rows).toHaveCount(3);
  await page.getByLabel("Interest rate", { exact: true }).selectOption("5.500");
  await expect(page.getByText("No offer is of this product at this rate")).toBeVisible();
  await page.getByRole("button", { name: "Show all offers" }).click();
  await expect(rows).toHaveCount(4);
  const outside = "The loan is outside of everything that the lender’s table covers: Jumbo amount.";
  await expect(page.getByText(outside)).toBeVisible();
});

test("a hundred offers are the best of more, and all are shown when asked for", async ({ page }) => {
  const api = originatorApi().on(`POST ${one}/price`, ok({ ...pricing, considered: 240 }));
  await api.install(page);
  await openLoan(page, "#prices");
  await findPrices(page);
  await expect(page.getByText("The best 4 of 240 offers")).toBeVisible();
  await page.getByRole("button", { name: "Show all 240" }).click();
  await expect.poll(() => api.of(`POST ${one}/price`).length).toBe(2);
  expect(api.of(`POST ${one}/price`)[1]?.json).toEqual({ lock_days: 30, max_offers: 1000 });
});

test("a lock is asked for at the quoted price, at another only if one says so", async ({ page, pageErrors }) => {
  const api = originatorApi();
  const call = `POST ${one}/locks`;
  api.on(call, () => {
    if (api.of(call).length === 1) return problem(409, "price_changed", { price: "99.500" });
    api.on(`GET ${one}/locks`, ok({ items: [lock], next_cursor: null }));
    return { status: 201, body: lock };
  });
  await api.install(page);
  await openLoan(page, "#prices");
  await findPrices(page);
  await page.getByRole("button", { name: "Lock CONF30 at 6.250%" }).click();
  const dialog = page.getByRole("dialog", { name: "Ask for this rate lock?" });
  for (const fact of ["CONF30", "6.250%", "30 days", "99.688"]) {
    await expect(dialog.getByText(fact, { exact: true })).toBeVisible();
  }
  await dialog.getByRole("button", { name: "Ask for 99.688" }).click();
  await expect(dialog.getByText("The price is 99.500 now; you were quoted 99.688.")).toBeVisible();
  await dialog.getByRole("button", { name: "Ask for 99.500" }).click();
  await expect(page.getByRole("tab", { name: "Rate locks" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText("A lock was asked for, and the lender has not accepted it yet")).toBeVisible();
  const sent = api.of(call);
  expect(sent.map(({ json }) => (json as { price: string }).price)).toEqual(["99.688", "99.500"]);
  expect(new Set(sent.map(({ headers }) => headers["idempotency-key"])).size).toBe(2);
  forgiveFailedLoads(pageErrors);
});

test("an offer that is gone says why, and prices are found again", async ({ page, pageErrors }) => {
  const api = originatorApi().on(`POST ${one}/locks`, problem(422, "no_such_offer", { reason: "not_in_force" }));
  await api.install(page);
  await openLoan(page, "#prices");
  await findPrices(page);
  await page.getByRole("button", { name: "Lock CONF30 at 6.250%" }).click();
  await page.getByRole("button", { name: "Ask for 99.688" }).click();
  await expect(page.getByRole("alert")).toContainText("The rate sheet is no longer in force.");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect.poll(() => api.of(`POST ${one}/price`).length).toBe(2);
  forgiveFailedLoads(pageErrors);
});

test("a loan with a live lock offers neither another lock nor a change of its terms", async ({ page }) => {
  await originatorApi().on(`GET ${one}/locks`, ok({ items: [lock], next_cursor: null })).install(page);
  await openLoan(page);
  await expect(page.getByText("While a rate lock is live, the terms stay as they were locked.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Change terms" })).toHaveCount(0);
  await page.getByRole("tab", { name: "Prices" }).click();
  await findPrices(page);
  await expect(page.getByRole("button", { name: /^Lock / })).toHaveCount(0);
  await page.getByRole("link", { name: "See the lock" }).click();
  await expect(page.getByText("waiting for the lender", { exact: true })).toBeVisible();
});

test("a loan is shared, and taken back", async ({ page, pageErrors }) => {
  const api = originatorApi();
  const call = `POST ${one}/share`;
  api.on(call, () => (api.of(call).length === 1 ? problem(404, "not_found") : { status: 201, body: {} }));
  await api.install(page);
  await openLoan(page, "#sharing");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const id = page.getByLabel("Id of the organisation");
  await id.fill(` ${lenderId} `);
  await page.getByRole("button", { name: "Share loan" }).click();
  await expect(id).toHaveAccessibleDescription(/There is no organisation of this id/);
  await page.getByRole("button", { name: "Share loan" }).click();
  await expect(page.getByText("The loan is shared.")).toBeVisible();
  expect(api.of(call)[1]?.json).toEqual({ org_id: lenderId });
  await page.getByRole("button", { name: `Take back from ${partnerName}` }).click();
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByText("The loan is no longer shared with them.")).toBeVisible();
  expect(api.of(`DELETE ${one}/share/${partnerId}`)).toHaveLength(1);
  forgiveFailedLoads(pageErrors);
});

test("a lender accepts what is asked of it, first the first to lapse, and extends what ends", async ({ page }) => {
  const api = lenderApi();
  await api.install(page);
  await page.goto("/locks");
  const attention = page.getByRole("table", { name: "Rate locks that need attention" });
  await expect(attention.locator("tbody > tr").first()).toContainText("asks you to hold this price");
  await attention.getByRole("button", { name: "Accept the lock of CONF30 at 6.250%" }).click();
  await page.getByRole("button", { name: "Accept lock" }).click();
  await expect(page.getByText("The lock was accepted.")).toBeVisible();
  expect(api.of(`POST /api/v1/locks/${lockId}/commit`)).toHaveLength(1);
  await attention.getByRole("button", { name: /^Extend the lock of CONF15/ }).click();
  await page.getByLabel("Days more").fill("5");
  await page.getByRole("button", { name: "Extend lock" }).click();
  await expect(page.getByText("The lock was extended.")).toBeVisible();
  const extended = api.arrived.find(({ path }) => path.endsWith("/extend"));
  expect(extended?.json).toEqual({ days: 5 });
});

test("an extension that got no answer says that it may have been done, and looks", async ({ page, pageErrors }) => {
  const api = lenderApi();
  await api.install(page);
  await page.route("**/extend", (route) => route.abort());
  await page.goto("/locks");
  await page.getByRole("button", { name: /^Extend the lock of CONF15/ }).first().click();
  const before = api.of("GET /api/v1/locks").length;
  await page.getByLabel("Days more").fill("5");
  await page.getByRole("button", { name: "Extend lock" }).click();
  await expect(page.getByText("It may have been done all the same.")).toBeVisible();
  await expect.poll(() => api.of("GET /api/v1/locks").length).toBeGreaterThan(before);
  pageErrors.length = 0; // the browser has reported the request that was cut
});

test("a sheet is dropped, taken as a draft, and put in force product by product", async ({ page }) => {
  const api = lenderApi();
  await api.install(page);
  await page.goto("/ratesheets");
  await dropSheet(page, "afternoon.csv", "ratesheet,1,Afternoon sheet\n");
  await page.getByRole("button", { name: "Put it in force" }).click();
  const dialog = page.getByRole("dialog", { name: "Put Afternoon sheet in force?" });
  await expect(dialog.getByText("CONF30: until now from Morning sheet")).toBeVisible();
  await expect(dialog.getByText("HOMEREADY30: is new")).toBeVisible();
  await expect(dialog.getByText("Not in this sheet, so they stay as they are: FHA30, VA30.")).toBeVisible();
  await dialog.getByRole("button", { name: "Put in force" }).click();
  await expect(page.getByText("Afternoon sheet is in force.")).toBeVisible();
  await expect(page.getByText("It is a draft now")).toHaveCount(0);
  const [sent] = api.of("POST /api/v1/ratesheets");
  expect(sent?.headers["content-type"]).toBe("text/csv");
  expect(api.of(`POST /api/v1/ratesheets/${draftId}/activate`)).toHaveLength(1);
});

test("faults stand in the sheet itself, and each is stepped to", async ({ page, pageErrors }) => {
  const api = lenderApi().on("POST /api/v1/ratesheets", problem(422, "invalid_rate_sheet", { faults, more: false }));
  await api.install(page);
  await page.goto("/ratesheets");
  await dropSheet(page, "monday.csv", faultySheet);
  const grid = page.getByRole("region", { name: "The sheet, with its faults marked" });
  await expect(grid.locator(".cell-bad")).toHaveText(
    ["100.3751234", "6.125", "100,250", "", "CONF3O", "620-735", "ZZ"].map((text) => `${text} (fault)`),
  );
  const fault = (words: string) => grid.locator(".fault").filter({ hasText: words });
  await expect(fault("D6: This number has too many digits")).toBeFocused();
  for (let step = 2; step <= 7; step++) await page.keyboard.press("n");
  await expect(page.getByText("Fault 7 of 7")).toBeVisible();
  await expect(fault("A18: There is no state or territory of this name.")).toBeFocused();
  await expect(grid.locator(".cell-current")).toHaveText("ZZ (fault)");
  await expect(grid.locator(".cell-current")).toBeInViewport();
  await page.getByRole("button", { name: "Next fault" }).click();
  await expect(page.getByText("Fault 1 of 7")).toBeVisible();
  api.on("POST /api/v1/ratesheets", { status: 201, body: sheets[0] });
  await dropSheet(page, "monday.csv", "ratesheet,1,Afternoon sheet\n");
  await expect(page.getByText("Afternoon sheet has no faults.")).toBeVisible();
  await expect(grid).toHaveCount(0);
  const keys = api.of("POST /api/v1/ratesheets").map(({ headers }) => headers["idempotency-key"]);
  expect(new Set(keys).size).toBe(2);
  forgiveFailedLoads(pageErrors);
});

test("a sheet that is too large is not even sent", async ({ page }) => {
  const api = lenderApi();
  await api.install(page);
  await page.goto("/ratesheets");
  await dropSheet(page, "large.csv", "x".repeat(1_048_577));
  await expect(page.getByText("large.csv has 1 MB, which is more than 1 MiB.")).toBeVisible();
  expect(api.of("POST /api/v1/ratesheets")).toHaveLength(0);
});

test("a sheet that got no answer is tried again under the same key", async ({ page, pageErrors }) => {
  const api = lenderApi();
  const call = "POST /api/v1/ratesheets";
  api.on(call, () => (api.of(call).length === 1 ? problem(503, "unavailable") : { status: 201, body: sheets[0] }));
  await api.install(page);
  await page.goto("/ratesheets");
  await dropSheet(page, "a.csv", "ratesheet,1,A\n");
  await page.getByRole("alert").getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("has no faults")).toBeVisible();
  expect(new Set(api.of(call).map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
  pageErrors.length = 0; // the browser has reported the 503
});

test("sheets are offered to another organisation, and withdrawn", async ({ page }) => {
  const api = lenderApi();
  await api.install(page);
  await page.goto("/ratesheets");
  await page.getByRole("button", { name: "Offer to another" }).click();
  await page.getByLabel("Id of the organisation").fill(lenderId);
  await page.getByRole("button", { name: "Offer sheets" }).click();
  await expect(page.getByText("Your sheets are offered to them.")).toBeVisible();
  await page.getByRole("button", { name: `Withdraw from ${partnerName}` }).click();
  await page.getByRole("button", { name: "No longer offer" }).click();
  await expect(page.getByText("Your sheets are no longer offered to them.")).toBeVisible();
  expect(api.of("PUT /api/v1/ratesheets/readers").map(({ json }) => json)).toEqual([
    { org_ids: [partnerId, lenderId] },
    { org_ids: [] },
  ]);
});

test("loans come page by page", async ({ page }) => {
  const api = originatorApi().on("GET /api/v1/loans", (_request, path) =>
    path.includes("cursor=next")
      ? ok({ items: [{ ...loan, id: "loan_2", amount: "99000.00", created_at: at(-1) }], next_cursor: null })
      : ok({ items: [loan], next_cursor: "next" }),
  );
  await api.install(page);
  await page.goto("/loans");
  await page.getByRole("button", { name: "Show more" }).click();
  await expect(page.getByRole("link", { name: "$99,000" })).toBeVisible();
  await expect(page.getByRole("link", { name: "$350,000" })).toHaveAttribute("href", `/loan?id=${loanId}`);
});

test("home says which locks are waiting, to whom it concerns", async ({ page }) => {
  await lenderApi().install(page);
  await openSignedIn(page, "/");
  const panel = page.getByRole("region", { name: "Rate locks" });
  await expect(panel.getByRole("listitem")).toHaveText([
    /^CONF30 at 6\.250%, to accept: 2[12] hours left$/,
    /^CONF15 at 5\.500%, ends soon: 2 days left$/,
  ]);
  await panel.getByRole("link", { name: "See all rate locks" }).click();
  await page.waitForURL("**/locks");
});

test("a page without a loan leads to the list", async ({ page }) => {
  await originatorApi().on(`GET ${one}/locks`, noLocks).install(page);
  await page.goto("/loan");
  await expect(page.getByText("No loan was chosen")).toBeVisible();
  await page.getByRole("link", { name: "See all loans" }).click();
  await page.waitForURL("**/loans");
});
