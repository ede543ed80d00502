// Signing in through a provider, and linking an account there: the way out (a page's call), and the way back
// (/auth/{provider}/callback), which the provider has the browser take.
import { empty, json, withCookies, type Answer } from "../answer.js";
import type { Exchange } from "../exchange.js";
import { readObjectIfAny, textOf, type JsonObject } from "../fields.js";
import { callApi } from "../api/own_call.js";
import { mediaTypeOf, readAtMost } from "../body.js";
import { invalidField, problems, refuse, type Problem } from "../problem.js";
import { rawQuery } from "../request_path.js";
import type { ServerAnswer } from "../server_answer.js";
import type { WithSession } from "../session/calls.js";
import { presentedSession } from "../session/presented.js";
import { askedFrom, endFormer, outcomeOf } from "./outcome.js";
import { keepTransaction, readTransaction, type Purpose, type Transaction, type TransactionCookie } from "./transaction.js";

/** The server's limit (OidcCallback::kMaxBytes), which a query meets anyway. */
const maxFormBytes = 16 * 1024;
/** A posted form goes round by an address once: within what nginx takes as a request line. */
const maxFormInAddress = 6 * 1024;

type Start = (body: JsonObject) => Promise<ServerAnswer>;

/** Answers `authorization_url`, and leaves the transaction in the cookie that the provider's way of answering needs. */
async function startAt(exchange: Exchange, purpose: Purpose, start: Start): Promise<Answer> {
  const { core } = exchange.portal;
  const body = await readObjectIfAny(exchange.request, ["return_path"]);
  if (!body.ok) return refuse(exchange, body.problem);
  const path = body.value["return_path"];
  const isLocal = path === undefined || (typeof path === "string" && core.identity.isLocalReturnPath(path));
  if (!isLocal) return refuse(exchange, invalidField("/return_path", "must be a path on this site"));
  const answer = await start(body.value);
  if (!answer.ok) return refuse(exchange, answer.problem);
  const authorization_url = textOf(answer.body, "authorization_url");
  const sealed = textOf(answer.body, "transaction");
  const isHttps = authorization_url !== null && core.parseUrl(authorization_url)?.scheme === "https";
  if (!isHttps || sealed === null) return refuse(exchange, problems.upstreamInvalid);
  const cookie = answer.body["answers_by_post"] === true ? "oidc_form_post" : "oidc";
  return withCookies(json({ authorization_url }), [keepTransaction(core.identity, { purpose, sealed }, cookie)]);
}

export async function startProviderSignIn(exchange: Exchange, provider: string): Promise<Answer> {
  const { correlationId, portal } = exchange;
  return await startAt(exchange, "oidc", (body) =>
    portal.internal.post(`auth/oidc/${provider}/start`, correlationId, body),
  );
}

export function startProviderLink(provider: string): WithSession {
  return (exchange, session) =>
    startAt(exchange, "link", (body) =>
      callApi(exchange, session, `/v1/me/oidc-accounts/${provider}/start`, body),
    );
}

/** What the provider had the browser bring: its form, and our transaction, from the cookie that fits. */
interface Brought {
  readonly form: string;
  readonly transaction: Transaction | null;
}

/** A navigation brings either cookie: that of a form_post when it was sent round once more (below). */
export async function answerCallback(exchange: Exchange, provider: string): Promise<Answer> {
  const { identity } = exchange.portal.core;
  const { headers } = exchange.request;
  const form = rawQuery(exchange.request.url).slice(1);
  const posted = readTransaction(identity, headers, "oidc_form_post");
  const transaction = posted?.purpose === "link" ? posted : readTransaction(identity, headers, "oidc");
  return await complete(exchange, provider, { form, transaction });
}

/** Apple's answer is a POST from its own site. No Origin of ours is asked for: the transaction is the proof. */
export async function answerPostedCallback(exchange: Exchange, provider: string): Promise<Answer> {
  const request = exchange.request;
  if (mediaTypeOf(request.headers) !== "application/x-www-form-urlencoded") {
    return refuse(exchange, problems.unsupportedMediaType);
  }
  const bytes = await readAtMost(request, maxFormBytes);
  if (bytes === null) return refuse(exchange, { ...problems.tooLarge, fields: { limit: maxFormBytes } });
  const form = new TextDecoder().decode(bytes);
  const transaction = readTransaction(exchange.portal.core.identity, request.headers, "oidc_form_post");
  // The session's cookie does not come along with another site's POST, only with a navigation.
  if (transaction?.purpose === "link") return goRound(exchange, provider, form);
  return await complete(exchange, provider, { form, transaction });
}

