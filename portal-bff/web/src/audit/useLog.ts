// Reads the log: a page at a time backwards, and what is new while somebody looks on.
import { useCallback, useEffect, useRef, useState } from "react";

import { withCursor, type Pages } from "../client/hooks.js";
import { portal, session } from "../client/index.js";
import { problemOfError, type Problem } from "../client/problem.js";
import { saysSessionIsOver } from "../client/session_store.js";
import type { AuditRow, Page } from "../client/types.js";
import { firstPage, withNewest, withOlder, type RowList } from "./row_list.js";

interface LogState {
  readonly path: string;
  readonly list: RowList | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
}

/** What the last look for new rows found. */
export interface News {
  readonly added: number;
  readonly at: number;
  readonly problem: Problem | null;
}

export type NoUse = "signed_out" | "refused";

export interface Log {
  readonly pages: Pages<AuditRow>;
  readonly news: News | null;
  /** Looks for new rows. Answers why there is no use in looking again, if there is none. */
  readonly look: () => Promise<NoUse | null>;
}

export function useLog(path: string): Log {
  const start: LogState = { path, list: null, problem: null, loading: true };
  const [state, setState] = useState(start);
  const [news, setNews] = useState<(News & { readonly path: string }) | null>(null);
  const [round, setRound] = useState(0);
  const reading = useRef<AbortController | null>(null);
  const looking = useRef(false);

  const read = useCallback((cursor: string | null, of: string) => {
    reading.current?.abort();
    const leaving = new AbortController();
    reading.current = leaving;
    portal.get<Page<AuditRow>>(cursor === null ? of : withCursor(of, cursor), { signal: leaving.signal }).then(
      ({ value }) => {
        setState((now) => {
          const before = now.path === of && cursor !== null ? now.list : null;
          return {
            path: of,
            list: before === null ? firstPage(value) : withOlder(before, value),
            problem: null,
            loading: false,
          };
        });
      },
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        const problem = problemOfError(error);
        setState((now) => ({ path: of, list: cursor === null ? null : now.list, problem, loading: false }));
      },
    );
  }, []);

  useEffect(() => {
    read(null, path);
    return () => reading.current?.abort();
  }, [path, round, read]);

  const current = state.path === path ? state : start;

  const look = useCallback(async (): Promise<NoUse | null> => {
    if (looking.current) return null;
    looking.current = true;
    try {
      // Without dialogs: nobody has done anything that a question would be an answer to.
      const { value } = await portal.plain<Page<AuditRow>>({ method: "GET", path });
      session.used();
      setState((now) => {
        if (now.path !== path || now.list === null) return now;
        const merged = withNewest(now.list, value);
        return merged.added === 0 ? now : { ...now, list: merged.list };
      });
      const added = countNew(current.list, value);
      // Nothing new is no news: what was said last stays, and is not read out again.
      setNews((last) => (added === 0 && last?.problem == null ? last : { path, at: Date.now(), added, problem: null }));
      return null;
    } catch (error) {
      const problem = problemOfError(error);
      setNews({ path, at: Date.now(), added: 0, problem });
      if (problem.status === 403) return "refused";
      if (!saysSessionIsOver(problem)) return null;
      session.over();
      return "signed_out";
    } finally {
      looking.current = false;
    }
  }, [path, current.list]);

  const next = current.list?.next ?? null;
  const pages: Pages<AuditRow> = {
    items: current.list?.rows ?? null,
    problem: current.problem,
    loading: current.loading,
    more: next !== null,
    loadMore: () => {
      if (next === null || current.loading) return;
      setState({ ...current, loading: true, problem: null });
      read(next, path);
    },
    reload: useCallback(() => {
      setRound((count) => count + 1);
    }, []),
  };
  return { pages, news: news?.path === path ? news : null, look };
}

function countNew(list: RowList | null, page: Page<AuditRow>): number {
  return list === null ? 0 : withNewest(list, page).added;
}
