import type { KeepAlive } from "./env.js";
import type { Portal } from "./portal.js";

/** One request on its way to its answer, before anything that was wired at start has seen it. */
export interface Arrival {
  readonly request: Request;
  readonly method: string;
  /** As it arrived: undecoded, unresolved, without query. */
  readonly path: string;
  /** Ties the answer, the upstream's log and its audit row together. */
  readonly correlationId: string;
  readonly keepAlive: KeepAlive;
  /** Which entry of our tables answers, for the log; never the path itself. */
  route?: string;
  /** The stable code of a problem, for the log. */
  code?: string;
}

export interface Exchange extends Arrival {
  /** Who answers: everything that was wired at start. */
  readonly portal: Portal;
}
