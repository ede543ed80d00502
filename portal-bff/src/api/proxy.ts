// /api/v1/*: what the tables let through, with the session's access token in place of its cookie.
import type { Context } from "hono";

import { mediaTypeOf, readBody, type Reading } from "../body.js";
import type { App } from "../env.js";
import { parseObject, textOf } from "../fields.js";
import { methodNotAllowed, problems, refuse, type Problem } from "../problem.js";
import { isCanonicalPath, rawPath, rawQuery } from "../request_path.js";
import { checkSource, checkToken, isSafe } from "../session/csrf.js";
import { presentedSession, type PresentedSession } from "../session/presented.js";
import { isAcceptable, problemOfAnswer, problemOfFailure } from "./answers.js";
import type { Endpoint } from "./endpoint.js";
import { matchEndpoint, upstreamPath } from "./endpoints.js";
import { addClientAddress, headersForClient, headersForUpstream, makeAttachment, makePrivate } from "./headers.js";
import { denialProblem, judgeUrl, verdictAnswer } from "./judged_urls.js";
import { readWithout, streamWithout } from "./token_guard.js";

/** For whom a request travels; null where the endpoint is anybody's. */
interface Traveller {
  readonly presented: PresentedSession;
  readonly accessToken: string;
}

/** Answers everything under /api that the portal does not answer itself. */
export async function proxyApi(context: Context<App>): Promise<Response> {
  const path = rawPath(context.req.url);
  if (!isCanonicalPath(path)) return refuse(context, problems.pathNotCanonical);
  const found = matchEndpoint(context.req.method, path);
  if (found.kind === "unknown") return refuse(context, problems.notFound);
  context.set("route", found.pattern);
  if (found.kind === "wrong_method") return refuse(context, methodNotAllowed(found.allowed));
  const answer = await answerEndpoint(context, found.entry, upstreamPath(path));
  if (found.entry.access === "session") makePrivate(answer.headers);
  return answer;
}

async function answerEndpoint(context: Context<App>, endpoint: Endpoint, path: string): Promise<Response> {
  const traveller = await identify(context, endpoint);
  if (!traveller.ok) return refuse(context, traveller.problem);
  const body = await readTravelling(context.req.raw, endpoint);
  if (!body.ok) return refuse(context, body.problem);
  const { core, settings } = context.get("portal");
  const denial =
    endpoint.judges === undefined ? null : judgeUrl(core, settings.services, endpoint.judges, body.value);
  if (denial !== null) {
    context.set("code", denial.code);
    return denial.refusal === "verdict" ? verdictAnswer(denial) : refuse(context, denialProblem(denial));
  }
  return await forward(context, endpoint, { path, body: body.value, traveller: traveller.value });
}

/** Who asks, after every proof that it is their own doing. The cheap ones come first. */
async function identify(context: Context<App>, endpoint: Endpoint): Promise<Reading<Traveller | null>> {
  const correlationId = context.get("correlationId");
  const portal = context.get("portal");
  const request = context.req.raw;
  const isOpen = endpoint.access === "public" && isSafe(request.method);
  const foreign = isOpen ? null : checkSource(portal, request);
  if (foreign !== null) return { ok: false, problem: foreign };
  if (endpoint.access === "public") return { ok: true, value: null };
  const presented = presentedSession(portal.core.identity, request.headers);
  if (!presented.ok) return presented;
  if (presented.session === null) return { ok: false, problem: problems.noSession };
  const unproven = isSafe(request.method) ? null : checkToken(portal, request, presented.session);
  if (unproven !== null) return { ok: false, problem: unproven };
  const resolution = await portal.sessions.resolve(presented.session, correlationId, (work) => {
    context.executionCtx.waitUntil(work);
  });
  if (!resolution.ok) return resolution;
  return { ok: true, value: { presented: presented.session, accessToken: resolution.session.accessToken } };
}

/** The body that may travel: small enough, of a media type that the endpoint takes, in no coding. */
async function readTravelling(request: Request, endpoint: Endpoint): Promise<Reading<Uint8Array>> {
  if (isSafe(request.method)) return { ok: true, value: new Uint8Array() };
  const body = await readBody(request);
  if (!body.ok || body.value.length === 0) return body;
  const isPlain = (request.headers.get("Content-Encoding") ?? "identity") === "identity";
  const isTaken = isPlain && endpoint.takes.includes(mediaTypeOf(request.headers));
  return isTaken ? body : { ok: false, problem: problems.unsupportedMediaType };
}

interface Travelling {
  /** On the server. */
  readonly path: string;
  readonly body: Uint8Array;
  readonly traveller: Traveller | null;
}

async function forward(context: Context<App>, endpoint: Endpoint, travelling: Travelling): Promise<Response> {
  const correlationId = context.get("correlationId");
  const portal = context.get("portal");
  const { path, body, traveller } = travelling;
  const request = context.req.raw;
  const headers = headersForUpstream(request.headers, correlationId, traveller?.accessToken ?? null);
  addClientAddress(portal, request.headers, headers);
  try {
    // The binding decides where this goes; the host in the URL is only a name.
    const upstream = await portal.api.fetch(`http://api${path}${rawQuery(request.url)}`, {
      method: request.method,
      headers,
      ...(!isSafe(request.method) && { body }),
      redirect: "manual",
      signal: AbortSignal.timeout(endpoint.timeoutMs),
    });
    forgetWhatChanged(context, endpoint, traveller, upstream.status);
    return await passOn(context, endpoint, traveller, upstream);
  } catch (error) {
    return refuse(context, problemOfFailure(error));
  }
}

function forgetWhatChanged(context: Context<App>, endpoint: Endpoint, traveller: Traveller | null, status: number): void {
  if (traveller === null) return;
  if (status === 401 || endpoint.changesSession === true) context.get("portal").sessions.drop(traveller.presented);
}

async function passOn(
  context: Context<App>,
  endpoint: Endpoint,
  traveller: Traveller | null,
  upstream: Response,
): Promise<Response> {
  if (!isAcceptable(upstream, endpoint)) return await refuseAnswer(context, upstream, problemOfAnswer(upstream));
  const { status } = upstream;
  const headers = headersForClient(upstream.headers, context.get("correlationId"));
  if (status === 204 || status === 304) return new Response(null, { status, headers });
  const token = traveller?.accessToken ?? null;
  if (endpoint.shape === "attachment" && status < 400) {
    makeAttachment(headers, upstream.headers.get("Content-Disposition"));
    const body = token === null ? upstream.body : (upstream.body?.pipeThrough(streamWithout(token)) ?? null);
    return new Response(body, { status, headers });
  }
  // Nothing of anybody's can be in it: it need not be read.
  if (token === null && status < 400) return new Response(upstream.body, { status, headers });
  const bytes = await readWithout(token, upstream);
  if (bytes === null) return await refuseAnswer(context, upstream, problems.upstreamInvalid);
  if (status >= 400) noteCode(context, bytes);
  return new Response(bytes, { status, headers });
}

async function refuseAnswer(context: Context<App>, upstream: Response, problem: Problem): Promise<Response> {
  // What of it has not been read goes nowhere.
  if (upstream.body?.locked === false) await upstream.body.cancel();
  return refuse(context, problem);
}

function noteCode(context: Context<App>, bytes: Uint8Array): void {
  const problem = parseObject(bytes);
  const code = problem === null ? null : textOf(problem, "code");
  if (code !== null) context.set("code", code);
}
