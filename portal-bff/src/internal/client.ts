// /internal/*: what the server tells its portal alone.
import { readAtMost } from "../body.js";
import { correlationHeader } from "../correlation.js";
import type { Service } from "../env.js";
import type { HeaderRecord } from "../security_headers.js";
import { isObject, parseObject, textOf, type JsonObject } from "../fields.js";
import { problems, type Problem } from "../problem.js";
import { problemOfFailure } from "../api/answers.js";

/** Signing in may wait for a place among the passwords that are being checked, and for a provider's three answers. */
const timeoutMs = 30_000;
const maxAnswerBytes = 256 * 1024;

/** Codes that say our own credential is wrong: nobody in front of us can do anything about them. */
const ourOwnFault: ReadonlySet<string> = new Set(["internal_token_required", "invalid_internal_token"]);
const fieldsPassedOn = ["pointer", "reason", "requirement", "limit", "capability"] as const;

export type InternalAnswer =
  | { readonly ok: true; readonly status: number; readonly body: JsonObject }
  | { readonly ok: false; readonly problem: Problem };

export class InternalClient {
  readonly #service: Service;
  readonly #token: string;

  constructor(service: Service, token: string) {
    this.#service = service;
    this.#token = token;
  }

  get(path: string, correlationId: string): Promise<InternalAnswer> {
    return this.#send(path, correlationId, { method: "GET" });
  }

  /** `person` holds what says for whom the call is made, where it is for somebody: their token, and what they act as. */
  post(path: string, correlationId: string, body: JsonObject = {}, person?: HeaderRecord): Promise<InternalAnswer> {
    return this.#send(path, correlationId, { method: "POST", body: JSON.stringify(body) }, person);
  }

  async #send(path: string, correlationId: string, init: RequestInit, person: HeaderRecord = {}): Promise<InternalAnswer> {
    const headers = {
      ...person,
      "X-Internal-Token": this.#token,
      [correlationHeader]: correlationId,
      ...(init.method === "POST" && { "Content-Type": "application/json" }),
    };
    try {
      const answer = await this.#service.fetch(`http://internal/internal/v1/${path}`, {
        ...init,
        headers,
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      });
      return await readAnswer(answer);
    } catch (error) {
      return { ok: false, problem: problemOfFailure(error) };
    }
  }
}

export async function readAnswer(answer: Response): Promise<InternalAnswer> {
  if (answer.status === 204) return { ok: true, status: 204, body: {} };
  const bytes = await readAtMost(answer, maxAnswerBytes);
  const body = bytes === null ? null : parseObject(bytes);
  if (body !== null && (answer.status === 200 || answer.status === 202)) return { ok: true, status: answer.status, body };
  return { ok: false, problem: answer.status >= 400 ? problemOf(answer, body) : problems.upstreamInvalid };
}

/** The server's problem, member by known member. */
function problemOf(answer: Response, body: JsonObject | null): Problem {
  const code = isObject(body) ? textOf(body, "code") : null;
  if (body === null || code === null || ourOwnFault.has(code)) return fallbackOf(answer.status);
  const retryAfter = answer.headers.get("Retry-After");
  return {
    status: answer.status,
    code,
    title: textOf(body, "title") ?? code,
    detail: textOf(body, "detail") ?? "",
    fields: Object.fromEntries(fieldsPassedOn.filter((name) => name in body).map((name) => [name, body[name]])),
    ...(retryAfter !== null && { headers: { "Retry-After": retryAfter } }),
  };
}

/** nginx speaks for a server that is away. */
function fallbackOf(status: number): Problem {
  if (status === 504) return problems.upstreamTimeout;
  return status === 502 || status === 503 ? problems.upstreamUnavailable : problems.upstreamInvalid;
}
