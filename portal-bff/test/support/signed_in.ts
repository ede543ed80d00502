// A browser with a session, as the worker and the double of the server know one.
import { randomBytes } from "node:crypto";

import { Browser } from "./browser.ts";
import type { Portal } from "./portal.ts";
import { json, resolved, type ServerDouble } from "./server_double.ts";

export const publicOrigin = "https://rates.example";
export const sessionCookie = "__Host-rs_session";
export const clientAddress = "203.0.113.7";

export function newSessionToken(): string {
  return randomBytes(32).toString("base64url");
}

export function signedInAnswer(token: string): object {
  return { session_token: token, session: resolved.session, user: resolved.user };
}

export function visitor(portal: Portal): Browser {
  return new Browser(`http://127.0.0.1:${String(portal.port)}`, publicOrigin, { "X-Forwarded-For": clientAddress });
}

/** Through the sign-in itself: the CSRF token is known to pages alone. Nothing of it is left in `server.arrived`. */
export async function signedIn(portal: Portal, server: ServerDouble): Promise<Browser> {
  const browser = visitor(portal);
  server.on("POST /internal/v1/auth/password", json(200, signedInAnswer(newSessionToken())));
  const answer = await browser.post("/api/portal/sign-in", { email: "ada@rates.example", password: "long enough" });
  const { csrf_token } = (await answer.json()) as { csrf_token: string };
  browser.csrfToken = csrf_token;
  server.arrived.length = 0;
  return browser;
}