function goRound(exchange: Exchange, provider: string, form: string): Answer {
  const fits = form.length <= maxFormInAddress && /^[!"$-~]*$/.test(form);
  return fits ? redirect(`/auth/${provider}/callback?${form}`) : toLogin(exchange, "provider_refused");
}

async function complete(exchange: Exchange, provider: string, { form, transaction }: Brought): Promise<Answer> {
  if (transaction === null) return toLogin(exchange, problems.challengeExpired.code);
  switch (transaction.purpose) {
    case "oidc":
      return await completeSignIn(exchange, provider, { transaction: transaction.sealed, form });
    case "link":
      return await completeLink(exchange, provider, { transaction: transaction.sealed, form });
    case "challenge":
    case "passkey":
    case "step_up":
      return toLogin(exchange, problems.challengeExpired.code);
  }
}

async function completeSignIn(exchange: Exchange, provider: string, brought: JsonObject): Promise<Answer> {
  const from = askedFrom(exchange);
  if (from === null) return toLogin(exchange, problems.clientUnknown.code);
  const { correlationId, portal } = exchange;
  const answer = await portal.internal.post(`auth/oidc/${provider}/complete`, correlationId, { ...brought, ...from });
  const outcome = outcomeOf(exchange, answer);
  if (outcome.kind === "refused") return toLogin(exchange, outcome.problem.code);
  const path = localPath(exchange, answer.ok ? answer.body["return_path"] : undefined) ?? "/";
  if (outcome.kind === "factor_needed") {
    const more = path === "/" ? "" : `&return_path=${encodeURIComponent(path)}`;
    return forgetting(exchange, `/login?step=second-factor${more}`, outcome.cookies);
  }
  endFormer(exchange);
  return forgetting(exchange, path, outcome.cookies);
}

async function completeLink(exchange: Exchange, provider: string, brought: JsonObject): Promise<Answer> {
  const presented = presentedSession(exchange.portal.core.identity, exchange.request.headers);
  if (!presented.ok || presented.session === null) return toLogin(exchange, problems.noSession.code);
  const answer = await callApi(exchange, presented.session, `/v1/me/oidc-accounts/${provider}/complete`, brought);
  if (!answer.ok) return backWithError(exchange, "/me", answer.problem);
  return forgetting(exchange, localPath(exchange, answer.body["return_path"]) ?? "/me", []);
}

function localPath(exchange: Exchange, path: unknown): string | null {
  return typeof path === "string" && exchange.portal.core.identity.isLocalReturnPath(path) ? path : null;
}

function toLogin(exchange: Exchange, code: string): Answer {
  return backWithError(exchange, "/login", { code });
}

function backWithError(exchange: Exchange, page: string, { code }: Pick<Problem, "code">): Answer {
  exchange.code = code;
  const shown = /^[a-z0-9_]{1,64}$/.test(code) ? code : problems.upstreamInvalid.code;
  return forgetting(exchange, `${page}?error=${shown}`, []);
}

/** A transaction is good for one answer, whatever came of it; what follows may leave another. */
function forgetting(exchange: Exchange, path: string, cookies: readonly string[]): Answer {
  const { identity } = exchange.portal.core;
  const kinds: readonly TransactionCookie[] = ["oidc", "oidc_form_post"];
  const cleared = kinds.map((kind) => identity.clearCookie(kind));
  // RFC 6265 section 4.1.1: no name twice in one answer.
  const left = cleared.filter((cookie) => !cookies.some((other) => nameOf(other) === nameOf(cookie)));
  return withCookies(redirect(path), [...left, ...cookies]);
}

function nameOf(cookie: string): string {
  return cookie.slice(0, cookie.indexOf("="));
}

/** 303: whatever the method was, what follows is a GET (RFC 9110 section 15.4.4). */
function redirect(path: string): Answer {
  return empty(303, { Location: path, "Cache-Control": "no-store" });
}
