// /api/portal/session, step-up and sign-out: what a page does with the session it has.
import type { Context } from "hono";

import type { App } from "../env.js";
import { isObject, notText, readObject, type JsonObject } from "../fields.js";
import { invalidField, problems, refuse, type Problem } from "../problem.js";
import { answerPasskeyStart, sealedFor } from "../sign_in/steps.js";
import { askedFrom, outcomeOf, refuseStep, withCookies } from "../sign_in/outcome.js";
import { sessionProblem } from "./directory.js";
import type { PresentedSession } from "./presented.js";

export type WithSession = (context: Context<App>, session: PresentedSession) => Promise<Response>;

export const showSession: WithSession = async (context, presented) => {
  const correlationId = context.get("correlationId");
  const portal = context.get("portal");
  const resolution = await portal.sessions.resolve(presented, correlationId, (work) => {
    context.executionCtx.waitUntil(work);
  });
  if (!resolution.ok) return refuse(context, resolution.problem);
  const csrf_token = portal.core.identity.csrfToken(portal.settings.csrfKey, presented.hash);
  return Response.json({ ...resolution.session.shown, csrf_token });
};

/** The cookie goes only when the server has ended the session: else a copy of the token would live on unseen. */
export async function signOut(context: Context<App>, presented: PresentedSession | null): Promise<Response> {
  const correlationId = context.get("correlationId");
  const portal = context.get("portal");
  if (presented !== null) {
    const answer = await portal.internal.post("sessions/revoke", correlationId, { session_token: presented.token });
    // Afterwards: what is being asked at this moment may be told what was still true.
    portal.sessions.drop(presented);
    if (!answer.ok) return refuse(context, answer.problem);
  }
  const { identity } = portal.core;
  return withCookies(new Response(null, { status: 204 }), [identity.clearCookie("session"), identity.clearCookie("oidc")]);
}

type Proof = { readonly ok: true; readonly members: JsonObject } | { readonly ok: false; readonly problem: Problem };

/** One of the three that a step-up takes. */
function readProof(context: Context<App>, body: JsonObject): Proof {
  const needed = "password" in body ? ["password"] : "credential" in body ? [] : ["method", "code"];
  const wrong = notText(body, needed);
  if (wrong !== null) return { ok: false, problem: wrong };
  if (!("credential" in body)) return { ok: true, members: body };
  if (!isObject(body["credential"])) return { ok: false, problem: invalidField("/credential", "must be an object") };
  const transaction = sealedFor(context, "step_up");
  if (transaction === null) return { ok: false, problem: problems.challengeExpired };
  return { ok: true, members: { credential: body["credential"], transaction } };
}

export const stepUp: WithSession = async (context, presented) => {
  const body = await readObject(context.req.raw, ["password", "method", "code", "credential"]);
  if (!body.ok) return refuse(context, body.problem);
  const proof = readProof(context, body.value);
  if (!proof.ok) return refuseStep(context, proof.problem);
  const from = askedFrom(context);
  if (from === null) return refuse(context, problems.clientUnknown);
  const correlationId = context.get("correlationId");
  const portal = context.get("portal");
  const session_token = presented.token;
  const answer = await portal.internal.post("auth/step-up", correlationId, { ...proof.members, session_token, ...from });
  // The token was replaced, or is none any more.
  portal.sessions.drop(presented);
  const outcome = outcomeOf(context, answer);
  if (outcome.kind === "refused") return refuseStep(context, sessionProblem(outcome.problem));
  if (outcome.kind === "factor_needed") return refuse(context, problems.upstreamInvalid);
  return withCookies(Response.json({ csrf_token: outcome.shown["csrf_token"] }), outcome.cookies);
};

export const startPasskeyStepUp: WithSession = async (context, presented) =>
  await answerPasskeyStart(context, "auth/step-up/passkey/start", "step_up", { session_token: presented.token });
