export const lineFeed = 0x0a;

/**
 * Cuts a stream of chunks into pieces that end with a line, so that they can be examined apart. A line longer than
 * `longest` is handed on in parts: the verifier refuses it anyway, and memory stays bounded.
 */
export class LineCutter {
  readonly #longest: number;
  #carry: Uint8Array[] = [];
  #carried = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** The next piece, or null while a line is incomplete. The piece is the caller's own. */
  cut(chunk: Uint8Array): Uint8Array<ArrayBuffer> | null {
    const end = chunk.lastIndexOf(lineFeed) + 1;
    if (end === 0 && this.#carried + chunk.length <= this.#longest) {
      this.#keep(chunk);
      return null;
    }
    const whole = end === 0 ? chunk.length : end;
    this.#keep(chunk.subarray(0, whole));
    const piece = this.rest();
    this.#keep(chunk.subarray(whole));
    return piece;
  }

  /** What is left after the last chunk: a line without its line feed, or nothing. */
  rest(): Uint8Array<ArrayBuffer> {
    const piece = new Uint8Array(this.#carried);
    let at = 0;
    for (const part of this.#carry) {
      piece.set(part, at);
      at += part.length;
    }
    this.#carry = [];
    this.#carried = 0;
    return piece;
  }

  // A copy: the source may use its buffer again after the next read.
  #keep(part: Uint8Array): void {
    if (part.length === 0) return;
    this.#carry.push(part.slice());
    this.#carried += part.length;
  }
}
