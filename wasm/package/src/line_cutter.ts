export const lineFeed = 0x0a;

/**
 * Gathers a stream of chunks into pieces of about `size` bytes that end with a line, so that they can be examined apart.
 * A line longer than `longest` is handed on in parts: the verifier refuses it anyway, and memory stays bounded.
 */
export class LineCutter {
  readonly #size: number;
  readonly #longest: number;
  #buffer: Uint8Array<ArrayBuffer>;
  #held = 0;

  constructor(size: number, longest: number) {
    this.#size = size;
    this.#longest = longest;
    this.#buffer = new Uint8Array(size);
  }

  /** The pieces that are full now; each is the caller's own. The chunk's bytes are copied, once. */
  *cut(chunk: Uint8Array): Generator<Uint8Array<ArrayBuffer>, void> {
    for (let at = 0; at < chunk.length; ) {
      const part = chunk.subarray(at, at + this.#buffer.length - this.#held);
      this.#buffer.set(part, this.#held);
      this.#held += part.length;
      at += part.length;
      if (this.#held < this.#buffer.length) return;
      const end = this.#buffer.lastIndexOf(lineFeed) + 1;
      if (end > 0 || this.#held >= this.#longest) yield this.#take(end || this.#held);
      else this.#restart(this.#buffer, 2 * this.#held);
    }
  }

  /** What is left after the last chunk: its last line may lack its line feed. */
  rest(): Uint8Array<ArrayBuffer> {
    return this.#take(this.#held);
  }

  #take(end: number): Uint8Array<ArrayBuffer> {
    const piece = this.#buffer.subarray(0, end);
    const begun = this.#buffer.subarray(end, this.#held);
    this.#restart(begun, Math.max(this.#size, 2 * begun.length));
    return piece;
  }

  #restart(begun: Uint8Array, size: number): void {
    this.#buffer = new Uint8Array(size);
    this.#buffer.set(begun);
    this.#held = begun.length;
  }
}
