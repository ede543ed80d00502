// The portal in the real workerd, before the double of the server: where tests of what it makes of answers begin.
import { beforeAll, beforeEach } from "vitest";

import type { Browser } from "./browser.ts";
import { startPortal, type Portal } from "./portal.ts";
import { startServerDouble, type ServerDouble } from "./server_double.ts";
import { publicOrigin, signedIn, visitor } from "./signed_in.ts";

export interface ScriptedSite {
  readonly server: ServerDouble;
  readonly portal: Portal;
  visitor(): Browser;
  signedIn(): Promise<Browser>;
}

/**
 * Called at the top of a file, for it registers hooks: both start before the first test and stop after the last, and the
 * server forgets before each what it was told. `server` and `portal` are there from then on, not while tests are collected.
 */
export function scriptedSite(): ScriptedSite {
  const site = {
    visitor: () => visitor(site.portal),
    signedIn: () => signedIn(site.portal, site.server),
  } as ScriptedSite;
  beforeAll(async () => {
    const server = await startServerDouble();
    const portal = await startPortal({ api: server.address, env: { PUBLIC_ORIGIN: publicOrigin } });
    Object.assign(site, { server, portal });
    return async () => {
      await portal.stop();
      await server.stop();
    };
  });
  beforeEach(() => {
    site.server.reset();
  });
  return site;
}
