// RFC 9457 problem details, as the server answers them too (contract 3.1).
import type { Answer } from "./answer.js";
import type { Arrival } from "./exchange.js";

export interface Problem {
  readonly status: number;
  /** Stable, snake_case: what a program may branch on. */
  readonly code: string;
  readonly title: string;
  /** For people; says nothing about addresses, headers or the inside. */
  readonly detail: string;
  /** Members of this problem alone, as the server has them: `pointer`, `reason`, `requirement`, `limit`. */
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const retrySoon = { "Retry-After": "5" };

export const problems = {
  notFound: { status: 404, code: "not_found", title: "Not found", detail: "There is nothing at this address." },
  pathNotCanonical: {
    status: 400,
    code: "path_not_canonical",
    title: "Path is not canonical",
    detail: "Write the path plainly: no escapes, no dot segments, no empty segments, no backslashes.",
  },
  noSession: { status: 401, code: "no_session", title: "Not signed in", detail: "Sign in to do this." },
  challengeExpired: {
    status: 401,
    code: "challenge_expired",
    title: "Unauthorized",
    detail: "This sign-in took too long. Begin it again.",
  },
  tooLarge: {
    status: 413,
    code: "payload_too_large",
    title: "Content Too Large",
    detail: "The request body is too large.",
  },
  unsupportedMediaType: {
    status: 415,
    code: "unsupported_media_type",
    title: "Unsupported Media Type",
    detail: "This address does not take a body of that media type.",
  },
  invalidJson: { status: 400, code: "invalid_json", title: "Bad Request", detail: "The body is not a JSON object." },
  bodyUnreadable: {
    status: 400,
    code: "malformed_request",
    title: "Bad Request",
    detail: "The request body did not arrive whole.",
  },
  clientUnknown: {
    status: 502,
    code: "client_address_missing",
    title: "Client address missing",
    detail: "What stands in front of the portal did not say who asks.",
  },
  upstreamUnavailable: {
    status: 502,
    code: "upstream_unavailable",
    title: "Server not reachable",
    detail: "The portal is up, but the server behind it did not answer. Try again shortly.",
    headers: retrySoon,
  },
  upstreamTimeout: {
    status: 504,
    code: "upstream_timeout",
    title: "Server too slow",
    detail: "The server did not answer in time. Try again shortly.",
    headers: retrySoon,
  },
  upstreamInvalid: {
    status: 502,
    code: "upstream_invalid",
    title: "Unusable answer",
    detail: "The server's answer was not one that the portal passes on.",
  },
  misconfigured: {
    status: 503,
    code: "portal_misconfigured",
    title: "Portal not ready",
    detail: "The portal's settings are not complete. Its operator finds the reason in its log.",
    headers: { "Retry-After": "60" },
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

/** `reason` says which rule: an OriginVerdict of core, `no_static_header` or `wrong_token`. */
export function csrf(reason: string): Problem {
  return {
    status: 403,
    code: "csrf",
    title: "Forbidden",
    detail: "The request does not prove that it comes from a page of this portal. Load the page anew.",
    fields: { reason },
  };
}

/** The server's own words for a member that breaks a rule; `pointer` is a JSON pointer. */
export function invalidField(pointer: string, rule: string): Problem {
  return { status: 400, code: "invalid_field", title: "Bad Request", detail: `${rule}.`, fields: { pointer } };
}

export function unknownField(pointer: string): Problem {
  const detail = "This member is not known here.";
  return { status: 400, code: "unknown_field", title: "Bad Request", detail, fields: { pointer } };
}

export function problemAnswer(problem: Problem, correlationId: string): Answer {
  const { fields, headers, status, code, title, detail } = problem;
  const body = { ...fields, type: "about:blank", title, status, code, detail, correlation_id: correlationId };
  return {
    status,
    headers: { ...headers, "Content-Type": "application/problem+json", "Cache-Control": "no-store" },
    body: JSON.stringify(body),
  };
}

/** Answers with a problem, and notes its code for the log. */
export function refuse(arrival: Arrival, problem: Problem): Answer {
  arrival.code = problem.code;
  return problemAnswer(problem, arrival.correlationId);
}
