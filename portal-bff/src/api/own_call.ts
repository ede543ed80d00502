import { correlationHeader } from "../correlation.js";
import type { Exchange } from "../exchange.js";
import type { JsonObject } from "../fields.js";
import { readAnswer, type InternalAnswer } from "../internal/client.js";
import { clientAddressHeader } from "./headers.js";
import type { PresentedSession } from "../session/presented.js";
import { problemOfFailure } from "./answers.js";

const timeoutMs = 30_000;

/** A call of /v1 that the worker makes for a person: POST, with the access token of their session. */
export async function callApi(
  exchange: Exchange,
  presented: PresentedSession,
  path: string,
  body: JsonObject,
): Promise<InternalAnswer> {
  const { correlationId, portal } = exchange;
  const resolution = await portal.sessions.resolve(presented, correlationId, exchange.keepAlive);
  if (!resolution.ok) return resolution;
  const headers = {
    Authorization: `Bearer ${resolution.session.accessToken}`,
    "Content-Type": "application/json",
    [correlationHeader]: correlationId,
    ...clientAddressHeader(portal, exchange.request.headers),
  };
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
