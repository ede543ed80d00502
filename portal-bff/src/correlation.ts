export const correlationHeader = "X-Correlation-Id";

const acceptable = /^[A-Za-z0-9._-]{8,64}$/;

/** The caller's id where it is short and plain enough to be logged as it is; a new one otherwise. */
export function correlationIdOf(stated: string | undefined): string {
  return stated !== undefined && acceptable.test(stated) ? stated : crypto.randomUUID();
}
