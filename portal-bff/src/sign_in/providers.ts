// Signing in through a provider, and linking an account there: the way out (a page's call), and the way back
// (/auth/{provider}/callback), which the provider has the browser take.
import type { Context } from "hono";

import type { App } from "../env.js";
import { readObjectIfAny, textOf, type JsonObject } from "../fields.js";
import type { InternalAnswer } from "../internal/client.js";
import { callApi } from "../api/own_call.js";
import { mediaTypeOf, readAtMost } from "../body.js";
import { invalidField, problems, refuse, type Problem } from "../problem.js";
import { rawQuery } from "../request_path.js";
import type { WithSession } from "../session/calls.js";
import { presentedSession } from "../session/presented.js";
import { askedFrom, endFormer, outcomeOf, withCookies } from "./outcome.js";
import { keepTransaction, readTransaction, type Purpose, type Transaction, type TransactionCookie } from "./transaction.js";

/** The server's limit (OidcCallback::kMaxBytes), which a query meets anyway. */
const maxFormBytes = 16 * 1024;
/** A posted form goes round by an address once: within what nginx takes as a request line. */
const maxFormInAddress = 6 * 1024;

type Start = (body: JsonObject) => Promise<InternalAnswer>;

/** Answers `authorization_url`, and leaves the transaction in the cookie that the provider's way of answering needs. */
async function startAt(context: Context<App>, purpose: Purpose, start: Start): Promise<Response> {
  const { core } = context.get("portal");
  const body = await readObjectIfAny(context.req.raw, ["return_path"]);
  if (!body.ok) return refuse(context, body.problem);
  const path = body.value["return_path"];
  const isLocal = path === undefined || (typeof path === "string" && core.identity.isLocalReturnPath(path));
  if (!isLocal) return refuse(context, invalidField("/return_path", "must be a path on this site"));
  const answer = await start(body.value);
  if (!answer.ok) return refuse(context, answer.problem);
  const authorization_url = textOf(answer.body, "authorization_url");
  const sealed = textOf(answer.body, "transaction");
  const isHttps = authorization_url !== null && core.parseUrl(authorization_url)?.scheme === "https";
  if (!isHttps || sealed === null) return refuse(context, problems.upstreamInvalid);
  const cookie = answer.body["answers_by_post"] === true ? "oidc_form_post" : "oidc";
  return withCookies(Response.json({ authorization_url }), [keepTransaction(core.identity, { purpose, sealed }, cookie)]);
}

export async function startProviderSignIn(context: Context<App>, provider: string): Promise<Response> {
  const correlationId = context.get("correlationId");
  const portal = context.get("portal");
  return await startAt(context, "oidc", (body) =>
    portal.internal.post(`auth/oidc/${provider}/start`, correlationId, body),
  );
}

export function startProviderLink(provider: string): WithSession {
  return (context, session) =>
    startAt(context, "link", (body) =>
      callApi(context, session, `/v1/me/oidc-accounts/${provider}/start`, body),
    );
}

/** What the provider had the browser bring: its form, and our transaction, from the cookie that fits. */
interface Brought {
  readonly form: string;
  readonly transaction: Transaction | null;
}

/** A navigation brings either cookie: that of a form_post when it was sent round once more (below). */
export async function answerCallback(context: Context<App>, provider: string): Promise<Response> {
  const { identity } = context.get("portal").core;
  const { headers } = context.req.raw;
  const form = rawQuery(context.req.url).slice(1);
  const posted = readTransaction(identity, headers, "oidc_form_post");
  const transaction = posted?.purpose === "link" ? posted : readTransaction(identity, headers, "oidc");
  return await complete(context, provider, { form, transaction });
}

/** Apple's answer is a POST from its own site. No Origin of ours is asked for: the transaction is the proof. */
export async function answerPostedCallback(context: Context<App>, provider: string): Promise<Response> {
  const request = context.req.raw;
  if (mediaTypeOf(request.headers) !== "application/x-www-form-urlencoded") {
    return refuse(context, problems.unsupportedMediaType);
  }
  const bytes = await readAtMost(request, maxFormBytes);
  if (bytes === null) return refuse(context, { ...problems.tooLarge, fields: { limit: maxFormBytes } });
  const form = new TextDecoder().decode(bytes);
  const transaction = readTransaction(context.get("portal").core.identity, request.headers, "oidc_form_post");
  // The session's cookie does not come along with another site's POST, only with a navigation.
  if (transaction?.purpose === "link") return goRound(context, provider, form);
  return await complete(context, provider, { form, transaction });
}

function goRound(context: Context<App>, provider: string, form: string): Response {
  const fits = form.length <= maxFormInAddress && /^[!"$-~]*$/.test(form);
  return fits ? redirect(`/auth/${provider}/callback?${form}`) : toLogin(context, "provider_refused");
}

async function complete(context: Context<App>, provider: string, { form, transaction }: Brought): Promise<Response> {
  if (transaction === null) return toLogin(context, problems.challengeExpired.code);
  switch (transaction.purpose) {
    case "oidc":
      return await completeSignIn(context, provider, { transaction: transaction.sealed, form });
    case "link":
      return await completeLink(context, provider, { transaction: transaction.sealed, form });
    case "challenge":
    case "passkey":
    case "step_up":
      return toLogin(context, problems.challengeExpired.code);
  }
}

async function completeSignIn(context: Context<App>, provider: string, brought: JsonObject): Promise<Response> {
  const from = askedFrom(context);
  if (from === null) return toLogin(context, problems.clientUnknown.code);
  const correlationId = context.get("correlationId");
  const portal = context.get("portal");
  const answer = await portal.internal.post(`auth/oidc/${provider}/complete`, correlationId, { ...brought, ...from });
  const outcome = outcomeOf(context, answer);
  if (outcome.kind === "refused") return toLogin(context, outcome.problem.code);
  const path = localPath(context, answer.ok ? answer.body["return_path"] : undefined) ?? "/";
  if (outcome.kind === "factor_needed") {
    const more = path === "/" ? "" : `&return_path=${encodeURIComponent(path)}`;
    return forgetting(context, `/login?step=second-factor${more}`, outcome.cookies);
  }
  endFormer(context);
  return forgetting(context, path, outcome.cookies);
}

async function completeLink(context: Context<App>, provider: string, brought: JsonObject): Promise<Response> {
  const presented = presentedSession(context.get("portal").core.identity, context.req.raw.headers);
  if (!presented.ok || presented.session === null) return toLogin(context, problems.noSession.code);
  const answer = await callApi(context, presented.session, `/v1/me/oidc-accounts/${provider}/complete`, brought);
  if (!answer.ok) return backWithError(context, "/me", answer.problem);
  return forgetting(context, localPath(context, answer.body["return_path"]) ?? "/me", []);
}

function localPath(context: Context<App>, path: unknown): string | null {
  return typeof path === "string" && context.get("portal").core.identity.isLocalReturnPath(path) ? path : null;
}

function toLogin(context: Context<App>, code: string): Response {
  return backWithError(context, "/login", { code });
}

function backWithError(context: Context<App>, page: string, { code }: Pick<Problem, "code">): Response {
  context.set("code", code);
  const shown = /^[a-z0-9_]{1,64}$/.test(code) ? code : problems.upstreamInvalid.code;
  return forgetting(context, `${page}?error=${shown}`, []);
}

/** A transaction is good for one answer, whatever came of it; what follows may leave another. */
function forgetting(context: Context<App>, path: string, cookies: readonly string[]): Response {
  const { identity } = context.get("portal").core;
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
function redirect(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path, "Cache-Control": "no-store" } });
}

