import type { Page } from "@playwright/test";

/** Opens a page that anyone may read as somebody who has signed in before: only then it asks who they are. */
export async function openSignedIn(page: Page, path: string): Promise<void> {
  await page.addInitScript(() => {
    localStorage.setItem("ratestack-signed-in", "1");
  });
  await page.goto(path);
}

export async function signInWith(
  page: Page,
  password: string,
  email = "admin@cascade-home.example",
): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
