import { correlationHeader } from "../correlation.js";
import type { Exchange } from "../exchange.js";
import type { JsonObject } from "../fields.js";
import { askServer, type ServerAnswer } from "../server_answer.js";
import type { PresentedSession } from "../session/presented.js";
import { clientAddressHeader } from "./headers.js";

/** A call of /v1 that the worker makes for a person: POST, with the access token of their session. */
export async function callApi(
  exchange: Exchange,
  presented: PresentedSession,
  path: string,
  body: JsonObject,
): Promise<ServerAnswer> {
  const { correlationId, portal } = exchange;
  const resolution = await portal.sessions.resolve(presented, correlationId, exchange.keepAlive);
  if (!resolution.ok) return { ...resolution, status: null };
  const headers = {
    Authorization: `Bearer ${resolution.session.accessToken}`,
    "Content-Type": "application/json",
    [correlationHeader]: correlationId,
    ...clientAddressHeader(portal, exchange.request.headers),
  };
  const answer = await askServer(portal.api, `http://api${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  if (answer.status === 401) portal.sessions.drop(presented);
  return answer;
}
