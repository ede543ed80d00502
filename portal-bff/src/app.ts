// The worker's composition: what stands around every request, and who answers which path.
import type { RatestackCore } from "@ratestack/core";
import { Hono } from "hono";

import { answerHealth } from "./api/health.js";
import { proxyApi } from "./api/proxy.js";
import { correlationHeader, correlationIdOf } from "./correlation.js";
import type { App } from "./env.js";
import type { AssetManifest } from "./pages/manifest.js";
import { servePages } from "./pages/serve.js";
import { problemResponse, problems } from "./problem.js";
import { rawPath } from "./request_path.js";
import { addSecurityHeaders } from "./security_headers.js";

export function createApp(manifest: AssetManifest, core: RatestackCore): Hono<App> {
  // Routes are chosen by the path as it arrived, so that no handler sees another path than the router did.
  const app = new Hono<App>({ getPath: (request) => rawPath(request.url) });
  app.use(async (context, next) => {
    context.set("correlationId", correlationIdOf(context.req.header(correlationHeader)));
    await next();
    context.res.headers.set(correlationHeader, context.var.correlationId);
    addSecurityHeaders(context.res.headers);
  });
  app.all("/api/portal/healthz", answerHealth(core));
  app.all("/api", proxyApi);
  app.all("/api/*", proxyApi);
  app.all("*", servePages(manifest));
  app.onError((_error, context) => problemResponse(problems.internal, context.var.correlationId));
  return app;
}
