import { isObject, textOf, type JsonObject } from "../fields.js";

/** What the server says of a session. The access token stays in this process's memory. */
export interface ResolvedSession {
  readonly accessToken: string;
  /** The members that a page may see, and no others. */
  readonly shown: JsonObject;
}

const shownMembers = [
  "user",
  "org",
  "org_roles",
  "permissions",
  "session",
  "idle_expires_at",
  "absolute_expires_at",
] as const;

/** A header's value and nothing that could end one. */
const tokenText = /^[A-Za-z0-9._~+/=-]{1,8192}$/;

/** null for what is no answer of `sessions/resolve`. */
export function readResolved(body: JsonObject): ResolvedSession | null {
  const accessToken = textOf(body, "access_token");
  if (accessToken === null || !tokenText.test(accessToken) || !isObject(body["user"])) return null;
  if (!shownMembers.every((name) => name in body)) return null;
  return { accessToken, shown: Object.fromEntries(shownMembers.map((name) => [name, body[name]])) };
}
