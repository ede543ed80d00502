// /api/v1/*: what the tables let through, with the session's access token in place of its cookie.
import { mediaTypeOf, readBody, type Reading } from "../body.js";
import { asPrivate, empty, type Answer } from "../answer.js";
import type { Exchange } from "../exchange.js";
import { parseObject, textOf } from "../fields.js";
import { lookUp } from "../look_up.js";
import { problems, refuse, type Problem } from "../problem.js";
import { rawQuery } from "../request_path.js";
import { checkSource, checkToken, isSafe } from "../session/csrf.js";
import { presentedSession, type PresentedSession } from "../session/presented.js";
import { isAcceptable, problemOfAnswer, problemOfFailure } from "./answers.js";
import type { Endpoint } from "./endpoint.js";
import { endpoints, upstreamPath } from "./endpoints.js";
import { clientAddressHeader, dispositionOf, headersForClient, headersForUpstream } from "./headers.js";
import { denialProblem, judgeUrl, recordDenial, verdictAnswer, type Denial } from "./judged_urls.js";
import { readWithout, streamWithout } from "./token_guard.js";

/** For whom a request travels; null where the endpoint is anybody's. */
interface Traveller {
  readonly presented: PresentedSession;
  readonly accessToken: string;
}

/** Answers everything under /api that the portal does not answer itself. */
export async function proxyApi(exchange: Exchange): Promise<Answer> {
  const found = lookUp(exchange, endpoints);
  if (!found.ok) return refuse(exchange, found.problem);
  const endpoint = found.value;
  const answer = await answerEndpoint(exchange, endpoint, upstreamPath(exchange.path));
  return endpoint.access === "session" ? asPrivate(answer) : answer;
}

async function answerEndpoint(exchange: Exchange, endpoint: Endpoint, path: string): Promise<Answer> {
  const traveller = await identify(exchange, endpoint);
  if (!traveller.ok) return refuse(exchange, traveller.problem);
  const body = await readTravelling(exchange.request, endpoint);
  if (!body.ok) return refuse(exchange, body.problem);
  const { core, settings } = exchange.portal;
  const denial =
    endpoint.judges === undefined ? null : judgeUrl(core, settings.services, endpoint.judges, body.value);
  if (denial !== null) return await answerDenial(exchange, denial, traveller.value);
  return await forward(exchange, endpoint, { path, body: body.value, traveller: traveller.value });
}

/** As the server would: once its row is written, and not where it cannot be. */
async function answerDenial(exchange: Exchange, denial: Denial, traveller: Traveller | null): Promise<Answer> {
  // An endpoint whose URLs are judged is for sessions alone (a test holds the tables to it).
  if (traveller === null) return refuse(exchange, problems.noSession);
  const unwritten = await recordDenial(exchange, denial, traveller.accessToken);
  if (unwritten?.status === 401) exchange.portal.sessions.drop(traveller.presented);
  if (unwritten !== null) return refuse(exchange, unwritten);
  exchange.code = denial.code;
  return denial.refusal === "verdict" ? verdictAnswer(denial) : refuse(exchange, denialProblem(denial));
}

/** Who asks, after every proof that it is their own doing. The cheap ones come first. */
async function identify(exchange: Exchange, endpoint: Endpoint): Promise<Reading<Traveller | null>> {
  const { correlationId, portal, request } = exchange;
  const isOpen = endpoint.access === "public" && isSafe(request.method);
  const foreign = isOpen ? null : checkSource(portal, request);
  if (foreign !== null) return { ok: false, problem: foreign };
  if (endpoint.access === "public") return { ok: true, value: null };
  const presented = presentedSession(portal.core.identity, request.headers);
  if (!presented.ok) return presented;
  if (presented.session === null) return { ok: false, problem: problems.noSession };
  const unproven = isSafe(request.method) ? null : checkToken(portal, request, presented.session);
  if (unproven !== null) return { ok: false, problem: unproven };
  const resolution = await portal.sessions.resolve(presented.session, correlationId, exchange.keepAlive);
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

async function forward(exchange: Exchange, endpoint: Endpoint, travelling: Travelling): Promise<Answer> {
  const { correlationId, portal } = exchange;
  const { path, body, traveller } = travelling;
  const request = exchange.request;
  const headers = {
    ...headersForUpstream(request.headers, correlationId, traveller?.accessToken ?? null),
    ...clientAddressHeader(portal, request.headers),
  };
  try {
    // The binding decides where this goes; the host in the URL is only a name.
    const upstream = await portal.api.fetch(`http://api${path}${rawQuery(request.url)}`, {
      method: request.method,
      headers,
      ...(!isSafe(request.method) && { body }),
      redirect: "manual",
      signal: AbortSignal.timeout(endpoint.timeoutMs),
    });
    forgetWhatChanged(exchange, endpoint, traveller, upstream.status);
    return await passOn(exchange, endpoint, traveller, upstream);
  } catch (error) {
    return refuse(exchange, problemOfFailure(error));
  }
}

function forgetWhatChanged(exchange: Exchange, endpoint: Endpoint, traveller: Traveller | null, status: number): void {
  if (traveller === null) return;
  if (status === 401 || endpoint.changesSession === true) exchange.portal.sessions.drop(traveller.presented);
}

async function passOn(
  exchange: Exchange,
  endpoint: Endpoint,
  traveller: Traveller | null,
  upstream: Response,
): Promise<Answer> {
  if (!isAcceptable(upstream, endpoint)) return await refuseAnswer(exchange, upstream, problemOfAnswer(upstream));
  const { status } = upstream;
  const headers = headersForClient(upstream.headers);
  if (status === 204 || status === 304) return empty(status, headers);
  const token = traveller?.accessToken ?? null;
  if (endpoint.shape === "attachment" && status < 400) {
    const disposition = dispositionOf(upstream.headers.get("Content-Disposition"));
    const body = token === null ? upstream.body : (upstream.body?.pipeThrough(streamWithout(token)) ?? null);
    return { status, headers: { ...headers, "Content-Disposition": disposition }, body };
  }
  // Nothing of anybody's can be in it: it need not be read.
  if (token === null && status < 400) return { status, headers, body: upstream.body };
  const bytes = await readWithout(token, upstream);
  if (bytes === null) return await refuseAnswer(exchange, upstream, problems.upstreamInvalid);
  if (status >= 400) noteCode(exchange, bytes);
  return { status, headers, body: bytes };
}

async function refuseAnswer(exchange: Exchange, upstream: Response, problem: Problem): Promise<Answer> {
  // What of it has not been read goes nowhere.
  if (upstream.body?.locked === false) await upstream.body.cancel();
  return refuse(exchange, problem);
}

function noteCode(exchange: Exchange, bytes: Uint8Array): void {
  const problem = parseObject(bytes);
  const code = problem === null ? null : textOf(problem, "code");
  if (code !== null) exchange.code = code;
}
