/// What workerd (config.capnp) binds into the worker. Both are services reached by `fetch`, never addresses.
export interface Env {
  /** The directory of built pages. */
  readonly PAGES: Fetcher;
  /** nginx in front of `ratestackd`. */
  readonly API: Fetcher;
}

export interface RequestVariables {
  /** Ties the answer, the upstream's log and its audit row together. */
  correlationId: string;
}

export interface App {
  Bindings: Env;
  Variables: RequestVariables;
}
