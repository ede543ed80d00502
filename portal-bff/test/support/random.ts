// The same choices for the same seed, everywhere (xorshift32), so that what fails can be run again.
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 1;
  }

  below(limit: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % limit;
  }

  one<T>(of: readonly T[]): T {
    return of[this.below(of.length)] as T;
  }

  /** Up to `most` pieces in a row. */
  text(pieces: readonly string[], most: number): string {
    return Array.from({ length: this.below(most + 1) }, () => this.one(pieces)).join("");
  }
}

/** PORTAL_FUZZ_ROUNDS makes a long night of it. */
export const rounds = Number(process.env["PORTAL_FUZZ_ROUNDS"] ?? 20_000);
export const seed = Number(process.env["PORTAL_FUZZ_SEED"] ?? 20_261_128);
