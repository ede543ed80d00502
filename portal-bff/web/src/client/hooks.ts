// How pages read from the server and change things there.
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";

import type { Acting } from "./acting.js";
import { actedFor, type ActingState } from "./acting_store.js";
import { acting, portal, session } from "./index.js";
import { problemOfError, type Problem } from "./problem.js";
import type { SessionState } from "./session_store.js";
import type { Page } from "./types.js";

export function useSession(): SessionState {
  return useSyncExternalStore(session.subscribe, session.state);
}

/** In whose organisation the page acts. */
export function useActing(): ActingState {
  return useSyncExternalStore(acting.subscribe, acting.state);
}

/** The organisation that the page is about, where that is another; it stays so when the right to act has ended. */
export function useActedFor(): Acting | null {
  return actedFor(useActing());
}

export type Loaded<Value> =
  | { readonly kind: "loading" }
  | { readonly kind: "failed"; readonly problem: Problem }
  | { readonly kind: "ready"; readonly value: Value; readonly etag: string | null };

export interface Resource<Value> {
  readonly loaded: Loaded<Value>;
  /** Asks again; what is shown stays until the answer is there. */
  readonly reload: () => void;
}

interface Answered<Value> {
  readonly value: Value;
  readonly etag: string | null;
}

/** `read` is the same function each time that the page is drawn. A null path reads nothing yet. */
function useRead<Value>(
  path: string | null,
  read: (path: string, signal: AbortSignal) => Promise<Answered<Value>>,
): Resource<Value> {
  const [answer, setAnswer] = useState<{ path: string | null; loaded: Loaded<Value> }>({
    path,
    loaded: { kind: "loading" },
  });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (path === null) return;
    const leaving = new AbortController();
    read(path, leaving.signal).then(
      ({ value, etag }) => {
        setAnswer({ path, loaded: { kind: "ready", value, etag } });
      },
      (error: unknown) => {
        if (!leaving.signal.aborted) setAnswer({ path, loaded: { kind: "failed", problem: problemOfError(error) } });
      },
    );
    return () => {
      leaving.abort();
    };
  }, [path, read, round]);
  const reload = useCallback(() => {
    setRound((count) => count + 1);
  }, []);
  return { loaded: answer.path === path ? answer.loaded : { kind: "loading" }, reload };
}

function readOne<Value>(path: string, signal: AbortSignal): Promise<Answered<Value>> {
  return portal.get<Value>(path, { signal });
}

/** Reads one document. A null path reads nothing yet. */
export function useResource<Value>(path: string | null): Resource<Value> {
  return useRead<Value>(path, readOne);
}

export interface Pages<Item> {
  /** Null until the first page is there. */
  readonly items: readonly Item[] | null;
  readonly problem: Problem | null;
  readonly more: boolean;
  readonly loading: boolean;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

interface PagesState<Item> {
  readonly path: string | null;
  readonly items: readonly Item[] | null;
  readonly next: string | null;
  readonly problem: Problem | null;
  readonly loading: boolean;
}

/** The page after the one that said `cursor`. */
export const withCursor = (path: string, cursor: string): string =>
  `${path}${path.includes("?") ? "&" : "?"}cursor=${encodeURIComponent(cursor)}`;

/** Reads a list page by page, by its cursor. A null path reads nothing yet. */
export function usePages<Item>(path: string | null): Pages<Item> {
  const start: PagesState<Item> = { path, items: null, next: null, problem: null, loading: true };
  const [state, setState] = useState(start);
  const [round, setRound] = useState(0);
  const reading = useRef<AbortController | null>(null);
  const read = useCallback((of: string, cursor: string | null, before: readonly Item[]) => {
    reading.current?.abort();
    const leaving = new AbortController();
    reading.current = leaving;
    portal.get<Page<Item>>(cursor === null ? of : withCursor(of, cursor), { signal: leaving.signal }).then(
      ({ value }) => {
        const items = [...before, ...value.items];
        setState({ path: of, items, next: value.next_cursor, problem: null, loading: false });
      },
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        const problem = problemOfError(error);
        setState((now) => ({ ...now, path: of, items: cursor === null ? null : before, problem, loading: false }));
      },
    );
  }, []);
  useEffect(() => {
    if (path !== null) read(path, null, []);
    return () => reading.current?.abort();
  }, [path, round, read]);
  const current = state.path === path ? state : start;
  const { items, next } = current;
  return {
    items,
    problem: current.problem,
    loading: current.loading,
    more: next !== null,
    loadMore: () => {
      if (path === null || next === null || current.loading) return;
      setState({ ...current, loading: true });
      read(path, next, items ?? []);
    },
    reload: useCallback(() => {
      setRound((count) => count + 1);
    }, []),
  };
}

export interface Whole<Item> {
  readonly items: readonly Item[];
  /** False where the list goes on beyond what is read of one. */
  readonly complete: boolean;
}

/** The most that the server gives at once, and how often it is asked. */
const pageSize = 500;
const pagesAtMost = 6;

async function readWhole<Item>(path: string, signal: AbortSignal): Promise<Answered<Whole<Item>>> {
  const sized = `${path}${path.includes("?") ? "&" : "?"}limit=${String(pageSize)}`;
  const items: Item[] = [];
  let next: string | null = null;
  for (let page = 0; page < pagesAtMost; page++) {
    const asked: string = next === null ? sized : withCursor(sized, next);
    const { value } = await portal.get<Page<Item>>(asked, { signal });
    items.push(...value.items);
    next = value.next_cursor;
    if (next === null) break;
  }
  return { value: { items, complete: next === null }, etag: null };
}

/** Reads a list to its end, for what can only be said of all of it. */
export function useWhole<Item>(path: string): Resource<Whole<Item>> {
  return useRead<Whole<Item>>(path, readWhole);
}

export interface Action {
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Runs it; a second run while one is under way does nothing. Answers whether it succeeded. */
  readonly run: (work: (idempotencyKey: string) => Promise<void>) => Promise<boolean>;
  readonly clear: () => void;
}

/** Something that a button or a form does. One key until it has succeeded: trying again cannot do it twice. */
export function useAction(): Action {
  const [state, setState] = useState<{ busy: boolean; problem: Problem | null }>({ busy: false, problem: null });
  const running = useRef(false);
  const key = useRef<string | null>(null);
  const run = useCallback(async (work: (idempotencyKey: string) => Promise<void>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setState({ busy: true, problem: null });
    try {
      key.current ??= crypto.randomUUID();
      await work(key.current);
      key.current = null;
      setState({ busy: false, problem: null });
      return true;
    } catch (error) {
      const problem = problemOfError(error);
      // The server has judged this very request: what is sent next is another one.
      if (problem.status >= 400 && problem.status < 500) key.current = null;
      setState({ busy: false, problem });
      return false;
    } finally {
      running.current = false;
    }
  }, []);
  const clear = useCallback(() => {
    setState({ busy: false, problem: null });
  }, []);
  return { ...state, run, clear };
}

/** The time now, moving on every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [everyMs]);
  return now;
}
