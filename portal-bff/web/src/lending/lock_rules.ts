// The rules that every lock follows, by the server's word.
import { useResource } from "../client/hooks.js";

export interface LockRules {
  readonly commit_within_seconds: number;
  readonly relock_window_seconds: number;
  /** Points, below zero. */
  readonly extension_fee_per_day: string;
  /** Of one lock, all extensions together. */
  readonly max_extension_days: number;
}

/** null until they are there, and where they cannot be read: the server judges by them all the same. */
export function useLockRules(): LockRules | null {
  const { loaded } = useResource<LockRules>("/api/v1/locks/rules");
  return loaded.kind === "ready" ? loaded.value : null;
}
