// Acting for another organisation, against the real server, nginx and the worker.
import { readFileSync } from "node:fs";

import type { Browser, Page } from "@playwright/test";

import type { Platform } from "../support/platform.ts";
import { fillInLoan } from "./lending_steps.ts";
import { expectAccessibleAndFitting, forgiveFailedLoads } from "./looking.ts";
import { expect, makeLender, notBuilt, signIn, test, type Lender, type Person } from "./real_test.ts";

test.skip(...notBuilt);

const password = "seventeen quiet harbour lanterns";

async function pageOf(browser: Browser, platform: Platform, person: Person): Promise<Page> {
  const context = await browser.newContext({ baseURL: platform.origin });
  const page = await context.newPage();
  await signIn(page, person);
  return page;
}

async function delegate(page: Page, to: Person, right: string): Promise<void> {
  await page.goto("/organisation#delegations");
  await page.getByRole("button", { name: "Delegate", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Id of their organisation").fill(to.orgId);
  await dialog.getByLabel(right).check();
  await dialog.getByRole("button", { name: "Delegate" }).click();
  await expect(dialog).toHaveCount(0);
}

/** Ends the live delegations whose row has `right` in it. */
async function endDelegation(page: Page, to: Lender, right: string): Promise<void> {
  const row = page.getByRole("row").filter({ hasText: right }).filter({ hasText: "days left" });
  await row.getByRole("button", { name: `End the delegation to ${to.orgName}` }).click();
  await page.getByRole("button", { name: "End delegation" }).click();
  await expect(row).toHaveCount(0);
}

async function actFor(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: /^Acting for: / }).click();
  await page.getByRole("button", { name: `Act for them: ${name}` }).click();
  await expect(page.getByRole("heading", { name: `You act for ${name}` })).toBeVisible();
}

