// What may need somebody's attention, out of what the server says. Pure.
import type { Grant, Me, ReceivedGrant, SessionRecord } from "../client/types.js";
import { day } from "../design/time.js";

const soon = 7 * day;

/** Live grants that end within a week, the first to end first. */
export function endingSoon<Item extends Pick<Grant | ReceivedGrant, "expires_at">>(
  grants: readonly Item[],
  now: number,
): Item[] {
  return grants
    .filter(({ expires_at: at }) => Date.parse(at) > now && Date.parse(at) <= now + soon)
    .sort((left, right) => Date.parse(left.expires_at) - Date.parse(right.expires_at));
}

/** Sessions of other networks than the one that is used now. */
export function elsewhere(sessions: readonly SessionRecord[]): SessionRecord[] {
  const here = sessions.find(({ current }) => current === true);
  if (here === undefined) return [];
  return sessions.filter((session) => session.current !== true && session.client.ip !== here.client.ip);
}

export type SecurityConcern = "no_second_factor" | "few_recovery_codes";

/** Less than three codes: time to make new ones. */
export function securityConcerns({ second_factors: factors }: Me, passkeys: number): SecurityConcern[] {
  if (factors.totp.enrolled_at === null) return passkeys === 0 ? ["no_second_factor"] : [];
  return factors.recovery_codes_left < 3 ? ["few_recovery_codes"] : [];
}

/** The audit log's rows of one action since yesterday. */
export function sinceYesterday(action: string, now: number): string {
  const query = new URLSearchParams({ action, from: new Date(now - day).toISOString(), limit: "5" });
  return `/api/v1/audit/events?${query.toString()}`;
}
