import { expect, type Locator, type Page } from "@playwright/test";

import { partnerName, tenantId, tenantName } from "../support/scripted_acting.ts";
import { openSignedIn } from "./people_steps.ts";

export const bannerOf = (page: Page): Locator =>
  page.getByRole("complementary", { name: "Acting for another organisation" });

export async function openSwitch(page: Page, path = "/loans"): Promise<void> {
  await openSignedIn(page, path);
  await page.getByRole("button", { name: /^Acting for: / }).click();
}

/** Switches the tab to the partner, and arrives at the start page. */
export async function actForPartner(page: Page): Promise<void> {
  await openSwitch(page);
  await page.getByRole("button", { name: `Act for them: ${partnerName}` }).click();
  await expect(page.getByRole("heading", { name: `You act for ${partnerName}` })).toBeVisible();
}

/** As far as the question. */
export async function chooseTenant(page: Page): Promise<void> {
  await openSwitch(page, "/audit");
  await page.getByRole("button", { name: "Act on another organisation’s data" }).click();
  const form = page.getByRole("form", { name: "Act on another organisation's data" });
  await form.getByLabel("Organisation").selectOption(tenantId);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("heading", { name: `Act on the data of ${tenantName}?` })).toBeVisible();
}

export async function overrideTenant(page: Page): Promise<void> {
  await chooseTenant(page);
  await page.getByRole("button", { name: "Act on it, on record" }).click();
  await expect(page.getByRole("heading", { name: `You act for ${tenantName}` })).toBeVisible();
}
