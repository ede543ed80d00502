// The audit log, keys, secrets and the master key against the real server, nginx and the worker.
import { readFileSync } from "node:fs";

import { expectAccessibleAndFitting, forgiveFailedLoads } from "./looking.ts";
import { signInWith } from "./people_steps.ts";
import { expect, notBuilt, signIn, test } from "./real_test.ts";

test.skip(...notBuilt);

test("rows are found, followed live, told in full, checked, exported, and the export is verified", async ({
  page,
  platform,
  lender,
}) => {
  await signIn(page, lender);
  await page.goto("/audit?action=LOGIN_SUCCEEDED");
  const details = page.getByRole("button", { name: /^Details of row \d+: Signed in/ });
  await expect(details).toHaveCount(1);
  await page.screenshot({ path: "test-results/screenshots/real-audit.png", fullPage: true });
  await expectAccessibleAndFitting(page);
  await details.click();
  const dialog = page.getByRole("dialog");
  const correlation = (await dialog.getByTitle("Show everything that the same request did").innerText()).trim();
  await expect(dialog.getByText("Looking for it…")).toHaveCount(0);
  await expect(dialog.getByText(/^[0-9a-f]{64}$/)).not.toHaveCount(0);
  await expectAccessibleAndFitting(page);
  await dialog.getByTitle("Show everything that the same request did").click();
  await expect(page).toHaveURL(`/audit?correlation_id=${correlation}`);
  await expect(page.getByText("SESSION_CREATED")).toBeVisible();

  await page.goto("/audit");
  await expect(page.getByText("Live: new rows appear by themselves.")).toBeVisible();
  const person = ["users", "create", "--org", lender.orgId, "--email", `new-${lender.email}`, "--password-stdin"];
  platform.ratestack(person, "seventeen quiet harbour lanterns\n");
  await expect(page.getByText(/^Live: .*new row/)).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole("cell").getByText("Account made").first()).toBeVisible();

  await page.goto("/audit#proof");
  // The server is asked where only the address's "#" changes: the page itself does not load anew.
  await page.reload();
  await page.getByRole("button", { name: "Check the chain" }).click();
  await expect(page.getByRole("heading", { name: /^Intact/ })).toBeFocused();
  await expectAccessibleAndFitting(page);
  const saving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download the log" }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toMatch(/^ratestack-audit-common-org_.*\.ndjson$/);
  const file = await download.path();
  expect(readFileSync(file, "utf8")).toContain("AUDIT_EXPORTED");
  await page.goto("/verify");
  await page.getByLabel("Choose a file").setInputFiles(file);
  await expect(
    page.getByRole("heading", { name: /^Intact: .* one unbroken chain of one organisation\.$/ }),
  ).toBeVisible({ timeout: 15_000 });
});

test("sign-ins that failed are counted on the home page", async ({ page, lender, pageErrors }) => {
  await page.goto("/login");
  await signInWith(page, "not the password at all", lender.email);
  await expect(page.getByRole("alert")).toBeVisible();
  await signInWith(page, lender.password, lender.email);
  await expect(page.getByRole("img", { name: /^Failed sign-ins: 1 from/ })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Sign-ins: 1 from/ })).toBeVisible();
  await expectAccessibleAndFitting(page);
  forgiveFailedLoads(pageErrors);
});

test("a key is made, replaced and ended", async ({ page, lender }) => {
  await signIn(page, lender);
  await page.goto("/keys");
  // The operator's command line has made the first one, which can do everything.
  await expect(page.getByText("first key", { exact: true })).toBeVisible();
  await page.screenshot({ path: "test-results/screenshots/real-keys.png", fullPage: true });
  await expectAccessibleAndFitting(page);
  await page.getByRole("button", { name: "Make a key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("nightly import");
  await dialog.getByLabel("Read the audit log").check();
  await dialog.getByLabel("It ends").selectOption("Never by itself");
  await dialog.getByRole("button", { name: "Make key" }).click();
  await expect(dialog.locator(".hash")).toHaveText(/^rsk_dev_key_/);
  await dialog.getByLabel("I have put it where it belongs").check();
  await dialog.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: "Replace nightly import" }).click();
  await dialog.getByLabel("The present key goes on working").selectOption("For an hour");
  await dialog.getByRole("button", { name: "Replace key" }).click();
  await dialog.getByLabel("I have put it where it belongs").check();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("59 minutes left")).toBeVisible();
  await expect(page.getByText("ends soon")).toBeVisible();
  await page.getByRole("button", { name: "End nightly import" }).first().click();
  await page.getByRole("button", { name: "End key" }).click();
  await expect(page.getByText("ended", { exact: true })).toBeVisible();
  await expectAccessibleAndFitting(page);
});

test("a secret is stored, replaced and deleted", async ({ page, lender, pageErrors }) => {
  await signIn(page, lender);
  await page.goto("/secrets");
  await page.getByRole("button", { name: "Store a secret" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Kind").selectOption("Webhook");
  await dialog.getByLabel("Name").fill("loan-events");
  await dialog.getByLabel("Value").fill("whsec_c2hvcnQ=");
  await dialog.getByRole("button", { name: "Store secret" }).click();
  await expect(dialog.getByLabel("Value")).toHaveAccessibleDescription(/24 to 64 bytes/);
  await dialog.getByLabel("Value").fill("");
  await dialog.getByRole("button", { name: "Make one for me" }).click();
  await dialog.getByRole("button", { name: "Store secret" }).click();
  await expect(page.getByText("The secret loan-events was stored.")).toBeVisible();
  const fingerprint = page.getByRole("cell").locator("code");
  const first = await fingerprint.innerText();
  await page.getByRole("button", { name: "Replace loan-events" }).click();
  await dialog.getByRole("button", { name: "Make one for me" }).click();
  await dialog.getByRole("button", { name: "Replace secret" }).click();
  await expect(fingerprint).not.toHaveText(first);
  await expectAccessibleAndFitting(page);
  await page.getByRole("button", { name: "Delete loan-events" }).click();
  await page.getByRole("button", { name: "Delete secret" }).click();
  await expect(page.getByText("No secrets are kept")).toBeVisible();
  forgiveFailedLoads(pageErrors);
});

test("the platform sees every organisation's rows, and where the master key stands", async ({
  page,
  platform,
  lender,
}) => {
  await signIn(page, { email: platform.email, password: platform.password, orgId: "" });
  await page.goto(`/audit?org_id=${lender.orgId}`);
  await expect(page.getByLabel("Organisation", { exact: true })).toHaveValue(lender.orgId);
  await expect(page.getByRole("cell").getByText("Organisation made")).toBeVisible();
  await page.goto("/secrets#master-key");
  await expect(page.getByRole("heading", { name: "No rotation is under way" })).toBeVisible();
  await expect(page.getByText("the current key")).toBeVisible();
  await expectAccessibleAndFitting(page);
});
