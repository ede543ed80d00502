// Who is signed in, as far as this page knows. The session itself is a cookie that no script can read.
import { problemOfError, type Problem } from "./problem.js";
import { send, type Fetch } from "./request.js";
import type { PortalSession, SignedIn } from "./types.js";
import { Watched } from "./watched.js";

export type SessionState =
  | { readonly kind: "loading" }
  | { readonly kind: "visitor" }
  | ({ readonly kind: "person"; readonly session: PortalSession } & Activity)
  | { readonly kind: "unknown"; readonly problem: Problem };

/** When the session was last used from here, and how long it lives without use; milliseconds. */
export interface Activity {
  readonly usedAt: number;
  readonly idleSpan: number;
  /** The server has said that it is over. What is on the page stays. */
  readonly ended: boolean;
}

/** Remembers between pages that there may be a session, so that visitors' pages need not ask. Holds no secret. */
export interface Hint {
  read(): boolean;
  write(signedIn: boolean): void;
  /** The person has signed out on purpose. */
  leave(): void;
}

const sessionPath = "/api/portal/session";
/** The last three are of the access token, which ends with its session. */
const overCodes: ReadonlySet<string> = new Set([
  "no_session",
  "session_expired",
  "session_revoked",
  "unknown_session",
  "missing_credentials",
  "expired_credentials",
  "revoked_credentials",
]);

/** Whether an answer says that the person must sign in (again), rather than that a password was wrong. */
export function saysSessionIsOver(problem: Problem): boolean {
  return problem.status === 401 && overCodes.has(problem.code);
}

export class SessionStore {
  readonly #fetch: Fetch;
  readonly #hint: Hint;
  readonly #now: () => number;
  readonly #watched = new Watched<SessionState>({ kind: "loading" });

  constructor(fetcher: Fetch, hint: Hint, now: () => number = Date.now) {
    this.#fetch = fetcher;
    this.#hint = hint;
    this.#now = now;
  }

  readonly state = this.#watched.get;
  readonly subscribe = this.#watched.subscribe;

  csrfToken(): string | null {
    return this.#state.kind === "person" ? this.#state.session.csrf_token : null;
  }

  /** For pages that anyone may read: asks only where there may be an answer. */
  async loadIfHinted(): Promise<void> {
    if (this.#hint.read()) await this.load();
    else this.#watched.set({ kind: "visitor" });
  }

  /** Asks who is signed in; asking counts as using the session. */
  async load(): Promise<void> {
    try {
      const { value } = await send<PortalSession>(this.#fetch, { method: "GET", path: sessionPath }, null);
      const usedAt = this.#now();
      const idleSpan = Math.max(0, Date.parse(value.idle_expires_at) - usedAt);
      this.#hint.write(true);
      this.#watched.set({ kind: "person", session: value, usedAt, idleSpan, ended: false });
    } catch (error) {
      this.#failed(problemOfError(error));
    }
  }

  #failed(problem: Problem): void {
    if (saysSessionIsOver(problem)) this.over();
    else if (this.#state.kind !== "person") this.#watched.set({ kind: "unknown", problem });
  }

  /** The server has taken a request of this session: it lives on from now. */
  used(): void {
    if (this.#state.kind === "person") this.#watched.set({ ...this.#state, usedAt: this.#now() });
  }

  /** The session is over. A person's page keeps what is on it; a page that had nobody has a visitor. */
  over(): void {
    this.#hint.write(false);
    if (this.#state.kind === "person") this.#watched.set({ ...this.#state, ended: true });
    else this.#watched.set({ kind: "visitor" });
  }

  /** After a sign-in or step-up: the new token is used from now on, and the rest is asked for anew. */
  async renewed(signedIn: Pick<SignedIn, "csrf_token">): Promise<void> {
    this.#hint.write(true);
    if (this.#state.kind === "person") {
      const session = { ...this.#state.session, csrf_token: signedIn.csrf_token };
      this.#watched.set({ ...this.#state, session, ended: false });
    }
    await this.load();
  }

  /** Signed out on purpose; other tabs learn of it. The page is left at once, so nothing on it changes any more. */
  left(): void {
    this.#hint.leave();
  }

  get #state(): SessionState {
    return this.#watched.get();
  }
}
