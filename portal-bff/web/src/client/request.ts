// One exchange with the portal: what is asked, what is answered. Knows nothing of sessions or dialogs.
import { headerNames, type ActingHeader } from "./acting.js";
import { ownProblem, ProblemError, problemOf } from "./problem.js";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Ask {
  readonly method: Method;
  /** Path and query, from "/api/". */
  readonly path: string;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is (a file); `type` says what it is. In place of `json`. */
  readonly content?: { readonly data: Blob | string; readonly type: string };
  /** The entity tag of the version that was looked at; another one is not overwritten (412). */
  readonly ifMatch?: string | null;
  /** The same key sends the same request at most once, however often it is tried. */
  readonly idempotencyKey?: string;
  /** Whose data it is about; null: the person's own. Without it, that of whom the tab acts for. */
  readonly actAs?: ActingHeader | null;
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

export interface Answer<Value> {
  readonly status: number;
  readonly value: Value;
  readonly etag: string | null;
}

export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

function headersOf(ask: Ask, csrfToken: string | null): Headers {
  const headers = new Headers({ Accept: ask.accept ?? "application/json" });
  const set = (name: string, value: string | null | undefined): void => {
    if (value !== null && value !== undefined) headers.set(name, value);
  };
  if (ask.json !== undefined) set("Content-Type", "application/json");
  set("Content-Type", ask.content?.type);
  set("If-Match", ask.ifMatch);
  set("Idempotency-Key", ask.idempotencyKey);
  if (ask.actAs != null) set(headerNames[ask.actAs.by], ask.actAs.orgId);
  if (ask.method !== "GET") {
    // No other site can send this header without asking first, and the token proves the session besides.
    set("X-RateStack-Portal", "1");
    set("X-CSRF-Token", csrfToken);
  }
  return headers;
}

function bodyOf(ask: Ask): BodyInit | null {
  if (ask.json !== undefined) return JSON.stringify(ask.json);
  return ask.content?.data ?? null;
}

/** The answer as it came, if it is one of success. Throws ProblemError otherwise; AbortError where `signal` says so. */
export async function sendRaw(fetcher: Fetch, ask: Ask, csrfToken: string | null): Promise<Response> {
  const init: RequestInit = {
    method: ask.method,
    headers: headersOf(ask, csrfToken),
    body: bodyOf(ask),
    credentials: "same-origin",
    redirect: "error",
    ...(ask.signal !== undefined && { signal: ask.signal }),
  };
  let response: Response;
  try {
    response = await fetcher(ask.path, init);
  } catch (error) {
    if (ask.signal?.aborted === true) throw error;
    throw new ProblemError(ownProblem("no_connection"));
  }
  if (response.ok) return response;
  throw new ProblemError(problemOf(response.status, response.headers, await jsonOf(response)));
}

/**
 * The answer's JSON as `Value`: its shape is the server's word (docs/api/openapi.json), which the server's own tests
 * hold it to. Undefined for an answer without a body.
 */
export async function send<Value>(fetcher: Fetch, ask: Ask, csrfToken: string | null): Promise<Answer<Value>> {
  const response = await sendRaw(fetcher, ask, csrfToken);
  const value = response.status === 204 ? undefined : await jsonOf(response);
  if (value === null) throw new ProblemError(problemOf(response.status, response.headers, null));
  return { status: response.status, value: value as Value, etag: response.headers.get("ETag") };
}

/** Null for what is no JSON. */
async function jsonOf(response: Response): Promise<unknown> {
  try {
    return (await response.json()) as unknown;
  } catch {
    return null;
  }
}
