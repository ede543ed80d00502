// Spans of time that events are counted in, in the viewer's zone. Pure.
import { hour } from "../design/time.js";

export type Unit = "hour" | "day";

export interface Spans {
  /** Where each begins, and where the last one ends: one more than there are spans. */
  readonly edges: readonly number[];
  readonly names: readonly string[];
}

const dayName = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const hourName = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** The last `count` hours or days, the one that runs included. A day is a day of the calendar, however long it is. */
export function lastSpans(unit: Unit, count: number, now: number): Spans {
  const edges = Array.from({ length: count + 1 }, (_, index) => edge(unit, now, index + 1 - count));
  const name = unit === "day" ? dayName : hourName;
  return { edges, names: edges.slice(0, -1).map((at) => name.format(at)) };
}

function edge(unit: Unit, now: number, away: number): number {
  const start = new Date(now);
  if (unit === "hour") {
    start.setMinutes(0, 0, 0);
    return start.getTime() + away * hour;
  }
  start.setHours(0, 0, 0, 0);
  start.setDate(start.getDate() + away);
  return start.getTime();
}

export interface Counted {
  readonly at: number;
  readonly count: number;
}

/** How many in each span; what lies outside of all of them counts nowhere. */
export function countIn({ edges }: Spans, events: readonly Counted[]): number[] {
  const counts = Array.from({ length: edges.length - 1 }, () => 0);
  for (const { at, count } of events) {
    const index = edges.findLastIndex((start) => start <= at);
    const before = counts[index];
    if (before !== undefined) counts[index] = before + count;
  }
  return counts;
}
