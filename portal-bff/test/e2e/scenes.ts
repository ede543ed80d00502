// Pages in each state that there is something to look at in: in both themes, at both widths.
import type { Page } from "@playwright/test";

import type { ScriptedApi } from "../support/scripted_api.ts";
import {
  betweenWidths,
  expectAccessibleAndFitting,
  expectFitting,
  forgiveFailedLoads,
  themes,
  widths,
} from "./looking.ts";
import { test } from "./portal_test.ts";

export interface Scene {
  readonly api: () => ScriptedApi;
  readonly arrange: (page: Page) => Promise<void>;
  /** The server fails in it, which the browser reports. */
  readonly fails?: true;
}

export function testScenes(scenes: Readonly<Record<string, Scene>>): void {
  for (const [scene, { api, arrange, fails }] of Object.entries(scenes)) {
    for (const theme of themes) {
      for (const [device, viewport] of Object.entries(widths)) {
        test(`${scene} is accessible and fits, ${theme}, ${device}`, async ({ page, pageErrors }) => {
          await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
          await page.setViewportSize(viewport);
          await api().install(page);
          await arrange(page);
          forgiveFailedLoads(pageErrors);
          if (fails === true) pageErrors.length = 0;
          await page.screenshot({ path: `test-results/screenshots/${scene}-${theme}-${device}.png`, fullPage: true });
          await expectAccessibleAndFitting(page);
          if (theme !== "light" || device !== "desktop") return;
          for (const width of betweenWidths) {
            await page.setViewportSize({ ...viewport, width });
            await expectFitting(page);
          }
        });
      }
    }
  }
}
