// Which headers cross the portal. Lists of what may pass, never of what may not: a header nobody thought of stays out,
// and with it Cookie, Set-Cookie, Authorization, X-Internal-Token and every X-Forwarded-* a client makes up.
import { clientAddress } from "../client_of.js";
import { correlationHeader } from "../correlation.js";
import type { Portal } from "../portal.js";

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

function pick(from: Headers, names: readonly string[]): Headers {
  const picked = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) picked.set(name, value);
  }
  return picked;
}

/** `accessToken` is the session's; null where the endpoint is anybody's. */
export function headersForUpstream(client: Headers, correlationId: string, accessToken: string | null): Headers {
  const headers = pick(client, accessToken === null ? requestHeaders : sessionRequestHeaders);
  headers.set(correlationHeader, correlationId);
  // Compressing is nginx's work, on the way out.
  headers.set("Accept-Encoding", "identity");
  if (accessToken !== null) headers.set("Authorization", `Bearer ${accessToken}`);
  return headers;
}

/** The server limits and records whoever is named here; the private listener takes our word for it. */
export function addClientAddress(portal: Portal, client: Headers, upstream: Headers): void {
  const address = clientAddress(portal, client);
  if (address !== null) upstream.set("X-Forwarded-For", address);
}

export function headersForClient(upstream: Headers, correlationId: string): Headers {
  const headers = pick(upstream, answerHeaders);
  headers.set(correlationHeader, correlationId);
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  return headers;
}

/** What depends on who asks is nobody else's, whatever the server said. */
export function makePrivate(headers: Headers): void {
  headers.set("Cache-Control", "no-store");
  headers.set("Vary", "Cookie");
}

/** RFC 6266: the server's file name where it stated one, and never `inline`. */
export function makeAttachment(headers: Headers, stated: string | null): void {
  const isAttachment = stated !== null && /^attachment(?:;|$)/i.test(stated);
  headers.set("Content-Disposition", isAttachment ? stated : "attachment");
}
