// The worker's composition: what stands around every request, and who answers which path.
import type { RatestackCore } from "@ratestack/core";

import type { Answer } from "./answer.js";
import { answerHealth } from "./api/health.js";
import { proxyApi } from "./api/proxy.js";
import { correlationHeader, correlationIdOf } from "./correlation.js";
import type { PortalApp, RequestContext } from "./env.js";
import type { Arrival, Exchange } from "./exchange.js";
import { RequestLog, type RequestLine } from "./log.js";
import type { AssetManifest } from "./pages/manifest.js";
import { servePages } from "./pages/serve.js";
import { answerPortalCall } from "./portal_calls.js";
import type { Portal } from "./portal.js";
import { problems, refuse } from "./problem.js";
import { isBelow, rawPath } from "./request_path.js";
import { makeToResponse } from "./responses.js";

type Answerer = (arrival: Arrival) => Answer | Promise<Answer>;

/** What no table of ours names. */
const unknownRoute = "unknown";

function arrivalOf(request: Request, context: RequestContext): Arrival {
  return {
    request,
    method: request.method,
    path: rawPath(request.url),
    correlationId: correlationIdOf(request.headers.get(correlationHeader)),
    keepAlive: (work) => {
      context.waitUntil(work);
    },
  };
}

async function answerOrFail(arrival: Arrival, answerer: Answerer): Promise<Answer> {
  try {
    return await answerer(arrival);
  } catch {
    return refuse(arrival, problems.internal);
  }
}

function lineOf({ correlationId, method, route, code }: Arrival, { status }: Answer, startedAt: number): RequestLine {
  const now = Date.now();
  return {
    time: new Date(now).toISOString(),
    correlation_id: correlationId,
    method,
    route: route ?? unknownRoute,
    status,
    duration_ms: now - startedAt,
    ...(code !== undefined && { code }),
  };
}

function wait(ms: number): Promise<unknown> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What every request passes on its way in and out. */
function frame(core: RatestackCore, publicOrigin: string | null, answerer: Answerer): PortalApp {
  const log = new RequestLog(core, { write: console.log, wait, now: Date.now });
  const toResponse = makeToResponse(publicOrigin);
  return {
    async fetch(request, _env, context) {
      const startedAt = Date.now();
      const arrival = arrivalOf(request, context);
      const answer = await answerOrFail(arrival, answerer);
      log.add(lineOf(arrival, answer, startedAt), arrival.keepAlive);
      return toResponse(arrival, answer);
    },
  };
}

export function createApp(manifest: AssetManifest, portal: Portal): PortalApp {
  const health = answerHealth(portal.core);
  const pages = servePages(manifest, portal.pages);
  return frame(portal.core, portal.settings.publicOrigin, (arrival) => {
    const { path } = arrival;
    if (path === "/api/portal/healthz") return health(arrival);
    const exchange: Exchange = Object.assign(arrival, { portal });
    if (isBelow(path, "/api/portal") || isBelow(path, "/auth")) return answerPortalCall(exchange);
    return isBelow(path, "/api") ? proxyApi(exchange) : pages(arrival);
  });
}

/** Stands in for the portal whose settings are not complete: half a guard is none. */
export function createRefusingApp(core: RatestackCore): PortalApp {
  return frame(core, null, (arrival) => refuse(arrival, problems.misconfigured));
}
