// What comes of a step of signing in: a session, whose token goes into its cookie and nowhere else, or another step.
import { CoreError } from "@ratestack/core";

import { clientOf } from "../client_of.js";
import { json, withCookies, type Answer } from "../answer.js";
import type { Exchange } from "../exchange.js";
import { textOf, type JsonObject } from "../fields.js";
import { problems, refuse, type Problem } from "../problem.js";
import type { ServerAnswer } from "../server_answer.js";
import { presentedSession, readCookie, sessionOf } from "../session/presented.js";
import { keepTransaction } from "./transaction.js";

export type Outcome =
  | { readonly kind: "signed_in"; readonly shown: JsonObject; readonly cookies: readonly string[] }
  | { readonly kind: "factor_needed"; readonly shown: JsonObject; readonly cookies: readonly string[] }
  | { readonly kind: "refused"; readonly problem: Problem };

/** `client` and the cookie of a known device, as every step of /internal/v1/auth takes them. */
export function askedFrom(exchange: Exchange): JsonObject | null {
  const portal = exchange.portal;
  const client = clientOf(portal, exchange.request.headers);
  if (client === null) return null;
  const device = readCookie(portal.core.identity, exchange.request.headers, "known_device");
  return device.ok && device.value !== null && device.value !== "" ? { client, device: device.value } : { client };
}

/** Reads an answer of the server to a step. */
export function outcomeOf(exchange: Exchange, answer: ServerAnswer): Outcome {
  if (!answer.ok) return { kind: "refused", problem: answer.problem };
  try {
    const outcome = answer.status === 202 ? factorNeeded(exchange, answer.body) : signedIn(exchange, answer.body);
    return outcome ?? { kind: "refused", problem: problems.upstreamInvalid };
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    return { kind: "refused", problem: problems.upstreamInvalid };
  }
}

function factorNeeded(exchange: Exchange, body: JsonObject): Outcome | null {
  const sealed = textOf(body, "challenge");
  const { methods, expires_in } = body;
  if (sealed === null || !Array.isArray(methods)) return null;
  const cookie = keepTransaction(exchange.portal.core.identity, { purpose: "challenge", sealed });
  return { kind: "factor_needed", shown: { methods, expires_in }, cookies: [cookie] };
}

function signedIn(exchange: Exchange, body: JsonObject): Outcome | null {
  const { core, settings } = exchange.portal;
  const session = sessionOf(core.identity, textOf(body, "session_token") ?? "");
  if (session === null) return null;
  const device = textOf(body, "device");
  const cookies = [core.identity.setCookie("session", session.token), core.identity.clearCookie("oidc")];
  if (device !== null) cookies.push(core.identity.setCookie("known_device", device));
  const csrf_token = core.identity.csrfToken(settings.csrfKey, session.hash);
  return { kind: "signed_in", shown: { user: body["user"], csrf_token }, cookies };
}

/** Ends the session that the browser brought along to a sign-in: with its cookie overwritten, nobody else would. */
export function endFormer(exchange: Exchange): void {
  const { core, internal, sessions } = exchange.portal;
  const former = presentedSession(core.identity, exchange.request.headers);
  if (!former.ok || former.session === null) return;
  sessions.drop(former.session);
  const { token } = former.session;
  exchange.keepAlive(internal.post("sessions/revoke", exchange.correlationId, { session_token: token }));
}

/** The answer to a page's own call. */
export function answerOutcome(exchange: Exchange, outcome: Outcome): Answer {
  if (outcome.kind === "refused") return refuseStep(exchange, outcome.problem);
  return withCookies(json(outcome.shown, outcome.kind === "signed_in" ? 200 : 202), outcome.cookies);
}

/** A transaction that has ended is forgotten; one that saw a wrong code may see another. */
export function refuseStep(exchange: Exchange, problem: Problem): Answer {
  const answer = refuse(exchange, problem);
  if (problem.code !== problems.challengeExpired.code) return answer;
  return withCookies(answer, [exchange.portal.core.identity.clearCookie("oidc")]);
}
