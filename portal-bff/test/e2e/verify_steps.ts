import { expect, type Locator, type Page } from "@playwright/test";

/** Opens the verifier and waits until its module is loaded. */
export async function openVerifier(page: Page): Promise<void> {
  await page.goto("/verify");
  await expect(page.getByText(/^Verifier .* is loaded/)).toBeVisible();
}

/** Opens the verifier, then cuts the network. */
export async function openVerifierOffline(page: Page): Promise<void> {
  await openVerifier(page);
  await page.context().setOffline(true);
  await expect(page.getByText("is loaded, and you are offline. It works all the same.")).toBeVisible();
}

/**
 * Drags a file from disk over the page and lets go, as the operating system would. The session stays open: detaching it
 * makes the browser believe that it is online again.
 */
export async function dragFile(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const) {
    await session.send("Input.dispatchDragEvent", { type, x: 200, y: 300, data });
  }
}

export function verdictOf(page: Page): Locator {
  return page.locator(".outcome");
}

/** The verdict's words without those on how the run went, which differ from one run to the next. */
export async function wordsOfVerdict(page: Page, fileName: string): Promise<string[]> {
  await expect(page.locator(".outcome-subject")).toHaveText(fileName);
  return await verdictOf(page).locator("h2, .facts:not(.facts-quiet)").allInnerTexts();
}

/** The value beside a name in the verdict's facts. */
export function fact(page: Page, name: string | RegExp): Locator {
  const pair = verdictOf(page).locator("dl > div").filter({ has: page.locator("dt", { hasText: name }) });
  return pair.locator("dd");
}
