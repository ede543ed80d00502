// The pages of lending against the real server, nginx and the worker: from a lender's sheet to an accepted lock.
import type { Browser, Page } from "@playwright/test";

import type { Platform } from "../support/platform.ts";
import { dropSheet, fillInLoan, findPrices } from "./lending_steps.ts";
import { expectAccessibleAndFitting, forgiveFailedLoads } from "./looking.ts";
import { expect, notBuilt, signIn, test, type Person } from "./real_test.ts";

test.skip(...notBuilt);

const password = "seventeen quiet harbour lanterns";

const goodSheet = `ratesheet,1,Morning sheet
product,rate,15,30,60
CONF30,6.000,99.250,99.125,98.750
CONF30,6.250,100.500,100.375,100.000
JUMBO,6.500,100.000,99.875,99.500
table,fico_ltv,LLPA
for,product,CONF30
fico,<=75.00,75.01-97.00
>=740,0.000,-0.625
620-739,-0.750,-1.500
table,amount,Jumbo amount
for,product,JUMBO
>=800000.00,0.000
`;

/** The same, with faults that the server finds by line and column. */
const badSheet = goodSheet
  .replace("99.125", '"99,125"')
  .replace("620-739", "620-735")
  .replace("product,CONF30\n", "product,CONF3O\n");

/** Somebody with a role in an organisation of their own. */
function makePerson(platform: Platform, type: string, roles: readonly string[], name: string): Person {
  const created = platform.ratestack(
    ["orgs", "create", "--type", type, "--name", name, "--email", `admin@${name}.example`, "--json"],
  );
  const { org_id: orgId } = JSON.parse(created) as { org_id: string };
  const email = `desk@${name}.example`;
  const words = ["users", "create", "--org", orgId, "--email", email, ...roles.flatMap((role) => ["--role", role])];
  platform.ratestack([...words, "--password-stdin"], `${password}\n`);
  return { email, password, orgId };
}

/** A page of its own browser context, where a person is signed in. */
async function pageOf(browser: Browser, platform: Platform, person: Person, errors: string[]): Promise<Page> {
  const context = await browser.newContext({ baseURL: platform.origin });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  await signIn(page, person);
  return page;
}

