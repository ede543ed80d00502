// POST /api/portal/sign-in…: the page says what the person typed; tokens, challenges and transactions stay in cookies.
import type { Context } from "hono";

import type { App } from "../env.js";
import { isObject, notText, readObject, textOf, type JsonObject } from "../fields.js";
import { invalidField, problems, refuse } from "../problem.js";
import { answerOutcome, askedFrom, endFormer, outcomeOf, refuseStep, withCookies } from "./outcome.js";
import { keepTransaction, readTransaction, type Purpose } from "./transaction.js";

/** Asks /internal/v1/auth and turns its answer into a page's. */
async function takeStep(context: Context<App>, path: string, what: JsonObject): Promise<Response> {
  const from = askedFrom(context);
  if (from === null) return refuse(context, problems.clientUnknown);
  const correlationId = context.get("correlationId");
  const portal = context.get("portal");
  const answer = await portal.internal.post(`auth/${path}`, correlationId, { ...what, ...from });
  const outcome = outcomeOf(context, answer);
  if (outcome.kind === "signed_in") endFormer(context);
  return answerOutcome(context, outcome);
}

export async function signInWithPassword(context: Context<App>): Promise<Response> {
  const body = await readObject(context.req.raw, ["email", "password"]);
  if (!body.ok) return refuse(context, body.problem);
  const wrong = notText(body.value, ["email", "password"]);
  return wrong === null ? await takeStep(context, "password", body.value) : refuse(context, wrong);
}

export async function signInWithCode(context: Context<App>): Promise<Response> {
  const body = await readObject(context.req.raw, ["method", "code"]);
  if (!body.ok) return refuse(context, body.problem);
  const wrong = notText(body.value, ["method", "code"]);
  if (wrong !== null) return refuse(context, wrong);
  const challenge = sealedFor(context, "challenge");
  if (challenge === null) return refuseStep(context, problems.challengeExpired);
  return await takeStep(context, "second-factor", { ...body.value, challenge });
}

export async function startPasskeySignIn(context: Context<App>): Promise<Response> {
  return await answerPasskeyStart(context, "auth/passkey/start", "passkey", {});
}

export async function signInWithPasskey(context: Context<App>): Promise<Response> {
  const body = await readObject(context.req.raw, ["credential"]);
  if (!body.ok) return refuse(context, body.problem);
  const { credential } = body.value;
  if (!isObject(credential)) return refuse(context, invalidField("/credential", "is required"));
  const transaction = sealedFor(context, "passkey");
  if (transaction === null) return refuseStep(context, problems.challengeExpired);
  return await takeStep(context, "passkey/complete", { transaction, credential });
}

/** `options` for the browser's ceremony; the transaction goes into its cookie. */
export async function answerPasskeyStart(
  context: Context<App>,
  path: string,
  purpose: Purpose,
  body: JsonObject,
): Promise<Response> {
  const correlationId = context.get("correlationId");
  const portal = context.get("portal");
  const answer = await portal.internal.post(path, correlationId, body);
  if (!answer.ok) return refuse(context, answer.problem);
  const { options } = answer.body;
  const sealed = textOf(answer.body, "transaction");
  if (sealed === null || !isObject(options)) return refuse(context, problems.upstreamInvalid);
  return withCookies(Response.json({ options }), [keepTransaction(portal.core.identity, { purpose, sealed })]);
}

export function sealedFor(context: Context<App>, purpose: Purpose): string | null {
  const transaction = readTransaction(context.get("portal").core.identity, context.req.raw.headers);
  return transaction?.purpose === purpose ? transaction.sealed : null;
}

export async function listProviders(context: Context<App>): Promise<Response> {
  const answer = await context.get("portal").internal.get("auth/oidc", context.get("correlationId"));
  if (!answer.ok) return refuse(context, answer.problem);
  const { items } = answer.body;
  return Array.isArray(items) ? Response.json({ items }) : refuse(context, problems.upstreamInvalid);
}
