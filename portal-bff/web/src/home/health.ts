import { useEffect, useState } from "react";

export type Health =
  | { readonly kind: "asking" }
  | { readonly kind: "ready"; readonly detail: string }
  | { readonly kind: "failing"; readonly detail: string };

/** The status sentence of a health answer, or of its problem. Never throws: no answer is an answer too. */
async function askHealth(path: string, signal: AbortSignal): Promise<Health> {
  try {
    const answer = await fetch(path, { signal, headers: { Accept: "application/json" } });
    const body = (await answer.json()) as { status?: unknown; detail?: unknown; core?: { version?: unknown } };
    if (!answer.ok) return { kind: "failing", detail: sentence(body.detail, `It answered ${String(answer.status)}.`) };
    return { kind: "ready", detail: readyDetail(body.core?.version) };
  } catch {
    return { kind: "failing", detail: "It does not answer." };
  }
}

function readyDetail(version: unknown): string {
  return typeof version === "string" ? `Ready, core ${version}` : "Ready";
}

function sentence(value: unknown, otherwise: string): string {
  return typeof value === "string" && value !== "" ? value : otherwise;
}

/** Asks once, when the page opens. */
export function useHealth(path: string): Health {
  const [health, setHealth] = useState<Health>({ kind: "asking" });
  useEffect(() => {
    const leaving = new AbortController();
    void askHealth(path, leaving.signal).then((answer) => {
      if (!leaving.signal.aborted) setHealth(answer);
    });
    return () => {
      leaving.abort();
    };
  }, [path]);
  return health;
}
