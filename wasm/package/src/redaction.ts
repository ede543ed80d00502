import { bufferSize, madeRedactorSize, Status, type CoreExports } from "./abi.js";
import { CoreError } from "./errors.js";
import type { CoreInstance, Span } from "./instance.js";
import {
  callRedacted,
  type RedactedBytes,
  type RedactedJson,
  type RedactedText,
  type RedactionMode,
  type RedactionOptions,
} from "./redacted.js";
import { RedactionStream } from "./redaction_stream.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const modes: readonly RedactionMode[] = ["label", "partial", "pseudonym"];

/** Mode, key and allowlist as a handle of the module. */
function openRedactorHandle(instance: CoreInstance, options: RedactionOptions = {}): number {
  const { mode = "label", allow = [], key = new Uint8Array() } = options;
  // Callers without types: another mode than the one meant must not pass unseen.
  if (!modes.includes(mode)) throw new CoreError("unknown_mode", mode);
  return instance.withText(JSON.stringify({ mode, allow }), (text) =>
    instance.withWipedMemory(key.length, (secret) =>
      instance.withMemory(madeRedactorSize, (out) => {
        instance.write(secret, key);
        // The module keeps a copy of its own.
        const status = instance.run((core) => core.rs_redactor_new(text.data, text.size, secret, key.length, out));
        if (status === Status.failed) throw instance.refusal(out);
        instance.check(status);
        const handle = instance.readWords(out, madeRedactorSize).getUint32(bufferSize, true);
        if (handle === 0) throw new CoreError("too_many_redactors");
        return handle;
      }),
    ),
  );
}

/** One mode, key and allowlist for many texts. Not for use from several threads. */
export class Redactor {
  readonly #instance: CoreInstance;
  readonly #handle: number;
  #closed = false;

  /** Use RatestackCore.openRedactor(). */
  constructor(instance: CoreInstance, options?: RedactionOptions) {
    this.#instance = instance;
    this.#handle = openRedactorHandle(instance, options);
  }

  /** Lone surrogates become U+FFFD, as everywhere where JavaScript writes UTF-8. */
  redact(text: string): RedactedText {
    const { bytes, counts } = this.redactBytes(encoder.encode(text));
    return { text: decoder.decode(bytes), counts };
  }

  /** Any bytes; what is no UTF-8 stays as it is. */
  redactBytes(bytes: Uint8Array): RedactedBytes {
    return this.#redact(bytes, (core, { data, size }, out) => core.rs_redact(this.#handle, data, size, out));
  }

  /** Throws CoreError `not_json`. */
  redactJson(json: string): RedactedJson {
    const { bytes, counts } = this.redactJsonBytes(encoder.encode(json));
    return { json: decoder.decode(bytes), counts };
  }

  /** The same for a JSON text in UTF-8. */
  redactJsonBytes(bytes: Uint8Array): RedactedBytes {
    return this.#redact(bytes, (core, { data, size }, out) => core.rs_redact_json(this.#handle, data, size, out));
  }

  /** A stream of this redactor's mode, key and allowlist, in the same instance; it outlives the redactor. */
  openStream(): RedactionStream {
    this.#requireOpen();
    return new RedactionStream(this.#instance, this.#handle);
  }

  get alive(): boolean {
    return !this.#closed && this.#instance.alive;
  }

  /** Gives the module's memory back. Safe to call again; nothing else is afterwards. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#instance.alive) this.#instance.check(this.#instance.run((core) => core.rs_redactor_free(this.#handle)));
  }

  #redact(bytes: Uint8Array, call: (core: CoreExports, input: Span, out: number) => number): RedactedBytes {
    this.#requireOpen();
    return this.#instance.withBytes(bytes, (input) =>
      callRedacted(this.#instance, (core, out) => call(core, input, out)),
    );
  }

  #requireOpen(): void {
    if (this.#closed) throw new CoreError("closed", "the redactor was closed");
  }
}
