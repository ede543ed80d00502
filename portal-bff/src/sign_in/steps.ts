// POST /api/portal/sign-in…: the page says what the person typed; tokens, challenges and transactions stay in cookies.
import { json, withCookies, type Answer } from "../answer.js";
import type { Exchange } from "../exchange.js";
import { isObject, notText, readObject, textOf, type JsonObject } from "../fields.js";
import { invalidField, problems, refuse } from "../problem.js";
import { answerOutcome, askedFrom, endFormer, outcomeOf, refuseStep } from "./outcome.js";
import { keepTransaction, readTransaction, type Purpose } from "./transaction.js";

/** Asks /internal/v1/auth and turns its answer into a page's. */
async function takeStep(exchange: Exchange, path: string, what: JsonObject): Promise<Answer> {
  const from = askedFrom(exchange);
  if (from === null) return refuse(exchange, problems.clientUnknown);
  const { correlationId, portal } = exchange;
  const answer = await portal.internal.post(`auth/${path}`, correlationId, { ...what, ...from });
  const outcome = outcomeOf(exchange, answer);
  if (outcome.kind === "signed_in") endFormer(exchange);
  return answerOutcome(exchange, outcome);
}

export async function signInWithPassword(exchange: Exchange): Promise<Answer> {
  const body = await readObject(exchange.request, ["email", "password"]);
  if (!body.ok) return refuse(exchange, body.problem);
  const wrong = notText(body.value, ["email", "password"]);
  return wrong === null ? await takeStep(exchange, "password", body.value) : refuse(exchange, wrong);
}

export async function signInWithCode(exchange: Exchange): Promise<Answer> {
  const body = await readObject(exchange.request, ["method", "code"]);
  if (!body.ok) return refuse(exchange, body.problem);
  const wrong = notText(body.value, ["method", "code"]);
  if (wrong !== null) return refuse(exchange, wrong);
  const challenge = sealedFor(exchange, "challenge");
  if (challenge === null) return refuseStep(exchange, problems.challengeExpired);
  return await takeStep(exchange, "second-factor", { ...body.value, challenge });
}

export async function startPasskeySignIn(exchange: Exchange): Promise<Answer> {
  return await answerPasskeyStart(exchange, "auth/passkey/start", "passkey", {});
}

export async function signInWithPasskey(exchange: Exchange): Promise<Answer> {
  const body = await readObject(exchange.request, ["credential"]);
  if (!body.ok) return refuse(exchange, body.problem);
  const { credential } = body.value;
  if (!isObject(credential)) return refuse(exchange, invalidField("/credential", "is required"));
  const transaction = sealedFor(exchange, "passkey");
  if (transaction === null) return refuseStep(exchange, problems.challengeExpired);
  return await takeStep(exchange, "passkey/complete", { transaction, credential });
}

/** `options` for the browser's ceremony; the transaction goes into its cookie. */
export async function answerPasskeyStart(
  exchange: Exchange,
  path: string,
  purpose: Purpose,
  body: JsonObject,
): Promise<Answer> {
  const { correlationId, portal } = exchange;
  const answer = await portal.internal.post(path, correlationId, body);
  if (!answer.ok) return refuse(exchange, answer.problem);
  const { options } = answer.body;
  const sealed = textOf(answer.body, "transaction");
  if (sealed === null || !isObject(options)) return refuse(exchange, problems.upstreamInvalid);
  return withCookies(json({ options }), [keepTransaction(portal.core.identity, { purpose, sealed })]);
}

export function sealedFor(exchange: Exchange, purpose: Purpose): string | null {
  const transaction = readTransaction(exchange.portal.core.identity, exchange.request.headers);
  return transaction?.purpose === purpose ? transaction.sealed : null;
}

export async function listProviders(exchange: Exchange): Promise<Answer> {
  const answer = await exchange.portal.internal.get("auth/oidc", exchange.correlationId);
  if (!answer.ok) return refuse(exchange, answer.problem);
  const { items } = answer.body;
  return Array.isArray(items) ? json({ items }) : refuse(exchange, problems.upstreamInvalid);
}
