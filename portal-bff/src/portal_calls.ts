// Everything that the portal answers itself: its own API, where providers send browsers back to, and what they say
// themselves. Each entry says what a request must prove before its handler sees it; an entry that says nothing is not
// possible.
import { asPrivate, type Answer } from "./answer.js";
import type { Exchange } from "./exchange.js";
import { lookUp } from "./look_up.js";
import { PathTable } from "./path_table.js";
import { problems, refuse } from "./problem.js";
import { showSession, signOut, startPasskeyStepUp, stepUp, type WithSession } from "./session/calls.js";
import { checkSource, checkToken, isSafe } from "./session/csrf.js";
import { presentedSession, type PresentedSession } from "./session/presented.js";
import { takeProviderLogout } from "./sign_in/provider_logout.js";
import { answerCallback, answerPostedCallback, startProviderLink, startProviderSignIn } from "./sign_in/providers.js";
import {
  listProviders,
  signInWithCode,
  signInWithPasskey,
  signInWithPassword,
  startPasskeySignIn,
} from "./sign_in/steps.js";

type Handler = (exchange: Exchange) => Promise<Answer> | Answer;
type WithMaybeSession = (exchange: Exchange, session: PresentedSession | null) => Promise<Answer>;

type Call =
  /** Anybody's, from our own pages. */
  | { readonly needs: "our_page"; readonly handle: Handler }
  /** A session's, from our own pages, with its CSRF token where something changes. */
  | { readonly needs: "session"; readonly handle: WithSession }
  /** The same, and nothing to do where there is no session. */
  | { readonly needs: "session_if_any"; readonly handle: WithMaybeSession }
  /** A navigation from a provider's site. */
  | { readonly needs: "transaction"; readonly handle: Handler }
  /** A provider's server: no browser, so that there is no page of ours to come from and no cookie to go by. The signature
   *  of the token that it brings is the proof. */
  | { readonly needs: "logout_token"; readonly handle: Handler };

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
    anybody("POST", `sign-in/oidc/${provider}`, (exchange) => startProviderSignIn(exchange, provider));
    person("POST", `link/oidc/${provider}`, startProviderLink(provider));
    const answered: Handler = (exchange) => answerCallback(exchange, provider);
    calls.add("GET", `/auth/${provider}/callback`, { needs: "transaction", handle: answered });
    const signedOut: Handler = (exchange) => takeProviderLogout(exchange, provider);
    calls.add("POST", `/auth/${provider}/backchannel-logout`, { needs: "logout_token", handle: signedOut });
  }
  const posted: Handler = (exchange) => answerPostedCallback(exchange, "apple");
  calls.add("POST", "/auth/apple/callback", { needs: "transaction", handle: posted });
  return calls;
}

const calls = makeCalls();

export async function answerPortalCall(exchange: Exchange): Promise<Answer> {
  const found = lookUp(exchange, calls);
  if (!found.ok) return refuse(exchange, found.problem);
  // Every answer here is about one browser.
  return asPrivate(await answerCall(exchange, found.value));
}

async function answerCall(exchange: Exchange, call: Call): Promise<Answer> {
  const { portal, request } = exchange;
  if (call.needs === "transaction" || call.needs === "logout_token") return await call.handle(exchange);
  const foreign = checkSource(portal, request);
  if (foreign !== null) return refuse(exchange, foreign);
  if (call.needs === "our_page") return await call.handle(exchange);
  const presented = presentedSession(portal.core.identity, request.headers);
  if (!presented.ok) return refuse(exchange, presented.problem);
  const { session } = presented;
  if (session === null) {
    return call.needs === "session" ? refuse(exchange, problems.noSession) : await call.handle(exchange, null);
  }
  const unproven = isSafe(request.method) ? null : checkToken(portal, request, session);
  return unproven === null ? await call.handle(exchange, session) : refuse(exchange, unproven);
}
