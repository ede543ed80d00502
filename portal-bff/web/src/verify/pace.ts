import type { Reading } from "./protocol.js";

export interface Pace {
  /** 0 to 1. An empty file is read at once. */
  readonly fraction: number;
  readonly rowsPerSecond: number;
  readonly bytesPerSecond: number;
  /** Null until enough has been read to say. */
  readonly remainingMs: number | null;
}

const enoughMs = 300;

/** How fast a file is being read. Averages over the whole run: a steady figure is worth more than a lively one. */
export function paceOf({ bytes, rows, elapsedMs }: Reading, size: number): Pace {
  const perSecond = elapsedMs > 0 ? 1000 / elapsedMs : 0;
  const known = elapsedMs >= enoughMs && bytes > 0;
  return {
    fraction: size === 0 ? 1 : Math.min(1, bytes / size),
    rowsPerSecond: rows * perSecond,
    bytesPerSecond: bytes * perSecond,
    remainingMs: known ? (Math.max(0, size - bytes) * elapsedMs) / bytes : null,
  };
}
