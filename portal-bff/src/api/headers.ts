// Which headers cross the portal. Lists of what may pass, never of what may not: a header nobody thought of stays out,
// and with it Cookie, Set-Cookie, Authorization, X-Internal-Token and every X-Forwarded-* a client makes up.
import { correlationHeader } from "../correlation.js";

const requestHeaders = ["Accept", "If-Modified-Since", "If-None-Match"] as const;

const answerHeaders = [
  "Allow",
  "Cache-Control",
  "Content-Type",
  "ETag",
  "Last-Modified",
  "Retry-After",
] as const;

function pick(from: Headers, names: readonly string[]): Headers {
  const picked = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) picked.set(name, value);
  }
  return picked;
}

export function headersForUpstream(client: Headers, correlationId: string): Headers {
  const headers = pick(client, requestHeaders);
  headers.set(correlationHeader, correlationId);
  // The body passes through unread; compressing it is nginx's work, on the way out.
  headers.set("Accept-Encoding", "identity");
  return headers;
}

export function headersForClient(upstream: Headers, correlationId: string): Headers {
  const headers = pick(upstream, answerHeaders);
  headers.set(correlationHeader, correlationId);
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  return headers;
}
