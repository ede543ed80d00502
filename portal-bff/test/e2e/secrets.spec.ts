// Secrets and the master key: how the page looks, what it sends, and that no value comes back.
import { ok, problem } from "../support/scripted_api.ts";
import { rotationApi, rotations, secretsApi } from "../support/scripted_secrets.ts";
import { forgiveFailedLoads } from "./looking.ts";
import { expect, test } from "./portal_test.ts";
import { testScenes, type Scene } from "./scenes.ts";

function rotationScene(state: object, text: string): Scene {
  return {
    api: () => rotationApi(state),
    arrange: async (page) => {
      await page.goto("/secrets#master-key");
      await expect(page.getByRole("heading", { name: text })).toBeVisible();
    },
  };
}

testScenes({
  "secrets": {
    api: secretsApi,
    arrange: async (page) => {
      await page.goto("/secrets");
      await expect(page.getByText("rates-inbox")).toBeVisible();
    },
  },
  "secrets-empty": {
    api: () => secretsApi().on("GET /api/v1/secrets", ok({ items: [], next_cursor: null })),
    arrange: async (page) => {
      await page.goto("/secrets");
      await expect(page.getByText("No secrets are kept")).toBeVisible();
    },
  },
  "secrets-store": {
    api: secretsApi,
    arrange: async (page) => {
      await page.goto("/secrets");
      await page.getByRole("button", { name: "Store a secret" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("Kind").selectOption("Webhook");
      await dialog.getByLabel("Name").fill("Not a name");
      await dialog.getByRole("button", { name: "Make one for me" }).click();
      await dialog.getByRole("button", { name: "Store secret" }).click();
      await expect(dialog.getByText("Use 1 to 64 small letters")).toBeVisible();
    },
  },
  "master-key-none": rotationScene(rotations.none, "No rotation is under way"),
  "master-key-to-start": rotationScene(rotations.toStart, "Ready to rotate"),
  "master-key-running": rotationScene(rotations.running, "The rotation is running"),
  "master-key-quarantine": rotationScene(rotations.quarantine, "The previous key is still needed"),
  "master-key-done": rotationScene(rotations.done, "The previous key can go"),
});

test("a secret is stored, replaced and deleted, and its value is nowhere afterwards", async ({ page }) => {
  const api = secretsApi();
  await api.install(page);
  await page.goto("/secrets");
  await page.getByRole("button", { name: "Store a secret" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("rates-inbox");
  await expect(dialog.getByText("Its value is replaced by yours.")).toBeVisible();
  await dialog.getByLabel("Value").fill("quiet harbour lanterns");
  await dialog.getByRole("button", { name: "Replace secret" }).click();
  await expect(page.getByText("The secret rates-inbox was stored.")).toBeVisible();
  expect(api.of("PUT /api/v1/secrets/imap/rates-inbox")[0]?.json).toEqual({ value: "quiet harbour lanterns" });
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain("quiet harbour");

  await page.getByRole("button", { name: "Replace rates-inbox" }).click();
  await expect(dialog.getByLabel("New value")).toHaveValue("");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Delete rates-inbox" }).click();
  await expect(page.getByRole("dialog", { name: "Delete the secret rates-inbox?" })).toContainText(
    "stops working at once",
  );
  await page.getByRole("button", { name: "Delete secret" }).click();
  await expect(page.getByText("The secret rates-inbox was deleted.")).toBeVisible();
});

test("what the server says of a value stands at it, and nothing that was typed is lost", async ({
  page,
  pageErrors,
}) => {
  const put = "PUT /api/v1/secrets/webhook/loan-events";
  const detail = "must be one to four whsec_ secrets of 24 to 64 bytes";
  const api = secretsApi().on(put, problem(400, "invalid_field", { pointer: "/value", detail }));
  await api.install(page);
  await page.goto("/secrets");
  await page.getByRole("button", { name: "Replace loan-events" }).click();
  const value = page.getByLabel("New value");
  await value.fill("hunter2");
  await page.getByRole("button", { name: "Replace secret" }).click();
  await expect(value).toHaveAccessibleDescription(/begin with whsec_/);
  expect(api.of(put)).toHaveLength(0);
  await value.fill("whsec_c2hvcnQ=");
  await page.getByRole("button", { name: "Replace secret" }).click();
  await expect(value).toHaveAccessibleDescription(/24 to 64 bytes/);
  api.on(put, problem(503, "stale_key_configuration"));
  await page.getByRole("button", { name: "Replace secret" }).click();
  await expect(page.getByRole("alert")).toContainText("was not given the master key");
  await expect(value).toHaveValue("whsec_c2hvcnQ=");
  forgiveFailedLoads(pageErrors);
  pageErrors.length = 0;
});

test("a rotation is started after a question, followed, and ends by saying that the key can go", async ({ page }) => {
  const rotation = "GET /api/v1/admin/secrets/rotation";
  const api = rotationApi(rotations.toStart);
  await page.clock.install();
  await api.install(page);
  await page.goto("/secrets#master-key");
  await expect(page.getByText("10,412 rows are still sealed under the previous key.")).toBeVisible();
  await page.getByRole("button", { name: "Start the rotation" }).click();
  await expect(page.getByRole("dialog")).toContainText("Give it to all of them first.");
  api.on(rotation, ok(rotations.running));
  await page.getByRole("button", { name: "Start rotation" }).click();
  await expect(page.getByRole("progressbar", { name: "Rows sealed again" })).toHaveAttribute("aria-valuenow", "38");
  expect(api.of("POST /api/v1/admin/secrets/rekey")).toHaveLength(1);
  api.on(rotation, ok(rotations.done));
  await page.clock.runFor(2_500);
  await expect(page.getByText("Nothing needs 3f9a1c07 any more.")).toBeVisible();
  const asked = api.of(rotation).length;
  await page.clock.runFor(10_000);
  expect(api.of(rotation)).toHaveLength(asked);
});

test("the master key is the platform's alone", async ({ page }) => {
  const api = secretsApi();
  await api.install(page);
  await page.goto("/secrets#master-key");
  await expect(page.getByText("rates-inbox")).toBeVisible();
  await expect(page.getByRole("tab")).toHaveCount(0);
  expect(api.of("GET /api/v1/admin/secrets/rotation")).toHaveLength(0);
});
