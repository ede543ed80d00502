export const correlationHeader = "X-Correlation-Id";

const acceptable = /^[A-Za-z0-9._-]{1,128}$/;

/** The caller's id where it is plain enough to be logged as it is (the server's own rule); a new one otherwise. */
export function correlationIdOf(stated: string | null): string {
  return stated !== null && acceptable.test(stated) ? stated : crypto.randomUUID();
}
