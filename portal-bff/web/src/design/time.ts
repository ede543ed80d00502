// Times in words. The viewer's zone for reading, UTC for comparing with logs.

/** Milliseconds. A day of the calendar may be longer or shorter. */
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

const local = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

const localToTheSecond = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });

export function localMoment(at: number): string {
  return localToTheSecond.format(at);
}

export function localTime(at: number): string {
  return local.format(at);
}

/** "2026-11-28 07:12:06 UTC". */
export function utcTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function count(amount: number, unit: string): string {
  return `${String(amount)} ${unit}${amount === 1 ? "" : "s"}`;
}

/** A span of time as people say it, rounded down: "2 days", "3 hours", "less than a minute". */
export function spanOf(ms: number): string {
  if (ms < minute) return "less than a minute";
  if (ms < hour) return count(Math.floor(ms / minute), "minute");
  if (ms < day) return count(Math.floor(ms / hour), "hour");
  return count(Math.floor(ms / day), "day");
}

export function timeLeft(until: number, now: number): string {
  return until <= now ? "over" : `${spanOf(until - now)} left`;
}

export function timeAgo(at: number, now: number): string {
  return now - at < minute ? "just now" : `${spanOf(now - at)} ago`;
}

/** For a datetime-local field: the viewer's zone, to the minute. */
export function toLocalInput(at: number): string {
  const offset = new Date(at).getTimezoneOffset() * minute;
  return new Date(at - offset).toISOString().slice(0, 16);
}
