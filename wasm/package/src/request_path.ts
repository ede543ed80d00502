import type { CoreInstance } from "./instance.js";

/** Whole paths of ours are shorter; what is longer pays for memory of its own. */
const roomBytes = 512;

/** Judges the path of each request, so it keeps a place in the module's memory to write them to. */
export class RequestPaths {
  readonly #instance: CoreInstance;
  readonly #room: number;
  // A view of the module's memory, renewed when it has grown.
  #bytes = new Uint8Array();

  constructor(instance: CoreInstance) {
    this.#instance = instance;
    this.#room = instance.allocate(roomBytes);
  }

  get alive(): boolean {
    return this.#instance.alive;
  }

  isCanonical(path: string): boolean {
    if (!this.#write(path)) return this.#instance.withText(path, ({ data, size }) => this.#judge(data, size));
    return this.#judge(this.#room, path.length);
  }

  #judge(data: number, size: number): boolean {
    return this.#instance.run((core) => core.rs_is_canonical_request_path(data, size)) === 1;
  }

  /** False, and nothing that counts is written, where the path is long or its characters are not its bytes. */
  #write(path: string): boolean {
    if (path.length > roomBytes) return false;
    // Memory that grows leaves views of no length behind.
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(this.#instance.run((core) => core.memory.buffer));
    for (let i = 0; i < path.length; i++) {
      const unit = path.charCodeAt(i);
      if (unit >= 0x80) return false;
      this.#bytes[this.#room + i] = unit;
    }
    return true;
  }
}
