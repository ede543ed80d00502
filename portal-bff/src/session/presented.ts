// The session cookie of a request, as core reads it.
import { CoreError, type CookieKind, type IdentityRules } from "@ratestack/core";

import type { Reading } from "../body.js";
import type { Problem } from "../problem.js";

/** A well-formed session token. Proves nothing until the server knows it. */
export interface PresentedSession {
  readonly token: string;
  /** SHA-256 of the token's bytes, by which its session is known. */
  readonly hash: Uint8Array;
  /** The hash as a key of a map. */
  readonly key: string;
}

export type Presentation =
  | { readonly ok: true; readonly session: PresentedSession | null }
  | { readonly ok: false; readonly problem: Problem };

/** A character a byte. */
const byteText = new TextDecoder("latin1");

/** Core's refusals of a `Cookie` header; 431 is RFC 6585's for headers that are too large. */
const statusOfRefusal: ReadonlyMap<string, number> = new Map([
  ["ambiguous_cookie", 400],
  ["malformed_cookie_header", 400],
  ["cookie_header_too_long", 431],
  ["too_many_cookies", 431],
]);

export function readCookie(identity: IdentityRules, headers: Headers, kind: CookieKind): Reading<string | null> {
  const header = headers.get("Cookie");
  if (header === null) return { ok: true, value: null };
  try {
    return { ok: true, value: identity.findCookie(header, kind) };
  } catch (error) {
    const status = error instanceof CoreError ? statusOfRefusal.get(error.code) : undefined;
    if (!(error instanceof CoreError) || status === undefined) throw error;
    return { ok: false, problem: cookieProblem(error.code, status) };
  }
}

function cookieProblem(code: string, status: number): Problem {
  const detail = "The browser's cookies cannot be read with certainty. Delete those of this site and sign in again.";
  return { status, code, title: "Unusable cookies", detail };
}

export function presentedSession(identity: IdentityRules, headers: Headers): Presentation {
  const cookie = readCookie(identity, headers, "session");
  if (!cookie.ok) return cookie;
  return { ok: true, session: cookie.value === null ? null : sessionOf(identity, cookie.value) };
}

/** null for what is no session token. */
export function sessionOf(identity: IdentityRules, token: string): PresentedSession | null {
  const hash = identity.hashSessionToken(token);
  return hash === null ? null : { token, hash, key: byteText.decode(hash) };
}
