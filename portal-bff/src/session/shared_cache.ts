// Answers that are good for a moment. Pure: the clock is the caller's.

export interface CacheLimits {
  /** How old an answer may be, counted from when it was asked for. */
  readonly maxAgeMs: number;
  /** How many are kept; the oldest goes first. */
  readonly capacity: number;
}

interface Held<Value> {
  readonly value: Value;
  readonly askedAt: number;
}

/** Many callers with one key at one moment ask once. What was dropped while it was asked for is answered, not kept. */
export class SharedCache<Value> {
  readonly #limits: CacheLimits;
  readonly #now: () => number;
  readonly #held = new Map<string, Held<Value>>();
  readonly #asked = new Map<string, Promise<Value>>();

  constructor(limits: CacheLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  get size(): number {
    return this.#held.size;
  }

  /** The value at hand, or the one that somebody is asking for; undefined where there is neither. */
  peek(key: string): Value | Promise<Value> | undefined {
    const held = this.#held.get(key);
    if (held !== undefined && this.#isFresh(held)) return held.value;
    this.#held.delete(key);
    return this.#asked.get(key);
  }

  /** Asks; `keeps` says whether an answer may serve others later. */
  ask(key: string, load: () => Promise<Value>, keeps: (value: Value) => boolean): Promise<Value> {
    const askedAt = this.#now();
    const asked = load();
    this.#asked.set(key, asked);
    void asked.then(
      (value) => {
        if (this.#settle(key, asked) && keeps(value)) this.#keep(key, { value, askedAt });
      },
      () => this.#settle(key, asked),
    );
    return asked;
  }

  drop(key: string): void {
    this.#held.delete(key);
    this.#asked.delete(key);
  }

  /** A clock that went back makes nothing younger. */
  #isFresh({ askedAt }: Held<Value>): boolean {
    const age = this.#now() - askedAt;
    return age >= 0 && age < this.#limits.maxAgeMs;
  }

  /** Whether this question still counts: it was neither dropped nor asked anew. */
  #settle(key: string, asked: Promise<Value>): boolean {
    if (this.#asked.get(key) !== asked) return false;
    this.#asked.delete(key);
    return true;
  }

  #keep(key: string, held: Held<Value>): void {
    this.#held.delete(key);
    const oldest = this.#held.keys().next();
    if (this.#held.size >= this.#limits.capacity && oldest.done !== true) this.#held.delete(oldest.value);
    this.#held.set(key, held);
  }
}
