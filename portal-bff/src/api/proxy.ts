import type { Context } from "hono";

import type { App } from "../env.js";
import { methodNotAllowed, problemResponse, problems, type Problem } from "../problem.js";
import { isCanonicalPath, rawPath, rawQuery } from "../request_path.js";
import { isAcceptable, problemOfAnswer, problemOfFailure } from "./answers.js";
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
