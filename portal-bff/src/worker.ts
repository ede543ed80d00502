// Entry point: what the runtime loads, wired together once for the life of the process.
import { RatestackCore } from "@ratestack/core";
import coreModule from "@ratestack/core/ratestack_core.wasm";
import { env } from "cloudflare:workers";
import manifest from "virtual:asset-manifest";

import { createApp, createRefusingApp } from "./app.js";
import type { Env, PortalApp } from "./env.js";
import { InternalClient } from "./internal/client.js";
import { writeFaults } from "./log.js";
import { SessionDirectory } from "./session/directory.js";
import { readSettings } from "./settings.js";

function wire(core: RatestackCore, bound: Env): PortalApp {
  const reading = readSettings({ ...bound }, core);
  if (!reading.ok) {
    writeFaults(reading.faults);
    return createRefusingApp(core);
  }
  const { settings } = reading;
  const internal = new InternalClient(bound.INTERNAL, settings.internalToken);
  const sessions = new SessionDirectory(internal);
  return createApp(manifest, { core, settings, internal, sessions, api: bound.API, pages: bound.PAGES });
}

export default wire(await RatestackCore.load(coreModule), env as unknown as Env);
