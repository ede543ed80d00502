import { CoreError } from "./errors.js";
import type { CoreInstance } from "./instance.js";
import { callRedacted, type PiiCounts } from "./redacted.js";

/**
 * Redacts bytes as they stream past, however they are cut. The whole output is what Redactor.redactBytes makes of the whole
 * input; nothing that could still become part of a match is given away, so a little of the end is held back until it is
 * settled or the stream ends. Also the transformer of a TransformStream: `source.pipeThrough(stream.transform())`.
 */
export class RedactionStream {
  readonly #instance: CoreInstance;
  readonly #handle: number;
  #counts: PiiCounts = { EMAIL: 0, PHONE: 0, SSN: 0, PAN: 0 };
  #closed = false;

  /** Use RatestackCore.openRedactionStream() or Redactor.openStream(). The module's stream keeps what it needs of the redactor. */
  constructor(instance: CoreInstance, redactor: number) {
    this.#instance = instance;
    this.#handle = instance.run((core) => core.rs_redaction_stream_new(redactor));
    if (this.#handle === 0) throw new CoreError("too_many_streams");
  }

  /** The bytes that are settled; often fewer than came in, or none. */
  update(chunk: Uint8Array): Uint8Array<ArrayBuffer> {
    this.#requireOpen();
    return this.#instance.withBytes(chunk, ({ data, size }) =>
      this.#settle((core, out) => core.rs_redaction_stream_update(this.#handle, data, size, out)),
    );
  }

  /** The rest. Call once, after the last chunk. */
  finish(): Uint8Array<ArrayBuffer> {
    this.#requireOpen();
    return this.#settle((core, out) => core.rs_redaction_stream_finish(this.#handle, out));
  }

  /** Of everything settled so far. */
  get counts(): PiiCounts {
    return this.#counts;
  }

  /** Gives the module's memory back. Safe to call again; nothing else is afterwards. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (!this.#instance.alive) return;
    this.#instance.check(this.#instance.run((core) => core.rs_redaction_stream_free(this.#handle)));
  }

  /** A stream of bytes to bytes over this one, which closes it at the end. A broken source leaves closing to the caller. */
  transform(): TransformStream<Uint8Array, Uint8Array<ArrayBuffer>> {
    const pass = (bytes: Uint8Array<ArrayBuffer>, to: TransformStreamDefaultController<Uint8Array<ArrayBuffer>>): void => {
      if (bytes.length > 0) to.enqueue(bytes);
    };
    return new TransformStream<Uint8Array, Uint8Array<ArrayBuffer>>({
      transform: (chunk, controller) => {
        pass(this.update(chunk), controller);
      },
      flush: (controller) => {
        pass(this.finish(), controller);
        this.close();
      },
    });
  }

  #settle(call: Parameters<typeof callRedacted>[1]): Uint8Array<ArrayBuffer> {
    const { bytes, counts } = callRedacted(this.#instance, call);
    this.#counts = counts;
    return bytes;
  }

  #requireOpen(): void {
    if (this.#closed) throw new CoreError("closed", "the stream was closed");
  }
}
