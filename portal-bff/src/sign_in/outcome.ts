// What comes of a step of signing in: a session, whose token goes into its cookie and nowhere else, or another step.
import type { Context } from "hono";

import { CoreError } from "@ratestack/core";

import { clientOf } from "../client_of.js";
import type { App } from "../env.js";
import { textOf, type JsonObject } from "../fields.js";
import type { InternalAnswer } from "../internal/client.js";
import { problems, refuse, type Problem } from "../problem.js";
import { presentedSession, readCookie, sessionOf } from "../session/presented.js";
import { keepTransaction } from "./transaction.js";

export type Outcome =
  | { readonly kind: "signed_in"; readonly shown: JsonObject; readonly cookies: readonly string[] }
  | { readonly kind: "factor_needed"; readonly shown: JsonObject; readonly cookies: readonly string[] }
  | { readonly kind: "refused"; readonly problem: Problem };

/** `client` and the cookie of a known device, as every step of /internal/v1/auth takes them. */
export function askedFrom(context: Context<App>): JsonObject | null {
  const portal = context.get("portal");
  const client = clientOf(portal, context.req.raw.headers);
  if (client === null) return null;
  const device = readCookie(portal.core.identity, context.req.raw.headers, "known_device");
  return device.ok && device.value !== null && device.value !== "" ? { client, device: device.value } : { client };
}

/** Reads an answer of the server to a step. */
export function outcomeOf(context: Context<App>, answer: InternalAnswer): Outcome {
  if (!answer.ok) return { kind: "refused", problem: answer.problem };
  try {
    const outcome = answer.status === 202 ? factorNeeded(context, answer.body) : signedIn(context, answer.body);
    return outcome ?? { kind: "refused", problem: problems.upstreamInvalid };
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    return { kind: "refused", problem: problems.upstreamInvalid };
  }
}

function factorNeeded(context: Context<App>, body: JsonObject): Outcome | null {
  const sealed = textOf(body, "challenge");
  const { methods, expires_in } = body;
  if (sealed === null || !Array.isArray(methods)) return null;
  const cookie = keepTransaction(context.get("portal").core.identity, { purpose: "challenge", sealed });
  return { kind: "factor_needed", shown: { methods, expires_in }, cookies: [cookie] };
}

function signedIn(context: Context<App>, body: JsonObject): Outcome | null {
  const { core, settings } = context.get("portal");
  const session = sessionOf(core.identity, textOf(body, "session_token") ?? "");
  if (session === null) return null;
  const device = textOf(body, "device");
  const cookies = [core.identity.setCookie("session", session.token), core.identity.clearCookie("oidc")];
  if (device !== null) cookies.push(core.identity.setCookie("known_device", device));
  const csrf_token = core.identity.csrfToken(settings.csrfKey, session.hash);
  return { kind: "signed_in", shown: { user: body["user"], csrf_token }, cookies };
}

/** Ends the session that the browser brought along to a sign-in: with its cookie overwritten, nobody else would. */
export function endFormer(context: Context<App>): void {
  const { core, internal, sessions } = context.get("portal");
  const former = presentedSession(core.identity, context.req.raw.headers);
  if (!former.ok || former.session === null) return;
  sessions.drop(former.session);
  const { token } = former.session;
  context.executionCtx.waitUntil(internal.post("sessions/revoke", context.get("correlationId"), { session_token: token }));
}

/** The answer to a page's own call. */
export function answerOutcome(context: Context<App>, outcome: Outcome): Response {
  if (outcome.kind === "refused") return refuseStep(context, outcome.problem);
  return withCookies(Response.json(outcome.shown, { status: outcome.kind === "signed_in" ? 200 : 202 }), outcome.cookies);
}

/** A transaction that has ended is forgotten; one that saw a wrong code may see another. */
export function refuseStep(context: Context<App>, problem: Problem): Response {
  const answer = refuse(context, problem);
  if (problem.code !== problems.challengeExpired.code) return answer;
  return withCookies(answer, [context.get("portal").core.identity.clearCookie("oidc")]);
}

export function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append("Set-Cookie", cookie);
  return response;
}
