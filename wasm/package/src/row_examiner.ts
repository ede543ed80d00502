import { examinedSize } from "./abi.js";
import type { CoreInstance } from "./instance.js";

/** What the front of a piece of an export holds, row by row: plain bytes that another worker can link. */
export interface ExaminedRows {
  rows: number;
  /** Bytes of the piece that these rows take up; what follows is no row line. */
  bytes: number;
  /** The module's own layout; only for an instance of the same module. */
  facts: Uint8Array<ArrayBuffer>;
}

/** No row line is shorter: the frame alone, with its two hashes, is longer. */
const shortestLine = 180;

/**
 * The parallel half of verification: whether each row is canonical and what it hashes to. It knows nothing of the chain,
 * so pieces of a file may be examined by any number of workers; ExportVerifier.judge links them in order.
 */
export class RowExaminer {
  readonly #instance: CoreInstance;
  readonly #factsSize: number;

  /** Use RatestackCore.openRowExaminer(). */
  constructor(instance: CoreInstance) {
    this.#instance = instance;
    this.#factsSize = instance.run((core) => core.rs_row_facts_size());
  }

  /** `lines` starts at the start of a line. Examines whole row lines up to the first line that is none. */
  examine(lines: Uint8Array): ExaminedRows {
    const room = Math.ceil(lines.length / shortestLine);
    return this.#instance.withBytes(lines, (text) =>
      this.#instance.withMemory(room * this.#factsSize, (facts) =>
        this.#instance.withMemory(examinedSize, (out) => {
          this.#instance.run((core) => {
            core.rs_examine_rows(text.data, text.size, facts, room, out);
          });
          const words = this.#instance.readWords(out, examinedSize);
          const rows = words.getUint32(0, true);
          return { rows, bytes: words.getUint32(4, true), facts: this.#instance.read(facts, rows * this.#factsSize) };
        }),
      ),
    );
  }
}
