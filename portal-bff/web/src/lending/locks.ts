// What there is to know of rate locks beyond their records. Pure.
import { day, hour } from "../design/time.js";
import type { LockRules } from "./lock_rules.js";
import type { Lock } from "./types.js";

/** The lock that holds the terms of a loan, of the loan's locks. */
export function liveLock(locks: readonly Lock[]): Lock | null {
  return locks.find(({ state }) => state !== "expired") ?? null;
}

/** Why somebody should look at a lock now. The order is that of urgency. */
const urgencies = ["to_accept", "ending", "unanswered", "lapsed"] as const;
export type Urgency = (typeof urgencies)[number];

export interface Concern {
  readonly lock: Lock;
  readonly urgency: Urgency;
}

const endingSoon = 3 * day;
const answerOverdue = 12 * hour;
const recently = 2 * day;

function urgencyOf(lock: Lock, orgId: string, now: number): Urgency | null {
  const left = Date.parse(lock.expires_at) - now;
  // Its state is that of when it was read.
  if (lock.state === "expired" || left <= 0) {
    const never = lock.committed_at === null && lock.owner_org_id === orgId;
    return never && -left < recently ? "lapsed" : null;
  }
  if (lock.state === "committed") return left < endingSoon ? "ending" : null;
  if (lock.lender_org_id === orgId) return "to_accept";
  return now - Date.parse(lock.requested_at) > answerOverdue ? "unanswered" : null;
}

function wasAskedAgain({ loan_id, requested_at }: Lock, locks: readonly Lock[]): boolean {
  return locks.some((other) => other.loan_id === loan_id && Date.parse(other.requested_at) > Date.parse(requested_at));
}

/** What needs attention, the most urgent first, then what ends first. */
export function concernsOf(locks: readonly Lock[], orgId: string, now: number): readonly Concern[] {
  return locks
    .flatMap((lock) => {
      const urgency = urgencyOf(lock, orgId, now);
      if (urgency === null || (urgency === "lapsed" && wasAskedAgain(lock, locks))) return [];
      return [{ lock, urgency }];
    })
    .sort(
      (a, b) =>
        urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) ||
        Date.parse(a.lock.expires_at) - Date.parse(b.lock.expires_at),
    );
}

/** Days that one lock can be extended by; it has no more where that is 0. */
export function extensionLeft({ extended_days }: Lock, { max_extension_days }: LockRules): number {
  return Math.max(0, max_extension_days - extended_days);
}
