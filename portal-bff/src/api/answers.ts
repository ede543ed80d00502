// What the portal makes of an answer from upstream, or of none.
import { mediaTypeOf } from "../body.js";
import { problems, type Problem } from "../problem.js";
import type { Endpoint } from "./endpoint.js";

/** The endpoint's own media types and problems alone; a redirect is never followed nor handed to the browser. */
export function isAcceptable(upstream: Response, endpoint: Pick<Endpoint, "gives">): boolean {
  if (upstream.status === 304 || upstream.status === 204) return true;
  if (upstream.status >= 300 && upstream.status < 400) return false;
  const type = mediaTypeOf(upstream.headers);
  if (type === "application/problem+json") return upstream.status >= 400;
  if (upstream.status >= 400) return type === "application/json";
  return endpoint.gives.includes(type) || (endpoint.gives.includes("*/*") && type !== "");
}

/** nginx answers for a server that is down with a page of its own; that is "not reachable", not "unusable". */
export function problemOfAnswer(upstream: Response): Problem {
  if (upstream.status === 504) return problems.upstreamTimeout;
  return upstream.status === 502 || upstream.status === 503 ? problems.upstreamUnavailable : problems.upstreamInvalid;
}

export function problemOfFailure(error: unknown): Problem {
  const timedOut = error instanceof Error && error.name === "TimeoutError";
  return timedOut ? problems.upstreamTimeout : problems.upstreamUnavailable;
}
