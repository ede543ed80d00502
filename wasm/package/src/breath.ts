const everyMs = 40;

/**
 * Lets the thread take its messages now and then. A file is often read faster than it is verified; then every chunk is
 * there already when it is asked for, promises alone drive the loop, and a cancel would not be heard before the end.
 */
export class Breath {
  #next = performance.now() + everyMs;

  async take(): Promise<void> {
    if (performance.now() < this.#next) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.#next = performance.now() + everyMs;
  }
}
