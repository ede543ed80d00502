import type { Context } from "hono";

import type { App } from "../env.js";
import { methodNotAllowed, problemResponse, problems, type Problem } from "../problem.js";
import { isCanonicalPath, rawPath, rawQuery } from "../request_path.js";
import { matchEndpoint, type Endpoint } from "./endpoints.js";
import { headersForClient, headersForUpstream } from "./headers.js";

const upstreamTimeoutMs = 10_000;

/** Answers everything under /api that the portal does not answer itself. */
export async function proxyApi(context: Context<App>): Promise<Response> {
  const path = rawPath(context.req.url);
  const refuse = (problem: Problem) => problemResponse(problem, context.var.correlationId);
  if (!isCanonicalPath(path)) return refuse(problems.pathNotCanonical);
  const match = matchEndpoint(context.req.method, path);
  if (match.kind === "unknown") return refuse(problems.notFound);
  if (match.kind === "wrong_method") return refuse(methodNotAllowed(match.allowed));
  return await forward(context, match.endpoint);
}

async function forward(context: Context<App>, endpoint: Endpoint): Promise<Response> {
  const { correlationId } = context.var;
  try {
    // The binding decides where this goes; the host in the URL is only a name.
    const upstream = await context.env.API.fetch(`http://api${endpoint.upstream}${rawQuery(context.req.url)}`, {
      method: context.req.method,
      headers: headersForUpstream(context.req.raw.headers, correlationId),
      redirect: "manual",
      signal: AbortSignal.timeout(upstreamTimeoutMs),
    });
    return passOn(upstream, correlationId);
  } catch (error) {
    return problemResponse(problemOfFailure(error), correlationId);
  }
}

function passOn(upstream: Response, correlationId: string): Response {
  if (!isAcceptable(upstream)) {
    void upstream.body?.cancel();
    return problemResponse(problemOfAnswer(upstream), correlationId);
  }
  const headers = headersForClient(upstream.headers, correlationId);
  return new Response(upstream.body, { status: upstream.status, headers });
}

/** JSON alone may appear under the portal's origin, and a redirect is never followed nor handed to the browser. */
export function isAcceptable(upstream: Response): boolean {
  if (upstream.status === 304 || upstream.status === 204) return true;
  if (upstream.status >= 300 && upstream.status < 400) return false;
  const type = upstream.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  return type === "application/json" || type === "application/problem+json";
}

/** nginx answers for a server that is down with a page of its own; that is "not reachable", not "unusable". */
function problemOfAnswer(upstream: Response): Problem {
  if (upstream.status === 504) return problems.upstreamTimeout;
  return upstream.status === 502 || upstream.status === 503 ? problems.upstreamUnavailable : problems.upstreamInvalid;
}

function problemOfFailure(error: unknown): Problem {
  const timedOut = error instanceof Error && error.name === "TimeoutError";
  return timedOut ? problems.upstreamTimeout : problems.upstreamUnavailable;
}
