// Bodies, read whole before anything is done with them: what is too large never travels, whatever its length claims.
import { problems, type Problem } from "./problem.js";

/** The server's limit (contract 3.1). */
const maxBodyBytes = 1024 * 1024;

export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

/** A request or an answer, as far as its body is concerned. */
interface Message {
  readonly headers: Headers;
  readonly body: ReadableStream<Uint8Array> | null;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** The bytes of a body; null once it is known to be longer than `limit`. */
export async function readAtMost(message: Message, limit: number): Promise<Uint8Array | null> {
  const stated = message.headers.get("Content-Length");
  // HTTP holds a sender to a length that it states (RFC 9112 section 6.3): read at once, which costs least.
  if (stated !== null) return Number(stated) > limit ? null : new Uint8Array(await message.arrayBuffer());
  return message.body === null ? new Uint8Array() : await readCounted(message.body, limit);
}

async function readCounted(stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    // Leaving the loop cancels the stream.
    if (size > limit) return null;
    chunks.push(chunk);
  }
  const [only] = chunks;
  return chunks.length === 1 && only !== undefined ? only : joined(chunks, size);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** A stated length over the limit is refused unread; any other body is counted while it arrives. */
export async function readBody(request: Request, limit = maxBodyBytes): Promise<Reading<Uint8Array>> {
  const tooLarge = { ok: false, problem: { ...problems.tooLarge, fields: { limit } } } as const;
  try {
    const bytes = await readAtMost(request, limit);
    return bytes === null ? tooLarge : { ok: true, value: bytes };
  } catch {
    return { ok: false, problem: problems.bodyUnreadable };
  }
}

/** The media type without parameters, in lower case; empty where none is stated. */
export function mediaTypeOf(headers: Headers): string {
  return headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase() ?? "";
}
