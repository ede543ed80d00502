// What handlers work with, wired once at start (worker.ts).
import type { RatestackCore } from "@ratestack/core";

import type { Service } from "./env.js";
import type { InternalClient } from "./internal/client.js";
import type { SessionDirectory } from "./session/directory.js";
import type { Settings } from "./settings.js";

export interface Portal {
  readonly core: RatestackCore;
  readonly settings: Settings;
  readonly internal: InternalClient;
  readonly sessions: SessionDirectory;
  /** The server's /v1/*. */
  readonly api: Service;
  /** The built pages. */
  readonly pages: Service;
}
