// Which session a token stands for, by the server's word, remembered for a moment.
import type { KeepAlive } from "../env.js";
import type { InternalClient } from "../internal/client.js";
import { problems, type Problem } from "../problem.js";
import type { PresentedSession } from "./presented.js";
import { readResolved, type ResolvedSession } from "./resolved.js";
import { SharedCache } from "./shared_cache.js";

/** What others may rely on for so long after it was revoked (contract: the next request; issue 8: at most 5 s here). */
const maxAgeMs = 5_000;
/** Sessions of one process that are in use within those seconds; some 3 KiB each. */
const capacity = 4_096;
/** A request that asked for others too may be torn down with its client: then each asks for itself. */
const sharedPatienceMs = 10_000;

export type Resolution =
  | { readonly ok: true; readonly session: ResolvedSession }
  | { readonly ok: false; readonly problem: Problem };

export class SessionDirectory {
  readonly #internal: InternalClient;
  readonly #cache: SharedCache<Resolution>;

  constructor(internal: InternalClient, now: () => number = Date.now) {
    this.#internal = internal;
    this.#cache = new SharedCache({ maxAgeMs, capacity }, now);
  }

  async resolve(presented: PresentedSession, correlationId: string, keepAlive: KeepAlive): Promise<Resolution> {
    const known = this.#cache.peek(presented.key);
    if (known instanceof Promise) {
      const shared = await patiently(known);
      if (shared !== null) return shared;
    } else if (known !== undefined) {
      return known;
    }
    const asked = this.#cache.ask(presented.key, () => this.#load(presented, correlationId), ({ ok }) => ok);
    keepAlive(asked);
    return await asked;
  }

  /** From now on the server is asked again. */
  drop({ key }: PresentedSession): void {
    this.#cache.drop(key);
  }

  async #load({ token }: PresentedSession, correlationId: string): Promise<Resolution> {
    const answer = await this.#internal.post("sessions/resolve", correlationId, { session_token: token });
    if (!answer.ok) return { ok: false, problem: sessionProblem(answer.problem) };
    const session = readResolved(answer.body);
    return session === null ? { ok: false, problem: problems.upstreamInvalid } : { ok: true, session };
  }
}

/** A token that the server does not know is no session to a page. */
export function sessionProblem(problem: Problem): Problem {
  return problem.code === "unknown_session" ? problems.noSession : problem;
}

async function patiently(shared: Promise<Resolution>): Promise<Resolution | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      resolve(null);
    }, sharedPatienceMs);
  });
  try {
    return await Promise.race([shared.catch(() => null), tooLong]);
  } finally {
    if (timer !== undefined) clearTimeout(timer);
  }
}
