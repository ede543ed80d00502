import type { Context } from "hono";

import { correlationHeader } from "../correlation.js";
import type { App } from "../env.js";
import type { JsonObject } from "../fields.js";
import { readAnswer, type InternalAnswer } from "../internal/client.js";
import { addClientAddress } from "./headers.js";
import type { PresentedSession } from "../session/presented.js";
import { problemOfFailure } from "./answers.js";

const timeoutMs = 30_000;

/** A call of /v1 that the worker makes for a person: POST, with the access token of their session. */
export async function callApi(
  context: Context<App>,
  presented: PresentedSession,
  path: string,
  body: JsonObject,
): Promise<InternalAnswer> {
  const correlationId = context.get("correlationId");
  const portal = context.get("portal");
  const resolution = await portal.sessions.resolve(presented, correlationId, (work) => {
    context.executionCtx.waitUntil(work);
  });
  if (!resolution.ok) return resolution;
  const headers = new Headers({
    Authorization: `Bearer ${resolution.session.accessToken}`,
    "Content-Type": "application/json",
    [correlationHeader]: correlationId,
  });
  addClientAddress(portal, context.req.raw.headers, headers);
  try {
    const answer = await portal.api.fetch(`http://api${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
      redirect: "manual",
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (answer.status === 401) portal.sessions.drop(presented);
    return await readAnswer(answer);
  } catch (error) {
    return { ok: false, problem: problemOfFailure(error) };
  }
}
