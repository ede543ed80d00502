// Counts rows of the audit log. The server counts nothing, so the rows are read: as many as is reasonable for a glance.
import { useCallback, useEffect, useState } from "react";

import { withCursor, type Loaded, type Resource } from "../client/hooks.js";
import { portal } from "../client/index.js";
import { problemOfError } from "../client/problem.js";
import type { AuditRow, Page } from "../client/types.js";
import { weightOf, type Counted } from "./spans.js";

export interface Activity {
  readonly events: readonly Counted[];
  /** Older ones than this were not read any more: there were too many. null: all were read. */
  readonly readBackTo: number | null;
}

const pageSize = 500;
const mostPages = 4;
export const mostRows = pageSize * mostPages;

async function readActivity(path: string, signal: AbortSignal): Promise<Activity> {
  const events: Counted[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page++) {
    const on: string = cursor === null ? path : withCursor(path, cursor);
    const { value } = await portal.get<Page<AuditRow>>(on, { signal });
    for (const row of value.items) events.push({ at: Date.parse(row.occurred_at), count: weightOf(row.payload) });
    cursor = value.next_cursor;
    if (cursor === null) return { events, readBackTo: null };
  }
  return { events, readBackTo: events.at(-1)?.at ?? null };
}

interface Asked {
  readonly action: string;
  readonly from: number;
  /** "" for all that the person may see. */
  readonly orgId: string;
}

function pathOf({ action, from, orgId }: Asked): string {
  const query = {
    action,
    from: new Date(from).toISOString(),
    limit: String(pageSize),
    ...(orgId !== "" && { org_id: orgId }),
  };
  return `/api/v1/audit/events?${new URLSearchParams(query).toString()}`;
}

/** By action, in the order of `actions`. Fails as a whole: half a picture would mislead. */
export function useActivity(actions: readonly string[], from: number, orgId: string): Resource<readonly Activity[]> {
  const key = [from, orgId, ...actions].join();
  const [answer, setAnswer] = useState<{ key: string; loaded: Loaded<readonly Activity[]> } | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    const reading = actions.map((action) => readActivity(pathOf({ action, from, orgId }), leaving.signal));
    Promise.all(reading).then(
      (value) => {
        setAnswer({ key, loaded: { kind: "ready", value, etag: null } });
      },
      (error: unknown) => {
        if (!leaving.signal.aborted) setAnswer({ key, loaded: { kind: "failed", problem: problemOfError(error) } });
      },
    );
    return () => {
      leaving.abort();
    };
  }, [actions, from, orgId, key, round]);
  const reload = useCallback(() => {
    setRound((count) => count + 1);
  }, []);
  return { loaded: answer?.key === key ? answer.loaded : { kind: "loading" }, reload };
}
