import { expect, type Page } from "@playwright/test";

import { loanId } from "../support/scripted_lending.ts";

/** Opens the loan, at one of its tabs ("#prices"). */
export async function openLoan(page: Page, tab = ""): Promise<void> {
  await page.goto(`/loan?id=${loanId}${tab}`);
  await expect(page.getByRole("heading", { name: "Loan of $350,000" })).toBeVisible();
}

/** Opens the form for a new loan and fills it in, ready to be sent. */
export async function openNewLoan(page: Page): Promise<void> {
  await page.goto("/loans");
  await page.getByRole("button", { name: "New loan" }).click();
  await fillInLoan(page);
}

export async function fillInLoan(page: Page): Promise<void> {
  const form = page.getByRole("dialog", { name: "New loan" });
  await form.getByLabel("Loan amount in dollars").fill("$350,000");
  await form.getByLabel("Loan-to-value ratio in percent").fill("80 %");
  await form.getByLabel("Credit score").fill("740");
  await form.getByLabel("State of the property").selectOption("CA");
  await form.getByLabel("Borrower’s name").fill("Example Borrower");
  await form.getByLabel("Borrower’s e-mail address").fill("borrower@borrowers.example");
  await form.getByLabel("Social security number").fill("536-90-4123");
}

export async function dropSheet(page: Page, name: string, text: string): Promise<void> {
  const mimeType = name.endsWith(".json") ? "application/json" : "text/csv";
  await page.getByLabel("Choose a file").setInputFiles({ name, mimeType, buffer: Buffer.from(text) });
}

export async function findPrices(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Find prices" }).click();
  await expect(page.getByRole("table", { name: "Offers" })).toBeVisible();
}
