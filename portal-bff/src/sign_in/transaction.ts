// What a sign-in leaves with the browser between its steps: one sealed text of the server's, in a cookie that no script
// reads, under the name of what it is for. A browser does one such thing at a time: the next begins anew.
import type { CookieKind, IdentityRules } from "@ratestack/core";

import { readCookie } from "../session/presented.js";

export const purposes = ["challenge", "passkey", "step_up", "oidc", "link"] as const;
export type Purpose = (typeof purposes)[number];

/** `oidc_form_post` alone comes back with a provider's cross-site POST. */
export type TransactionCookie = Extract<CookieKind, "oidc" | "oidc_form_post">;

export interface Transaction {
  readonly purpose: Purpose;
  /** The server's, sealed; it knows by itself for what, for whom and until when it is good. */
  readonly sealed: string;
}

const written = /^(?<purpose>[a-z_]+)\.(?<sealed>[A-Za-z0-9_-]+)$/;

/** Throws CoreError `unsafe_cookie_value` for a text that fits no cookie. */
export function keepTransaction(
  identity: IdentityRules,
  { purpose, sealed }: Transaction,
  cookie: TransactionCookie = "oidc",
): string {
  return identity.setCookie(cookie, `${purpose}.${sealed}`);
}

/** null where there is none that can be read with certainty: the sign-in begins anew. */
export function readTransaction(
  identity: IdentityRules,
  headers: Headers,
  cookie: TransactionCookie = "oidc",
): Transaction | null {
  const reading = readCookie(identity, headers, cookie);
  const parts = reading.ok && reading.value !== null ? written.exec(reading.value)?.groups : undefined;
  const purpose = purposes.find((known) => known === parts?.["purpose"]);
  const sealed = parts?.["sealed"];
  return purpose === undefined || sealed === undefined ? null : { purpose, sealed };
}
