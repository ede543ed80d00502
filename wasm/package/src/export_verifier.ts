import { progressSize, Status } from "./abi.js";
import { CoreError } from "./errors.js";
import type { CoreInstance, Span } from "./instance.js";
import type { ExaminedRows } from "./row_examiner.js";
import type { Progress, Verdict } from "./verdict.js";

/** Bytes handed to the module at a time: some hundred rows, which it hashes side by side. */
const windowSize = 256 * 1024;

/**
 * Verifies one export file as it streams past. Memory stays constant whatever the size of the file and of its chunks.
 * Not for use from several threads; a trap ends it (CoreTrapError), and the file must be read again by another one.
 */
export class ExportVerifier {
  readonly #instance: CoreInstance;
  readonly #handle: number;
  readonly #window: number;
  readonly #progress: number;
  #sharedRows = 0;
  #closed = false;

  /** Use RatestackCore.openExportVerifier(). */
  constructor(instance: CoreInstance) {
    this.#instance = instance;
    this.#window = instance.allocate(windowSize);
    this.#progress = instance.allocate(progressSize);
    this.#handle = instance.run((core) => core.rs_export_verifier_new());
    if (this.#handle === 0) throw new CoreError("too_many_verifiers");
  }

  /** Examines the next bytes of the file. Once `settled`, the rest need not be read. */
  update(chunk: Uint8Array): Progress {
    this.#requireOpen();
    for (let at = 0; at < chunk.length; at += windowSize) this.#feed(chunk.subarray(at, at + windowSize));
    return this.#readProgress();
  }

  /** Keeps lines in the module's memory, in order to judge them later. Whole lines, but for the file's last ones. */
  hold(lines: Uint8Array): Span {
    this.#requireOpen();
    const held = { data: this.#instance.allocate(lines.length), size: lines.length };
    this.#instance.write(held.data, lines);
    return held;
  }

  /**
   * Takes held lines, and gives their memory back. `examined` is what another worker's RowExaminer has found at their
   * front; the rest, or all of them where it is null, is examined here. In the file's order, between whole lines.
   */
  judge({ data, size }: Span, examined: ExaminedRows | null): Progress {
    this.#requireOpen();
    const front = examined !== null && this.#accept({ data, size }, examined) ? examined.bytes : 0;
    this.#update(data + front, size - front);
    this.#instance.free(data);
    return this.#readProgress();
  }

  /** The verdict, after the file's last byte (or once settled). Call once. */
  finish(): Verdict {
    this.#requireOpen();
    this.#instance.check(this.#instance.run((core) => core.rs_export_verifier_finish(this.#handle)));
    const json = this.#instance.answer((core, out) => core.rs_export_verifier_verdict_json(this.#handle, out));
    return JSON.parse(json) as Verdict;
  }

  /** Gives the module's memory back. Safe to call again; nothing else is afterwards. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (!this.#instance.alive) return;
    this.#instance.check(this.#instance.run((core) => core.rs_export_verifier_free(this.#handle)));
    this.#instance.free(this.#progress);
    this.#instance.free(this.#window);
  }

  /** Bytes of the module's memory that this verifier holds. */
  get memorySize(): number {
    return this.#instance.memorySize;
  }

  #feed(bytes: Uint8Array): void {
    this.#instance.write(this.#window, bytes);
    this.#update(this.#window, bytes.length);
  }

  #update(data: number, size: number): void {
    this.#instance.check(this.#instance.run((core) => core.rs_export_verifier_update(this.#handle, data, size)));
  }

  /** False where the module would rather judge the lines by itself: at the header, at the end, after a break. */
  #accept({ data, size }: Span, { rows, bytes, facts }: ExaminedRows): boolean {
    if (rows === 0 || bytes > size) return false;
    const status = this.#instance.withBytes(facts, (list) =>
      this.#instance.run((core) => core.rs_export_verifier_accept_rows(this.#handle, data, bytes, list.data, rows)),
    );
    if (status === Status.wrongState) return false;
    this.#instance.check(status);
    this.#sharedRows += rows;
    return true;
  }

  #readProgress(): Progress {
    this.#instance.check(this.#instance.run((core) => core.rs_export_verifier_progress(this.#handle, this.#progress)));
    const words = this.#instance.readWords(this.#progress, progressSize);
    return {
      bytes: Number(words.getBigUint64(0, true)),
      rows: Number(words.getBigUint64(8, true)),
      settled: words.getUint32(16, true) !== 0,
      sharedRows: this.#sharedRows,
    };
  }

  #requireOpen(): void {
    if (this.#closed) throw new CoreError("closed", "the verifier was closed");
  }
}
