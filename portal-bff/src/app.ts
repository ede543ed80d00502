// The worker's composition: what stands around every request, and who answers which path.
import type { RatestackCore } from "@ratestack/core";
import { Hono, type Context } from "hono";

import { answerHealth } from "./api/health.js";
import { proxyApi } from "./api/proxy.js";
import { correlationHeader, correlationIdOf } from "./correlation.js";
import type { App, PortalApp } from "./env.js";
import { writeLine } from "./log.js";
import type { AssetManifest } from "./pages/manifest.js";
import { servePages } from "./pages/serve.js";
import { answerPortalCall } from "./portal_calls.js";
import type { Portal } from "./portal.js";
import { problems, refuse } from "./problem.js";
import { rawPath } from "./request_path.js";
import { addSecurityHeaders } from "./security_headers.js";

type Answer = (context: Context<App>) => Response | Promise<Response>;

/** What no table of ours names. */
const unknownRoute = "unknown";

function logRequest(core: RatestackCore, context: Context<App>, { status }: Response, startedAt: number): void {
  const now = Date.now();
  const code = context.get("code");
  writeLine(core, {
    time: new Date(now).toISOString(),
    correlation_id: context.get("correlationId"),
    method: context.req.method,
    route: context.get("route") ?? unknownRoute,
    status,
    duration_ms: now - startedAt,
    ...(code !== undefined && { code }),
  });
}

async function answerOrFail(context: Context<App>, answer: Answer): Promise<Response> {
  try {
    return await answer(context);
  } catch {
    return refuse(context, problems.internal);
  }
}

/** Hono's context around one handler: paths are compared as they arrived, and by our own tables. */
function frame(core: RatestackCore, publicOrigin: string | null, answer: Answer): PortalApp {
  const app: PortalApp = new Hono<App>({ getPath: (request) => rawPath(request.url) });
  app.all("*", async (context) => {
    const startedAt = Date.now();
    const correlationId = correlationIdOf(context.req.raw.headers.get(correlationHeader));
    context.set("correlationId", correlationId);
    const answered = await answerOrFail(context, answer);
    answered.headers.set(correlationHeader, correlationId);
    addSecurityHeaders(answered.headers, publicOrigin);
    logRequest(core, context, answered, startedAt);
    return answered;
  });
  return app;
}

function isBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}

export function createApp(manifest: AssetManifest, portal: Portal): PortalApp {
  const health = answerHealth(portal.core);
  const pages = servePages(manifest);
  return frame(portal.core, portal.settings.publicOrigin, (context) => {
    context.set("portal", portal);
    const path = context.req.path;
    if (path === "/api/portal/healthz") return health(context);
    if (isBelow(path, "/api/portal") || isBelow(path, "/auth")) return answerPortalCall(context);
    return isBelow(path, "/api") ? proxyApi(context) : pages(context);
  });
}

/** Stands in for the portal whose settings are not complete: half a guard is none. */
export function createRefusingApp(core: RatestackCore): PortalApp {
  return frame(core, null, (context) => refuse(context, problems.misconfigured));
}
