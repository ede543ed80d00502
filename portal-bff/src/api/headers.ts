// Which headers cross the portal. Lists of what may pass, never of what may not: a header nobody thought of stays out,
// and with it Cookie, Set-Cookie, Authorization, X-Internal-Token and every X-Forwarded-* a client makes up.
import { clientAddress } from "../client_of.js";
import { correlationHeader } from "../correlation.js";
import type { Portal } from "../portal.js";
import type { HeaderRecord } from "../security_headers.js";

const requestHeaders = ["Accept", "If-Modified-Since", "If-None-Match"] as const;

/** They mean something together with a person's token alone. */
const sessionRequestHeaders = [
  ...requestHeaders,
  "Content-Type",
  "Idempotency-Key",
  "If-Match",
  "X-Acting-As-Org",
  "X-Owner-Override",
] as const;

const answerHeaders = ["Allow", "Cache-Control", "Content-Type", "ETag", "Last-Modified", "Retry-After"] as const;

function pick(from: Headers, names: readonly string[]): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) picked[name] = value;
  }
  return picked;
}

/** `accessToken` is the session's; null where the endpoint is anybody's. */
export function headersForUpstream(client: Headers, correlationId: string, accessToken: string | null): HeaderRecord {
  return {
    ...pick(client, accessToken === null ? requestHeaders : sessionRequestHeaders),
    [correlationHeader]: correlationId,
    // Compressing is nginx's work, on the way out.
    "Accept-Encoding": "identity",
    ...(accessToken !== null && { Authorization: `Bearer ${accessToken}` }),
  };
}

/** For whom a call is made that the worker makes of its own accord: the session's token, and what the client acts as. */
export function headersForPerson(client: Headers, accessToken: string): HeaderRecord {
  return { ...pick(client, ["X-Acting-As-Org", "X-Owner-Override"]), Authorization: `Bearer ${accessToken}` };
}

/** The server limits and records whoever is named here; the private listener takes our word for it. */
export function clientAddressHeader(portal: Portal, client: Headers): HeaderRecord {
  const address = clientAddress(portal, client);
  return address === null ? {} : { "X-Forwarded-For": address };
}

export function headersForClient(upstream: Headers): HeaderRecord {
  return { "Cache-Control": "no-store", ...pick(upstream, answerHeaders) };
}

/** RFC 6266: the server's file name where it stated one, and never `inline`. */
export function dispositionOf(stated: string | null): string {
  return stated !== null && /^attachment(?:;|$)/i.test(stated) ? stated : "attachment";
}
