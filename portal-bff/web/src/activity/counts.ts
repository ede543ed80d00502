// What GET /v1/audit/counts is asked and answers. Pure.
import { countIn, type Spans } from "./spans.js";

export interface EventCounts {
  readonly items: readonly { readonly action: string; readonly start: string; readonly count: number }[];
  readonly complete: boolean;
  /** What is before it may be too low. */
  readonly complete_from: string;
}

interface Asked {
  readonly actions: readonly string[];
  readonly spans: Spans;
  /** "" for all that the person may see. */
  readonly orgId: string;
}

/** Hours, from the first span's beginning on: a day of the calendar is a number of them in every zone. */
export function countsPath({ actions, spans: { edges }, orgId }: Asked): string {
  const query = {
    actions: actions.join(),
    step: "hour",
    from: new Date(edges[0] ?? 0).toISOString(),
    to: new Date(edges.at(-1) ?? 0).toISOString(),
    ...(orgId !== "" && { org_id: orgId }),
  };
  return `/api/v1/audit/counts?${new URLSearchParams(query).toString()}`;
}

/** How many of one action there are in each span. */
export function valuesOf(counts: EventCounts, action: string, spans: Spans): number[] {
  const ours = counts.items.filter((item) => item.action === action);
  return countIn(
    spans,
    ours.map(({ start, count }) => ({ at: Date.parse(start), count })),
  );
}
