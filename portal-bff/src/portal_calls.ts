// Everything that the portal answers itself: its own API, and where providers send browsers back to. Each entry says
// what a request must prove before its handler sees it; an entry that says nothing is not possible.
import type { Context } from "hono";

import type { App } from "./env.js";
import { PathTable } from "./path_table.js";
import { methodNotAllowed, problems, refuse } from "./problem.js";
import { isCanonicalPath, rawPath } from "./request_path.js";
import { showSession, signOut, startPasskeyStepUp, stepUp, type WithSession } from "./session/calls.js";
import { checkSource, checkToken, isSafe } from "./session/csrf.js";
import { presentedSession, type PresentedSession } from "./session/presented.js";
import { answerCallback, answerPostedCallback, startProviderLink, startProviderSignIn } from "./sign_in/providers.js";
import {
  listProviders,
  signInWithCode,
  signInWithPasskey,
  signInWithPassword,
  startPasskeySignIn,
} from "./sign_in/steps.js";

type Handler = (context: Context<App>) => Promise<Response> | Response;
type WithMaybeSession = (context: Context<App>, session: PresentedSession | null) => Promise<Response>;

type Call =
  /** Anybody's, from our own pages. */
  | { readonly needs: "our_page"; readonly handle: Handler }
  /** A session's, from our own pages, with its CSRF token where something changes. */
  | { readonly needs: "session"; readonly handle: WithSession }
  /** The same, and nothing to do where there is no session. */
  | { readonly needs: "session_if_any"; readonly handle: WithMaybeSession }
  /** A navigation from a provider's site. */
  | { readonly needs: "transaction"; readonly handle: Handler };

const providers = ["google", "microsoft", "apple"] as const;

function makeCalls(): PathTable<Call> {
  const calls = new PathTable<Call>();
  const anybody = (method: string, path: string, handle: Handler): void => {
    calls.add(method, `/api/portal/${path}`, { needs: "our_page", handle });
  };
  const person = (method: string, path: string, handle: WithSession): void => {
    calls.add(method, `/api/portal/${path}`, { needs: "session", handle });
  };
  anybody("GET", "providers", listProviders);
  anybody("POST", "sign-in", signInWithPassword);
  anybody("POST", "sign-in/second-factor", signInWithCode);
  anybody("POST", "sign-in/passkey/start", startPasskeySignIn);
  anybody("POST", "sign-in/passkey/complete", signInWithPasskey);
  person("GET", "session", showSession);
  person("POST", "step-up", stepUp);
  person("POST", "step-up/passkey/start", startPasskeyStepUp);
  calls.add("POST", "/api/portal/sign-out", { needs: "session_if_any", handle: signOut });
  for (const provider of providers) {
    anybody("POST", `sign-in/oidc/${provider}`, (context) => startProviderSignIn(context, provider));
    person("POST", `link/oidc/${provider}`, startProviderLink(provider));
    const answered: Handler = (context) => answerCallback(context, provider);
    calls.add("GET", `/auth/${provider}/callback`, { needs: "transaction", handle: answered });
  }
  const posted: Handler = (context) => answerPostedCallback(context, "apple");
  calls.add("POST", "/auth/apple/callback", { needs: "transaction", handle: posted });
  return calls;
}

const calls = makeCalls();

export async function answerPortalCall(context: Context<App>): Promise<Response> {
  const path = rawPath(context.req.url);
  if (!isCanonicalPath(path)) return refuse(context, problems.pathNotCanonical);
  const found = calls.find(context.req.method, path);
  if (found.kind === "unknown") return refuse(context, problems.notFound);
  context.set("route", found.pattern);
  if (found.kind === "wrong_method") return refuse(context, methodNotAllowed(found.allowed));
  const answer = await answerCall(context, found.entry);
  // Every answer here is about one browser.
  answer.headers.set("Cache-Control", "no-store");
  answer.headers.set("Vary", "Cookie");
  return answer;
}

async function answerCall(context: Context<App>, call: Call): Promise<Response> {
  const portal = context.get("portal");
  const request = context.req.raw;
  if (call.needs === "transaction") return await call.handle(context);
  const foreign = checkSource(portal, request);
  if (foreign !== null) return refuse(context, foreign);
  if (call.needs === "our_page") return await call.handle(context);
  const presented = presentedSession(portal.core.identity, request.headers);
  if (!presented.ok) return refuse(context, presented.problem);
  const { session } = presented;
  if (session === null) {
    return call.needs === "session" ? refuse(context, problems.noSession) : await call.handle(context, null);
  }
  const unproven = isSafe(request.method) ? null : checkToken(portal, request, session);
  return unproven === null ? await call.handle(context, session) : refuse(context, unproven);
}
