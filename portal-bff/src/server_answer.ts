// The server's answer to a call that the worker makes of its own accord, read into what the portal goes by.
import { problemOfAnswer, problemOfFailure } from "./api/answers.js";
import { readAtMost } from "./body.js";
import type { Service } from "./env.js";
import { parseObject, textOf, type JsonObject } from "./fields.js";
import { problems, type Problem } from "./problem.js";

/** Signing in may wait for a place among the passwords that are being checked, and for a provider's three answers. */
const timeoutMs = 30_000;
const maxAnswerBytes = 256 * 1024;

/** Codes that say our own credential is wrong: nobody in front of us can do anything about them. */
const ourOwnFault: ReadonlySet<string> = new Set(["internal_token_required", "invalid_internal_token"]);
const fieldsPassedOn = ["pointer", "reason", "requirement", "limit", "capability"] as const;

export type ServerAnswer =
  | { readonly ok: true; readonly status: number; readonly body: JsonObject }
  /** `status` as it was answered, which the problem's need not be; null where nothing was. */
  | { readonly ok: false; readonly status: number | null; readonly problem: Problem };

/** Never throws: that nothing was answered is a problem, too. `service` decides where it goes, not the host of `url`. */
export async function askServer(service: Service, url: string, init: RequestInit): Promise<ServerAnswer> {
  let status: number | null = null;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await service.fetch(url, { ...init, redirect: "manual", signal });
    status = answer.status;
    return await readAnswer(answer);
  } catch (error) {
    return { ok: false, status, problem: problemOfFailure(error) };
  }
}

async function readAnswer(answer: Response): Promise<ServerAnswer> {
  if (answer.status === 204) return { ok: true, status: 204, body: {} };
  const bytes = await readAtMost(answer, maxAnswerBytes);
  const body = bytes === null ? null : parseObject(bytes);
  if (body !== null && (answer.status === 200 || answer.status === 202)) return { ok: true, status: answer.status, body };
  const problem = answer.status >= 400 ? problemOf(answer, body) : problems.upstreamInvalid;
  return { ok: false, status: answer.status, problem };
}

/** The server's problem, member by known member. */
function problemOf(answer: Response, body: JsonObject | null): Problem {
  const code = body === null ? null : textOf(body, "code");
  if (body === null || code === null || ourOwnFault.has(code)) return problemOfAnswer(answer);
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