test("from a sheet with faults to an accepted and extended lock", async ({ browser, platform, pageErrors }) => {
  test.setTimeout(180_000);
  const lenderPerson = makePerson(platform, "INVESTOR", ["PRICING_MANAGER", "LOCK_DESK"], "beacon");
  const officer = makePerson(platform, "ORIGINATOR", ["LOAN_OFFICER"], "cascade");
  const lender = await pageOf(browser, platform, lenderPerson, pageErrors);
  const originator = await pageOf(browser, platform, officer, pageErrors);

  await test.step("the lender's faults stand where the server found them", async () => {
    await lender.goto("/ratesheets");
    await expect(lender.getByText("There is no rate sheet yet")).toBeVisible();
    await dropSheet(lender, "morning.csv", badSheet);
    const marked = lender.locator(".cell-bad");
    await expect(marked.filter({ hasText: "99,125" })).toHaveCount(1);
    await expect(marked.filter({ hasText: "CONF3O" })).toHaveCount(1);
    await expect(lender.getByText("D3: This is no plain number.")).toBeVisible();
    await expectAccessibleAndFitting(lender);
  });

  await test.step("the mended sheet is put in force and offered", async () => {
    await dropSheet(lender, "morning.csv", goodSheet);
    await lender.getByRole("button", { name: "Put it in force" }).click();
    await expect(lender.getByRole("dialog").getByText("CONF30: is new")).toBeVisible();
    await lender.getByRole("dialog").getByRole("button", { name: "Put in force" }).click();
    await expect(lender.getByText("Morning sheet is in force.")).toBeVisible();
    await expect(lender.getByText("in force", { exact: true })).toBeVisible();
    await lender.getByRole("button", { name: "Offer to another" }).click();
    await lender.getByLabel("Id of the organisation").fill(officer.orgId);
    await lender.getByRole("button", { name: "Offer sheets" }).click();
    await expect(lender.getByRole("button", { name: "Withdraw from cascade" })).toBeVisible();
    const file = lender.waitForEvent("download");
    await lender.getByRole("link", { name: "CSV of Morning sheet" }).click();
    expect((await file).suggestedFilename()).toMatch(/\.csv$/);
  });

  await test.step("the originator enters a loan, after the server has named a field", async () => {
    await originator.goto("/loans");
    await originator.getByRole("button", { name: "Enter the first loan" }).click();
    await fillInLoan(originator);
    const score = originator.getByLabel("Credit score");
    await score.fill("900");
    await originator.getByRole("button", { name: "Enter loan" }).click();
    await expect(score).toBeFocused();
    await expect(score).toHaveAccessibleDescription(/Enter a whole number from 300 to 850/);
    await score.fill("735");
    await originator.getByRole("button", { name: "Enter loan" }).click();
    await expect(originator.getByRole("heading", { name: "Loan of $350,000" })).toBeVisible();
    await expect(originator.getByText("***-**-4123")).toBeVisible();
    await expectAccessibleAndFitting(originator);
  });

  await test.step("its terms are changed over what was looked at", async () => {
    const meanwhile = await originator.context().newPage();
    await meanwhile.goto(originator.url());
    await originator.getByRole("button", { name: "Change terms" }).click();
    await originator.getByLabel("Credit score").fill("745");
    await meanwhile.getByRole("button", { name: "Change terms" }).click();
    await meanwhile.getByLabel("Loan amount in dollars").fill("351,000");
    await meanwhile.getByRole("button", { name: "Save terms" }).click();
    await expect(meanwhile.getByRole("heading", { name: "Loan of $351,000" })).toBeVisible();
    await meanwhile.close();
    await originator.getByRole("button", { name: "Save terms" }).click();
    await expect(originator.getByText("Amount: was $350,000, is $351,000 now.")).toBeVisible();
    await originator.getByRole("button", { name: "Save terms" }).click();
    await expect(originator.getByText("The terms were saved.")).toBeVisible();
    await expect(originator.getByText("745")).toBeVisible();
  });

  await test.step("the borrower's number is opened on record", async () => {
    await originator.getByRole("button", { name: "Show the full number" }).click();
    await originator.getByRole("button", { name: "Show it, on record" }).click();
    await expect(originator.getByText("536-90-4123")).toBeVisible();
  });

  await test.step("prices are found, and a lock is asked for", async () => {
    await originator.getByRole("tab", { name: "Prices" }).click();
    await findPrices(originator);
    await originator.getByRole("button", { name: "Details of the price 99.750 of CONF30 at 6.250%" }).click();
    await expect(originator.getByText("LLPA: >=740, 75.01-97.00")).toBeVisible();
    await expect(originator.getByRole("cell", { name: /^beacon org_/ }).first()).toBeVisible();
    await expect(originator.getByText("outside of everything that the lender’s table covers")).toBeVisible();
    await expectAccessibleAndFitting(originator);
    await originator.getByRole("button", { name: "Lock CONF30 at 6.250%" }).click();
    await originator.getByRole("button", { name: "Ask for 99.750" }).click();
    await expect(originator.getByText("A lock was asked for, and the lender has not accepted it yet")).toBeVisible();
    await expect(originator.getByText("waiting for the lender", { exact: true })).toBeVisible();
  });

  await test.step("the lender accepts and extends it", async () => {
    await lender.goto("/locks");
    await expect(lender.getByText("asks you to hold this price")).toBeVisible();
    await expectAccessibleAndFitting(lender);
    await lender.getByRole("button", { name: "Accept the lock of CONF30 at 6.250%" }).first().click();
    await lender.getByRole("button", { name: "Accept lock" }).click();
    await expect(lender.getByText("accepted", { exact: true })).toBeVisible();
    await expect(lender.getByText(/^(29|30) days left$/)).toBeVisible();
    await lender.getByRole("button", { name: "Extend the lock of CONF30 at 6.250%" }).click();
    await lender.getByLabel("Days more").fill("31");
    await lender.getByRole("button", { name: "Extend lock" }).click();
    await expect(lender.getByRole("alert")).toContainText("Try fewer");
    await lender.getByLabel("Days more").fill("10");
    await lender.getByRole("button", { name: "Extend lock" }).click();
    await expect(lender.getByText("99.5625")).toBeVisible();
  });

  await test.step("the originator sees it, and shares the loan", async () => {
    await originator.goto("/locks");
    await originator.getByRole("button", { name: /^Details of the lock/ }).click();
    await expect(originator.getByText("Extended by 10 days")).toBeVisible();
    await originator.getByRole("link", { name: "Loan of $351,000" }).click();
    await originator.getByRole("tab", { name: "Sharing" }).click();
    await originator.getByRole("button", { name: "Share", exact: true }).click();
    await originator.getByLabel("Id of the organisation").fill(lenderPerson.orgId);
    await originator.getByRole("button", { name: "Share loan" }).click();
    await expect(originator.getByRole("button", { name: "Take back from beacon" })).toBeVisible();
    await lender.goto("/loans");
    await lender.getByRole("link", { name: "$351,000" }).click();
    await expect(lender.getByText("Another organisation shares this loan with you.")).toBeVisible();
    await expect(lender.getByRole("heading", { name: "Borrower" })).toHaveCount(0);
  });
  forgiveFailedLoads(pageErrors);
});
