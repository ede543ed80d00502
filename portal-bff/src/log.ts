// One JSON line a request, to standard output: enough to find it by its correlation id, and nothing that somebody sent.
import type { RatestackCore } from "@ratestack/core";

export interface RequestLine {
  /** RFC 3339. */
  readonly time: string;
  readonly correlation_id: string;
  readonly method: string;
  /** An entry of our own tables; a path that is in none of them is not repeated. */
  readonly route: string;
  readonly status: number;
  readonly duration_ms: number;
  /** Of a problem. */
  readonly code?: string;
}

/** The caller chooses its correlation id and its method: core takes personal data out of every string. */
export function writeLine(core: RatestackCore, line: RequestLine): void {
  console.log(core.redactJson(JSON.stringify(line)).json);
}

/** Before there are requests: why none is served. Names settings, never their values. */
export function writeFaults(faults: readonly string[]): void {
  console.error(JSON.stringify({ time: new Date().toISOString(), event: "portal_misconfigured", faults }));
}
