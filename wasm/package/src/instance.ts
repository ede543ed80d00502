import { bufferSize, Status, type CoreExports } from "./abi.js";
import { CoreError, CoreTrapError } from "./errors.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** Memory of the module that `body` may use; freed when it returns. */
export interface Span {
  readonly data: number;
  readonly size: number;
}

/**
 * One instance of the module. It dies with its first trap: what a trap leaves behind is not to be trusted, so every later
 * call is refused.
 */
export class CoreInstance {
  readonly #exports: CoreExports;
  /** The memory as it was when it was last looked at: growing it makes another buffer of it. */
  #memory = new Uint8Array();
  #trap: CoreTrapError | undefined;

  constructor(module: WebAssembly.Module) {
    const instance = new WebAssembly.Instance(module);
    // checkModule() has seen that these exports are there.
    this.#exports = instance.exports as unknown as CoreExports;
    this.run((core) => {
      core._initialize();
    });
  }

  get alive(): boolean {
    return this.#trap === undefined;
  }

  /** Bytes of linear memory at present; it grows and never shrinks. */
  get memorySize(): number {
    return this.#exports.memory.buffer.byteLength;
  }

  /** Calls into the module. Errors of the engine (traps, stack exhaustion) end the instance. */
  run<T>(body: (core: CoreExports) => T): T {
    this.#requireLiving();
    try {
      return body(this.#exports);
    } catch (error) {
      if (error instanceof CoreError && !(error instanceof CoreTrapError)) throw error;
      this.#trap =
        error instanceof CoreTrapError ? error : new CoreTrapError("trapped", describe(error), { cause: error });
      throw this.#trap;
    }
  }

  /** Lends `size` bytes of the module's memory to `body`. */
  withMemory<T>(size: number, body: (data: number) => T): T {
    const data = this.allocate(size);
    try {
      return body(data);
    } finally {
      if (this.alive) this.free(data);
    }
  }

  /** The same for secrets: the memory is wiped before it is freed, also after a trap. */
  withWipedMemory<T>(size: number, body: (data: number) => T): T {
    return this.withMemory(size, (data) => {
      try {
        return body(data);
      } finally {
        this.#bytes(data + size).fill(0, data, data + size);
      }
    });
  }

  withBytes<T>(bytes: Uint8Array, body: (span: Span) => T): T {
    return this.withMemory(bytes.length, (data) => {
      this.write(data, bytes);
      return body({ data, size: bytes.length });
    });
  }

  withText<T>(text: string, body: (span: Span) => T): T {
    return this.withBytes(encoder.encode(text), body);
  }

  allocate(size: number): number {
    return this.run((core) => {
      const data = core.rs_alloc(size) >>> 0;
      if (data === 0) throw new CoreTrapError("out_of_memory", `${String(size)} bytes`);
      return data;
    });
  }

  free(data: number): void {
    this.run((core) => {
      core.rs_free(data);
    });
  }

  write(data: number, bytes: Uint8Array): void {
    this.#requireLiving();
    this.#bytes(data + bytes.length).set(bytes, data);
  }

  /** A copy: the module's memory may move under a view. */
  read(data: number, size: number): Uint8Array<ArrayBuffer> {
    this.#requireLiving();
    return this.#bytes(data + size).slice(data, data + size);
  }

  readWords(data: number, size: number): DataView<ArrayBuffer> {
    return new DataView(this.read(data, size).buffer);
  }

  /** Runs a function that answers through an abi::Buffer, and answers its text; `failed` becomes a CoreError. */
  answer(call: (core: CoreExports, out: number) => number): string {
    return this.withMemory(bufferSize, (out) => {
      const status = this.run((core) => call(core, out));
      if (status !== Status.failed) this.check(status);
      if (status === Status.failed) throw this.refusal(out);
      return decoder.decode(this.takeBytes(out));
    });
  }

  /** What an abi::Buffer holds after `failed`, as an error. */
  refusal(out: number): CoreError {
    const { code, detail } = JSON.parse(decoder.decode(this.takeBytes(out))) as { code: string; detail: string };
    return new CoreError(code, detail);
  }

  /** The bytes that an abi::Buffer names, whose memory goes back to the module. */
  takeBytes(out: number): Uint8Array<ArrayBuffer> {
    const words = this.readWords(out, bufferSize);
    const data = words.getUint32(0, true);
    const bytes = this.read(data, words.getUint32(4, true));
    this.free(data);
    return bytes;
  }

  /** Throws what a status other than ok means. */
  check(status: number): void {
    switch (status) {
      case Status.ok:
        return;
      case Status.badHandle:
        throw new CoreError("bad_handle");
      case Status.wrongState:
        throw new CoreError("wrong_state");
      case Status.outOfMemory:
        return this.run(() => {
          throw new CoreTrapError("out_of_memory");
        });
      default:
        throw new CoreError("unknown_status", String(status));
    }
  }

  #requireLiving(): void {
    if (this.#trap === undefined) return;
    throw new CoreTrapError(this.#trap.code, "the instance was discarded", { cause: this.#trap });
  }

  /** The memory, which reaches up to `end` at least: a module that names more than it has is not to be trusted. */
  #bytes(end: number): Uint8Array<ArrayBuffer> {
    const { buffer } = this.#exports.memory;
    if (this.#memory.buffer !== buffer) this.#memory = new Uint8Array(buffer);
    if (end <= this.#memory.length) return this.#memory;
    return this.run(() => {
      throw new RangeError(`the memory ends before ${String(end)}`);
    });
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
