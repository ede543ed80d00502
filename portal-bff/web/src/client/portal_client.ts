// Calls in the name of who is signed in. Where an answer asks for something that a person can do about it (sign in
// again, prove once more who they are), they are asked, and the call is tried once more: nothing that they typed is
// lost.
import { concernsOneself, type ActingHeader } from "./acting.js";
import { ProblemError, type Problem } from "./problem.js";
import { send, sendRaw, type Answer, type Ask, type Fetch } from "./request.js";
import { saysSessionIsOver, type SessionStore } from "./session_store.js";

/** Dialogs of the shell. Each answers whether the person did it. */
export interface Prompts {
  signInAgain(): Promise<boolean>;
  stepUp(): Promise<boolean>;
  /** After a new sign-in: whether to go on in the organisation that the page is about. */
  actAgain(): Promise<boolean>;
}

/** In whose name a page's requests go. */
export interface Authority {
  /** Null: oneself. Throws ProblemError where a page may send nothing any more. */
  header(): ActingHeader | null;
  /** The server gives it no longer. */
  end(): void;
}

export type Remedy = "sign_in" | "step_up" | "act_again" | "new_token" | "none";

/** What may be done about a problem before the same call is tried again. */
export function remedyFor(problem: Problem): Remedy {
  if (saysSessionIsOver(problem)) return "sign_in";
  if (problem.code === "acting_paused") return "act_again";
  if (problem.status !== 403) return "none";
  if (problem.code === "step_up_required") return "step_up";
  // The session's token was replaced, by a step-up in another tab for one.
  return problem.code === "csrf" ? "new_token" : "none";
}

export type Options = Omit<Ask, "method" | "path" | "json">;

/** Whether an answer under a header says that nothing more will come of it. */
function saysActingIsOver({ status, code, capability, under }: Problem): boolean {
  if (status !== 403 || under === null) return false;
  return under === "grant" ? code === "no_live_grant" : code === "capability_missing" && capability === overriding;
}

const overriding = "platform.operate";

export class PortalClient {
  readonly #fetch: Fetch;
  readonly #session: SessionStore;
  readonly #authority: Authority;
  #prompts: Prompts | null = null;
  /** What is being asked of the person now: calls that fail together ask once. */
  readonly #asking = new Map<Remedy, Promise<boolean>>();

  constructor(fetcher: Fetch, session: SessionStore, authority: Authority) {
    this.#fetch = fetcher;
    this.#session = session;
    this.#authority = authority;
  }

  /** The shell's dialogs; without any, problems reach the caller as they are. */
  usePrompts(prompts: Prompts | null): void {
    this.#prompts = prompts;
  }

  get<Value>(path: string, options: Options = {}): Promise<Answer<Value>> {
    return this.call<Value>({ ...options, method: "GET", path });
  }

  post<Value>(path: string, json?: unknown, options: Options = {}): Promise<Answer<Value>> {
    return this.call<Value>({ ...options, method: "POST", path, json });
  }

  put<Value>(path: string, json?: unknown, options: Options = {}): Promise<Answer<Value>> {
    return this.call<Value>({ ...options, method: "PUT", path, json });
  }

  patch<Value>(path: string, json?: unknown, options: Options = {}): Promise<Answer<Value>> {
    return this.call<Value>({ ...options, method: "PATCH", path, json });
  }

  async delete<Value = undefined>(path: string, options: Options = {}): Promise<Answer<Value>> {
    return await this.call<Value>({ ...options, method: "DELETE", path });
  }

  call<Value>(ask: Ask): Promise<Answer<Value>> {
    return this.#withRemedies(ask, (now, token) => send<Value>(this.#fetch, now, token));
  }

  /** For answers that are no JSON document: a stream of rows, a file. */
  raw(ask: Ask): Promise<Response> {
    return this.#withRemedies(ask, (now, token) => sendRaw(this.#fetch, now, token));
  }

  /** As it is, without dialogs: for the calls that the dialogs themselves make. */
  plain<Value>(ask: Ask): Promise<Answer<Value>> {
    return this.#inItsName(ask, (now) => send<Value>(this.#fetch, now, this.#session.csrfToken()));
  }

  /** Every request goes through here, so that no page can forget in whose name it asks. */
  async #inItsName<Value>(ask: Ask, run: (ask: Ask) => Promise<Value>): Promise<Value> {
    const named = ask.actAs !== undefined;
    const actAs = concernsOneself(ask.path) ? null : named ? ask.actAs : this.#authority.header();
    try {
      return await run({ ...ask, actAs });
    } catch (error) {
      if (!(error instanceof ProblemError) || actAs === null) throw error;
      const problem = { ...error.problem, under: actAs.by };
      if (!named && saysActingIsOver(problem)) this.#authority.end();
      throw new ProblemError(problem);
    }
  }

  async #withRemedies<Value>(ask: Ask, run: (ask: Ask, token: string | null) => Promise<Value>): Promise<Value> {
    const tried = new Set<Remedy>();
    for (;;) {
      try {
        const answer = await this.#inItsName(ask, (now) => run(now, this.#session.csrfToken()));
        this.#session.used();
        return answer;
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        const remedy = remedyFor(error.problem);
        // Once each: a server that asks for the same thing again would have the person do it for ever.
        if (remedy === "none" || tried.has(remedy) || !(await this.#apply(remedy))) throw error;
        tried.add(remedy);
        ask.signal?.throwIfAborted();
      }
    }
  }

  #apply(remedy: Remedy): Promise<boolean> {
    const underWay = this.#asking.get(remedy);
    if (underWay !== undefined) return underWay;
    const asking = this.#ask(remedy).finally(() => this.#asking.delete(remedy));
    this.#asking.set(remedy, asking);
    return asking;
  }

  async #ask(remedy: Remedy): Promise<boolean> {
    if (remedy === "sign_in") {
      const wasPerson = this.#session.state().kind === "person";
      this.#session.over();
      // Nobody was here yet: the page as a whole asks for a sign-in.
      return wasPerson && this.#prompts !== null && (await this.#prompts.signInAgain());
    }
    if (remedy === "step_up") return this.#prompts !== null && (await this.#prompts.stepUp());
    if (remedy === "act_again") return this.#prompts !== null && (await this.#prompts.actAgain());
    await this.#session.load();
    return true;
  }
}
