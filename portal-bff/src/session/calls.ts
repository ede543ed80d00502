// /api/portal/session, step-up and sign-out: what a page does with the session it has.
import { empty, json, jsonText, withCookies, type Answer } from "../answer.js";
import type { Reading } from "../body.js";
import type { Exchange } from "../exchange.js";
import { isObject, notText, readObject, type JsonObject } from "../fields.js";
import { invalidField, problems, refuse } from "../problem.js";
import { answerPasskeyStart, sealedFor } from "../sign_in/steps.js";
import { askedFrom, outcomeOf, refuseStep } from "../sign_in/outcome.js";
import { sessionProblem } from "./directory.js";
import type { Portal } from "../portal.js";
import type { PresentedSession } from "./presented.js";
import type { ResolvedSession } from "./resolved.js";

export type WithSession = (exchange: Exchange, session: PresentedSession) => Promise<Answer>;

export const showSession: WithSession = async (exchange, presented) => {
  const { correlationId, portal } = exchange;
  const resolution = await portal.sessions.resolve(presented, correlationId, exchange.keepAlive);
  if (!resolution.ok) return refuse(exchange, resolution.problem);
  return jsonText(shownText(portal, resolution.session, presented));
};

/** A page asks again and again for what was resolved once: its text is written once, and lives as long as that. */
const shownTexts = new WeakMap<ResolvedSession, string>();

function shownText({ core, settings }: Portal, session: ResolvedSession, { hash }: PresentedSession): string {
  const written = shownTexts.get(session);
  if (written !== undefined) return written;
  const csrf_token = core.identity.csrfToken(settings.csrfKey, hash);
  const text = JSON.stringify({ ...session.shown, csrf_token });
  shownTexts.set(session, text);
  return text;
}

/** The cookie goes only when the server has ended the session: else a copy of the token would live on unseen. */
export async function signOut(exchange: Exchange, presented: PresentedSession | null): Promise<Answer> {
  const { correlationId, portal } = exchange;
  if (presented !== null) {
    const answer = await portal.internal.post("sessions/revoke", correlationId, { session_token: presented.token });
    // Afterwards: what is being asked at this moment may be told what was still true.
    portal.sessions.drop(presented);
    if (!answer.ok) return refuse(exchange, answer.problem);
  }
  const { identity } = portal.core;
  return withCookies(empty(204), [identity.clearCookie("session"), identity.clearCookie("oidc")]);
}

/** One of the three that a step-up takes. */
function readProof(exchange: Exchange, body: JsonObject): Reading<JsonObject> {
  const needed = "password" in body ? ["password"] : "credential" in body ? [] : ["method", "code"];
  const wrong = notText(body, needed);
  if (wrong !== null) return { ok: false, problem: wrong };
  if (!("credential" in body)) return { ok: true, value: body };
  if (!isObject(body["credential"])) return { ok: false, problem: invalidField("/credential", "must be an object") };
  const transaction = sealedFor(exchange, "step_up");
  if (transaction === null) return { ok: false, problem: problems.challengeExpired };
  return { ok: true, value: { credential: body["credential"], transaction } };
}

export const stepUp: WithSession = async (exchange, presented) => {
  const body = await readObject(exchange.request, ["password", "method", "code", "credential"]);
  if (!body.ok) return refuse(exchange, body.problem);
  const proof = readProof(exchange, body.value);
  if (!proof.ok) return refuseStep(exchange, proof.problem);
  const from = askedFrom(exchange);
  if (from === null) return refuse(exchange, problems.clientUnknown);
  const { correlationId, portal } = exchange;
  const session_token = presented.token;
  const answer = await portal.internal.post("auth/step-up", correlationId, { ...proof.value, session_token, ...from });
  // The token was replaced, or is none any more.
  portal.sessions.drop(presented);
  const outcome = outcomeOf(exchange, answer);
  if (outcome.kind === "refused") return refuseStep(exchange, sessionProblem(outcome.problem));
  if (outcome.kind === "factor_needed") return refuse(exchange, problems.upstreamInvalid);
  return withCookies(json({ csrf_token: outcome.shown["csrf_token"] }), outcome.cookies);
};

export const startPasskeyStepUp: WithSession = async (exchange, presented) =>
  await answerPasskeyStart(exchange, "auth/step-up/passkey/start", "step_up", { session_token: presented.token });
