// Answers become responses here, and nowhere else: none goes out without the headers that stand on all.
import type { Answer } from "./answer.js";
import { correlationHeader } from "./correlation.js";
import type { Arrival } from "./exchange.js";
import { isBelow } from "./request_path.js";
import { dataHeaders, pageHeaders, withTransport, type HeaderRecord } from "./security_headers.js";

const privateHeaders = { "Cache-Control": "no-store", Vary: "Cookie" };

/** Copied for each answer: that costs a fraction of what it costs to put the same headers together anew. */
interface Standing {
  readonly open: Headers;
  readonly private: Headers;
}

function standing(headers: HeaderRecord, publicOrigin: string | null): Standing {
  const all = withTransport(headers, publicOrigin);
  return { open: new Headers(all), private: new Headers({ ...all, ...privateHeaders }) };
}

export type ToResponse = (arrival: Arrival, answer: Answer) => Response;

/** `publicOrigin` is what browsers call us; null where that is not known. */
export function makeToResponse(publicOrigin: string | null): ToResponse {
  const forPages = standing(pageHeaders, publicOrigin);
  const forData = standing(dataHeaders, publicOrigin);
  return (arrival, answer) => {
    const base = isBelow(arrival.path, "/api") ? forData : forPages;
    const headers = new Headers(answer.isPrivate === true ? base.private : base.open);
    addOwn(headers, answer);
    headers.set(correlationHeader, arrival.correlationId);
    // A HEAD has the headers of its GET and no body (RFC 9110 section 9.3.2).
    return new Response(arrival.method === "HEAD" ? null : answer.body, { status: answer.status, headers });
  };
}

function addOwn(headers: Headers, answer: Answer): void {
  for (const [name, value] of Object.entries(answer.headers)) {
    const isOurs = answer.isPrivate === true && Object.hasOwn(privateHeaders, name);
    if (!isOurs) headers.set(name, value);
  }
  for (const cookie of answer.cookies ?? []) headers.append("Set-Cookie", cookie);
}
