// One JSON line a request, to standard output: enough to find it by its correlation id, and nothing that somebody sent.
// Lines that come within a moment are redacted and written together: each write by itself would cost as much as the rest
// of a request whose session is known.
import type { RatestackCore } from "@ratestack/core";

import type { KeepAlive } from "./env.js";

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

/** How late a line may be; as much is lost when the process ends. */
const patienceMs = 5;
const batchSize = 64;

export interface LogSink {
  /** One or more whole lines, without the last line's end. */
  readonly write: (lines: string) => void;
  readonly wait: (ms: number) => Promise<unknown>;
  /** Unix milliseconds. */
  readonly now: () => number;
}

export class RequestLog {
  readonly #core: RatestackCore;
  readonly #sink: LogSink;
  #waiting: string[] = [];
  /** When the oldest of those came. */
  #since = 0;

  constructor(core: RatestackCore, sink: LogSink) {
    this.#core = core;
    this.#sink = sink;
  }

  add(line: RequestLine, keepAlive: KeepAlive): void {
    const now = this.#sink.now();
    this.#waiting.push(JSON.stringify(line));
    if (this.#waiting.length === 1) {
      this.#since = now;
      keepAlive(this.#sink.wait(patienceMs).then(() => { this.#flush(); }));
    }
    // The wait ends with its request's exchange, whatever became of that: whoever comes later does not rely on it.
    if (this.#waiting.length >= batchSize || Math.abs(now - this.#since) > 2 * patienceMs) this.#flush();
  }

  #flush(): void {
    const lines = this.#waiting;
    if (lines.length === 0) return;
    this.#waiting = [];
    try {
      this.#sink.write(redactLines(this.#core, lines));
    } catch {
      // Unredacted they must not be written, and a request does not fail for its line.
      this.#sink.write(JSON.stringify({ event: "log_lines_lost", lines: lines.length }));
    }
  }
}

/** The caller chooses its correlation id and its method: core takes personal data out of every string. Read as one JSON
 *  text, whose layout the redactor leaves as it is; no line holds a line's end, which JSON escapes. */
function redactLines(core: RatestackCore, lines: readonly string[]): string {
  return core.redactJson(`[${lines.join(",\n")}]`).json.slice(1, -1).replaceAll(",\n", "\n");
}

/** Before there are requests: why none is served. Names settings, never their values. */
export function writeFaults(faults: readonly string[]): void {
  console.error(JSON.stringify({ time: new Date().toISOString(), event: "portal_misconfigured", faults }));
}
