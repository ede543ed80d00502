// In whose organisation this page acts. It is chosen for one tab, and a page keeps what it was loaded with: a choice
// is followed by a page load, so that nothing of one organisation is shown, kept or sent in another.
import { calledOf, isOver, judge, parseActing, type Acting, type ActingEnd, type ActingHeader } from "./acting.js";
import { ownProblem, ProblemError } from "./problem.js";
import type { SessionState, SessionStore } from "./session_store.js";
import { Watched } from "./watched.js";

export type ActingState =
  /** Until it is known who is signed in. */
  | { readonly kind: "unsettled" }
  /** `former`: what had ended by the time that this page was loaded. */
  | { readonly kind: "oneself"; readonly former: { readonly name: string; readonly why: ActingEnd } | null }
  | { readonly kind: "acting"; readonly acting: Acting }
  /** The page holds that organisation's data and what was typed for it: it sends nothing in anybody's name. */
  | { readonly kind: "ended"; readonly acting: Acting; readonly why: ActingEnd };

/** Whose data the page holds, where that is another's; null: the person's own. */
export function actedFor(state: ActingState): Acting | null {
  return state.kind === "acting" || state.kind === "ended" ? state.acting : null;
}

/** Where a tab keeps its choice. */
export interface TabStorage {
  read(): string | null;
  /** Answers whether it was kept. */
  write(value: string | null): boolean;
}

export class ActingStore {
  readonly #tab: TabStorage;
  readonly #now: () => number;
  readonly #watched = new Watched<ActingState>({ kind: "unsettled" });

  constructor(tab: TabStorage, session: SessionStore, now: () => number = Date.now) {
    this.#tab = tab;
    this.#now = now;
    session.subscribe(() => {
      this.#follow(session.state());
    });
  }

  readonly state = this.#watched.get;
  readonly subscribe = this.#watched.subscribe;

  /** Whom a request of this page is sent for; null: oneself. Throws ProblemError where that has ended. */
  header(): ActingHeader | null {
    if (this.#state.kind === "ended") throw new ProblemError(endedProblem(this.#state.acting, this.#state.why));
    if (this.#state.kind === "acting") return this.#state.acting;
    if (this.#state.kind === "oneself" || parseActing(this.#tab.read()) === null) return null;
    throw new Error("a page has asked for data before it is known who is signed in");
  }

  /** From the next page on. Answers false where the browser keeps nothing for a tab. */
  choose(acting: Acting): boolean {
    return this.#tab.write(JSON.stringify(acting));
  }

  /** From the next page on, the tab acts as its person. */
  stop(): void {
    this.#tab.write(null);
  }

  /** The server, or the clock, says that it is over. Whatever is on the page stays. */
  end(): void {
    if (this.#state.kind === "acting") this.#end(isOver(this.#state.acting, this.#now()) ? "expired" : "gone");
  }

  /** Ends what has run out. */
  look(): void {
    if (this.#state.kind === "acting" && isOver(this.#state.acting, this.#now())) this.#end("expired");
  }

  /** After a new sign-in of the same person, who wants to go on where they were. */
  resume(session: SessionState): void {
    if (session.kind !== "person" || this.#state.kind !== "ended" || this.#state.why !== "signed_in_again") return;
    const again = judge({ ...this.#state.acting, sessionId: session.session.session.id }, session.session, this.#now());
    if (again === null) return;
    if (typeof again === "string") {
      this.#end(again);
    } else {
      this.#tab.write(JSON.stringify(again));
      this.#watched.set({ kind: "acting", acting: again });
    }
  }

  #follow(session: SessionState): void {
    if (this.#state.kind === "unsettled") this.#settle(session);
    else if (this.#state.kind === "acting" && session.kind === "person") this.#check(this.#state.acting, session);
  }

  #settle(session: SessionState): void {
    if (session.kind === "loading" || session.kind === "unknown") return;
    const stored = parseActing(this.#tab.read());
    const judged = stored === null || session.kind === "visitor" ? null : judge(stored, session.session, this.#now());
    if (judged !== null && typeof judged !== "string") {
      this.#watched.set({ kind: "acting", acting: judged });
      return;
    }
    this.#tab.write(null);
    const told = judged === "expired" || judged === "gone";
    this.#watched.set({ kind: "oneself", former: told && stored !== null ? { name: calledOf(stored), why: judged } : null });
  }

  #check(acting: Acting, { session }: Extract<SessionState, { kind: "person" }>): void {
    const judged = judge(acting, session, this.#now());
    // What may be done stays as the page was made with it: nothing that was typed goes because a right does.
    // Null: somebody else has signed in, in another tab.
    if (judged === null) this.#end("gone");
    else if (typeof judged === "string") this.#end(judged);
  }

  #end(why: ActingEnd): void {
    if (this.#state.kind !== "acting" && this.#state.kind !== "ended") return;
    this.#tab.write(null);
    this.#watched.set({ kind: "ended", acting: this.#state.acting, why });
  }

  get #state(): ActingState {
    return this.#watched.get();
  }
}

function endedProblem(acting: Acting, why: ActingEnd) {
  const code = why === "signed_in_again" ? "acting_paused" : "acting_ended";
  return ownProblem(code, { members: { name: calledOf(acting) } });
}

const key = "ratestack-acting";

/** In the browser's storage of this tab. Other tabs, and those opened from this one, do not have it. */
export const sessionTab: TabStorage = {
  read() {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write(value) {
    try {
      if (value === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, value);
      return true;
    } catch {
      return false;
    }
  },
};
