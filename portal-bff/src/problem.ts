// RFC 9457 problem details, as the server answers them too (contract 3.1).
import { correlationHeader } from "./correlation.js";

export interface Problem {
  readonly status: number;
  /** Stable, snake_case: what a program may branch on. */
  readonly code: string;
  readonly title: string;
  /** For people; says nothing about addresses, headers or the inside. */
  readonly detail: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const problems = {
  notFound: { status: 404, code: "not_found", title: "Not found", detail: "There is nothing at this address." },
  pathNotCanonical: {
    status: 400,
    code: "path_not_canonical",
    title: "Path is not canonical",
    detail: "Write the path plainly: no escapes, no dot segments, no empty segments, no backslashes.",
  },
  upstreamUnavailable: {
    status: 502,
    code: "upstream_unavailable",
    title: "Server not reachable",
    detail: "The portal is up, but the server behind it did not answer. Try again shortly.",
    headers: { "Retry-After": "5" },
  },
  upstreamTimeout: {
    status: 504,
    code: "upstream_timeout",
    title: "Server too slow",
    detail: "The server did not answer in time. Try again shortly.",
    headers: { "Retry-After": "5" },
  },
  upstreamInvalid: {
    status: 502,
    code: "upstream_invalid",
    title: "Unusable answer",
    detail: "The server's answer was not one that the portal passes on.",
  },
  internal: {
    status: 500,
    code: "internal_error",
    title: "Internal error",
    detail: "Something failed in the portal. Quote the correlation id when you report it.",
  },
} as const satisfies Record<string, Problem>;

export function methodNotAllowed(allowed: readonly string[]): Problem {
  const list = allowed.join(", ");
  return {
    status: 405,
    code: "method_not_allowed",
    title: "Method not allowed",
    detail: `This address answers ${list}.`,
    headers: { Allow: list },
  };
}

export function problemResponse(problem: Problem, correlationId: string): Response {
  const { headers, status, code, title, detail } = problem;
  const body = { type: "about:blank", title, status, code, detail, correlation_id: correlationId };
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      ...headers,
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      [correlationHeader]: correlationId,
    },
  });
}
