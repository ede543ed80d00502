// No answer holds the access token that its own request carried: what a page cannot read, no script in it can send away.
import { readAtMost } from "../body.js";

/** A list of 500 rows of 64 KiB each; a larger answer is a download. */
const maxJsonBytes = 32 * 1024 * 1024;

/** A token is ASCII: its bytes are the same characters in any reading of them. */
const latin1 = (): TextDecoder => new TextDecoder("latin1");

/** A JSON answer, byte by byte as it came; null where it is too large, or holds the token. */
export async function readWithout(token: string | null, answer: Response): Promise<Uint8Array | null> {
  const bytes = await readAtMost(answer, maxJsonBytes);
  return bytes !== null && token !== null && latin1().decode(bytes).includes(token) ? null : bytes;
}

/** The same for what is handed on while it arrives: the stream breaks off before the token would end. */
export function streamWithout(token: string): TransformStream<Uint8Array, Uint8Array> {
  const decoder = latin1();
  let tail = "";
  return new TransformStream({
    transform(chunk, controller) {
      const seen = tail + decoder.decode(chunk);
      if (seen.includes(token)) {
        controller.error(new Error("the answer holds an access token"));
        return;
      }
      tail = seen.slice(-(token.length - 1));
      controller.enqueue(chunk);
    },
  });
}
