// When a session ends, and when to say so. Pure.
import type { SessionState } from "../client/session_store.js";

const noticeMs = 5 * 60_000;

export type Ending =
  | { readonly kind: "none" }
  | { readonly kind: "idle"; readonly at: number }
  | { readonly kind: "for_good"; readonly at: number }
  | { readonly kind: "over" };

/** Asking the server would keep the session alive for ever, so it is reckoned from its last use here. */
export function endingOf(state: SessionState, now: number): Ending {
  if (state.kind !== "person") return { kind: "none" };
  const idleAt = state.usedAt + state.idleSpan;
  const lastAt = Date.parse(state.session.absolute_expires_at);
  const at = Math.min(idleAt, lastAt);
  if (state.ended || now >= at) return { kind: "over" };
  if (now < at - noticeMs) return { kind: "none" };
  return lastAt <= idleAt ? { kind: "for_good", at } : { kind: "idle", at };
}
