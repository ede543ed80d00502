// What every page is held to, whatever is on it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { expect, type Page } from "@playwright/test";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const themes = ["light", "dark"] as const;
export const widths = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const;

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** Runs in an isolated world: the page's own policy forbids scripts that are not its own. */
export async function axeViolations(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const world = await session.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id, worldName: "axe" });
  const contextId = world.executionContextId;
  await session.send("Runtime.evaluate", { expression: axeSource, contextId });
  const { result } = await session.send("Runtime.evaluate", {
    expression: "axe.run({ resultTypes: ['violations'] }).then((found) => JSON.stringify(found.violations))",
    awaitPromise: true,
    contextId,
  });
  const violations = JSON.parse(String(result.value)) as AxeViolation[];
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.failureSummary + node.html).join("; ")}`);
}

/** Wide enough for the navigation beside the page, and not; tables have little room in both. */
export const betweenWidths = [1024, 800, 680] as const;

export async function expectAccessibleAndFitting(page: Page): Promise<void> {
  expect(await axeViolations(page)).toEqual([]);
  await expectFitting(page);
}

/** Neither the page nor a table in it is wider than the room it has. */
export async function expectFitting(page: Page): Promise<void> {
  const overflows = await page.evaluate(() => [
    document.documentElement.scrollWidth - window.innerWidth,
    ...Array.from(document.querySelectorAll(".table-room"), (room) => room.scrollWidth - room.clientWidth),
  ]);
  expect(Math.max(...overflows)).toBeLessThanOrEqual(0);
}

/** Takes back what the browser itself says of answers that a test has asked for; anything else stays an error. */
export function forgiveFailedLoads(errors: string[]): void {
  const others = errors.filter(
    (text) => !text.startsWith("Failed to load resource: the server responded with a status of 4"),
  );
  errors.splice(0, errors.length, ...others);
}
