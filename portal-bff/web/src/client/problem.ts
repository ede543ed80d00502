// RFC 9457 problem details, as the server and the portal answer them, and the failures that have no answer at all.
import type { ActingBy } from "./acting.js";

export interface Problem {
  readonly status: number;
  /** Stable, snake_case. `no_connection` and `unreadable_answer` are the page's own. */
  readonly code: string;
  readonly detail: string;
  /** Null where nothing was answered. */
  readonly correlationId: string | null;
  /** The field that broke a rule, as a JSON pointer ("/name"). */
  readonly pointer: string | null;
  /** The rule that was broken, where the code has several. */
  readonly reason: string | null;
  readonly capability: string | null;
  /** What the request was sent under, where that was another organisation's name. */
  readonly under: ActingBy | null;
  /** Seconds until another try makes sense. */
  readonly retryAfter: number | null;
  /** Everything that was answered, for codes that have members of their own. */
  readonly members: Members;
}

type Members = Readonly<Record<string, unknown>>;

/** What every call of the client fails with. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

const nothingAnswered: Omit<Problem, "code"> = {
  status: 0,
  detail: "",
  correlationId: null,
  pointer: null,
  reason: null,
  capability: null,
  under: null,
  retryAfter: null,
  members: {},
};

/** A problem that no answer told: the page found it by itself, or has its code from somewhere else. */
export function ownProblem(code: string, more: Partial<Omit<Problem, "code">> = {}): Problem {
  return { ...nothingAnswered, ...more, code };
}

function text(members: Members, name: string): string | null {
  const value = members[name];
  return typeof value === "string" && value !== "" ? value : null;
}

function secondsOf(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : null;
}

/** `body` is whatever was in the answer; one that is no problem document is still told by its status. */
export function problemOf(status: number, headers: Headers, body: unknown): Problem {
  const members: Members = typeof body === "object" && body !== null ? (body as Members) : {};
  return {
    status,
    code: text(members, "code") ?? "unreadable_answer",
    detail: text(members, "detail") ?? "",
    correlationId: text(members, "correlation_id") ?? headers.get("X-Correlation-Id"),
    pointer: text(members, "pointer"),
    reason: text(members, "reason"),
    capability: text(members, "capability"),
    under: null,
    retryAfter: secondsOf(headers.get("Retry-After")),
    members,
  };
}

/** Anything thrown, as a problem: what is none of ours is a fault of the page, and is not hidden. */
export function problemOfError(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  throw error;
}