test("a delegation is used, refuses what it lacks, and ends in the middle of it", async ({
  page,
  browser,
  platform,
  lender,
  pageErrors,
}) => {
  test.setTimeout(120_000);
  const { orgName: name } = lender;
  const officer = { ...lender, email: `officer-${lender.email}`, password };
  const made = ["users", "create", "--org", lender.orgId, "--email", officer.email, "--role", "LOAN_OFFICER"];
  platform.ratestack([...made, "--password-stdin"], `${password}\n`);
  const partner = makeLender(platform, `agent-${lender.orgId.slice(-6).toLowerCase()}`);

  const desk = await pageOf(browser, platform, officer);
  await desk.goto("/loans");
  await desk.getByRole("button", { name: "Enter the first loan" }).click();
  await fillInLoan(desk);
  await desk.getByRole("button", { name: "Enter loan" }).click();
  await expect(desk.getByRole("heading", { name: "Loan of $350,000" })).toBeVisible();
  const giver = await pageOf(browser, platform, lender);
  await delegate(giver, partner, "Read loans");
  await delegate(giver, partner, "Read the audit log");

  await signIn(page, partner);
  await page.goto("/loans");
  await expect(page.getByText("There is no loan yet")).toBeVisible();
  await actFor(page, name);
  await expectAccessibleAndFitting(page);
  await page.goto("/loans");
  const banner = page.getByRole("complementary", { name: "Acting for another organisation" });
  await expect(banner).toContainText(name);
  await expect(banner).toContainText("Allowed: read loans, read the audit log.");
  await page.getByRole("link", { name: "$350,000" }).click();
  await expect(page.getByRole("heading", { name: "Loan of $350,000" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Change terms" })).toHaveCount(0);

  await test.step("another tab acts as oneself", async () => {
    const other = await page.context().newPage();
    await other.goto("/loans");
    await expect(other.getByText("There is no loan yet")).toBeVisible();
    await expect(other.getByText(`You act for ${name}`)).toHaveCount(0);
    await other.close();
  });

  await test.step("what no grant covers is refused in plain words", async () => {
    await page.goto("/organisation");
    await expect(page.getByRole("heading", { name: `You may not see this page while you act for ${name}` })).toBeVisible();
  });

  await test.step("the log and its export are theirs", async () => {
    await page.goto("/audit?action=LOAN_CREATED");
    await expect(page.getByRole("button", { name: /^Details of row \d+/ })).toHaveCount(1);
    await page.goto("/audit#proof");
    await page.reload();
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download the log" }).click();
    const download = await saving;
    expect(download.suggestedFilename()).toContain(lender.orgId);
    expect(readFileSync(await download.path(), "utf8")).toContain("LOAN_CREATED");
  });

  await test.step("the page about oneself stays about oneself", async () => {
    await page.goto("/me");
    await expect(page.getByText("This page is about yourself")).toBeVisible();
    await expect(page.getByRole("definition").filter({ hasText: partner.email })).toBeVisible();
  });

  await test.step("one of two delegations is ended", async () => {
    await page.goto("/audit");
    await expect(page.getByRole("button", { name: /^Details of row \d+/ }).first()).toBeVisible();
    await giver.goto("/organisation#delegations");
    await endDelegation(giver, partner, "audit.read");
    await page.getByLabel("Action").fill("LOAN_CREATED");
    await page.getByRole("button", { name: "Show these rows" }).click();
    await expect(page.getByRole("alert")).toContainText("The delegation does not let you do this.");
    await expect(banner).toBeVisible();
  });

  await test.step("the other one is, too", async () => {
    await page.goto("/loans");
    await expect(page.getByRole("link", { name: "$350,000" })).toBeVisible();
    await endDelegation(giver, partner, "loan.read");
    await page.getByRole("link", { name: "$350,000" }).click();
    await expect(page.getByText(`You may not act for ${name} any more`).first()).toBeVisible();
    await expectAccessibleAndFitting(page);
    await page.goto("/loans");
    await expect(page.getByText("There is no loan yet")).toBeVisible();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  });
  forgiveFailedLoads(pageErrors);
});

test("the platform acts on a tenant's data, and the tenant reads that it did", async ({
  page,
  browser,
  platform,
  lender,
  pageErrors,
}) => {
  await signIn(page, { email: platform.email, password: platform.password, orgId: "" });
  await page.getByRole("button", { name: /^Acting for: / }).click();
  await page.getByRole("button", { name: "Act on another organisation’s data" }).click();
  await page.getByRole("form", { name: "Act on another organisation's data" }).getByLabel("Organisation").selectOption(lender.orgId);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByText("Each request of this tab, reading included")).toBeVisible();
  await expectAccessibleAndFitting(page);
  await page.getByRole("button", { name: "Act on it, on record" }).click();
  await expect(page.getByRole("heading", { name: /^You act for Lender / })).toBeVisible();
  const banner = page.getByRole("complementary", { name: "Acting for another organisation" });
  await expect(banner).toContainText("As the platform, by owner override until you stop");
  await page.goto("/loans");
  await expect(page.getByText("There is no loan yet")).toBeVisible();
  await page.goto("/organisation");
  await expect(page.getByText(lender.email)).toBeVisible();
  await page.getByRole("button", { name: /^Stop acting for / }).click();
  await expect(page.getByText(/^Hello, /)).toBeVisible();
  await expect(banner).toHaveCount(0);

  const tenant = await pageOf(browser, platform, lender);
  await tenant.goto("/audit?action=OWNER_OVERRIDE");
  const rows = tenant.getByRole("button", { name: /^Details of row \d+: Acted by override/ });
  await expect(rows.first()).toBeVisible();
  await rows.last().click();
  await expect(tenant.getByRole("dialog")).toContainText("/v1/orgs");
  forgiveFailedLoads(pageErrors);
});

test("an operator who administers nothing acts on an organisation by its id, and reads its log alone", async ({
  page,
  platform,
  lender,
  pageErrors,
}) => {
  const email = `operator-${lender.email}`;
  const words = ["users", "create", "--org", platform.org_id, "--email", email, "--role", "PLATFORM_OPERATOR"];
  platform.ratestack([...words, "--password-stdin"], `${password}\n`);
  await signIn(page, { email, password, orgId: platform.org_id });
  await page.getByRole("button", { name: /^Acting for: / }).click();
  await page.getByRole("button", { name: "Act on another organisation’s data" }).click();
  await page.getByLabel("Id of the organisation").fill(lender.orgId);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Act on it, on record" }).click();
  const banner = page.getByRole("complementary", { name: "Acting for another organisation" });
  await expect(banner).toContainText("Allowed: read the audit log.");
  await page.goto("/audit?action=OWNER_OVERRIDE");
  await page.getByRole("button", { name: /^Details of row \d+: Acted by override/ }).last().click();
  await expect(page.getByRole("dialog")).toContainText("/v1/authz/check");
  await page.goto("/loans");
  await expect(page.getByRole("heading", { name: /^You may not see this page while you act for/ })).toBeVisible();
  forgiveFailedLoads(pageErrors);
});
