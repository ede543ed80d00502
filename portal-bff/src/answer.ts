// Answers as values. One place makes responses of them (responses.ts), with the headers that stand on all.

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: BodyInit | null;
  /** Values of `Set-Cookie`, whose lines must not be joined (RFC 6265 section 3). */
  readonly cookies?: readonly string[];
  /** It depends on who asks, so it is nobody else's: no cache keeps it, whatever its own headers say. */
  readonly isPrivate?: boolean;
}

const jsonHeaders = { "Content-Type": "application/json" };

/** `text` is JSON already. */
export function jsonText(text: string, status = 200): Answer {
  return { status, headers: jsonHeaders, body: text };
}

export function json(value: unknown, status = 200): Answer {
  return jsonText(JSON.stringify(value), status);
}

export function empty(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, headers, body: null };
}

/** Headers of the answer give way to these. */
export function withHeaders(answer: Answer, headers: Readonly<Record<string, string>>): Answer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

export function withCookies(answer: Answer, cookies: readonly string[]): Answer {
  return { ...answer, cookies };
}

export function asPrivate(answer: Answer): Answer {
  return { ...answer, isPrivate: true };
}
