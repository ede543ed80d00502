import type { RemoteExaminer } from "./examiner_port.js";
import type { ExportVerifier } from "./export_verifier.js";
import type { Span } from "./instance.js";
import { LineCutter, lineFeed } from "./line_cutter.js";
import type { ExaminedRows } from "./row_examiner.js";
import type { Progress } from "./verdict.js";

/** How chunks reach a verifier. Null where a call brought nothing new. */
export interface Feed {
  update(chunk: Uint8Array): Promise<Progress | null>;
  /** After the last chunk, before finish(). */
  end(): Promise<Progress | null>;
}

/** One worker does everything. */
export class DirectFeed implements Feed {
  readonly #verifier: ExportVerifier;

  constructor(verifier: ExportVerifier) {
    this.#verifier = verifier;
  }

  update(chunk: Uint8Array): Promise<Progress> {
    return Promise.resolve(this.#verifier.update(chunk));
  }

  end(): Promise<null> {
    return Promise.resolve(null);
  }
}

/** Bytes examined at a time, and pieces under way: enough for neither worker to wait, and a bound on memory. */
const pieceSize = 256 * 1024;
const maxUnderWay = 6;
/** A row line may have a little over 2 MiB; what is longer the verifier refuses. */
const longestLine = 3 * 1024 * 1024;

interface Piece {
  held: Span;
  examined: Promise<ExaminedRows | null>;
}

/** Another worker examines the rows; this one hashes the file and links, in order, while the next pieces are examined. */
export class SharedFeed implements Feed {
  readonly #verifier: ExportVerifier;
  readonly #examiner: RemoteExaminer;
  readonly #cutter = new LineCutter(pieceSize, longestLine);
  readonly #underWay: Piece[] = [];
  #pastHeader = false;

  constructor(verifier: ExportVerifier, examiner: RemoteExaminer) {
    this.#verifier = verifier;
    this.#examiner = examiner;
  }

  async update(chunk: Uint8Array): Promise<Progress | null> {
    let progress: Progress | null = null;
    for (const lines of this.#cutter.cut(chunk)) {
      progress = (await this.#take(lines)) ?? progress;
      if (progress?.settled === true) break;
    }
    return progress;
  }

  async end(): Promise<Progress | null> {
    let progress = await this.#take(this.#cutter.rest());
    while (this.#underWay.length > 0 && progress?.settled !== true) progress = await this.#linkNext();
    return progress;
  }

  async #take(lines: Uint8Array<ArrayBuffer>): Promise<Progress | null> {
    if (this.#pastHeader) return this.#share(lines);
    // An examiner stops at the first line that is no row: the header would keep the whole first piece from it.
    const end = lines.indexOf(lineFeed) + 1 || lines.length;
    const progress = this.#verifier.update(lines.subarray(0, end));
    this.#pastHeader = true;
    return progress.settled ? progress : this.#share(lines.subarray(end));
  }

  async #share(lines: Uint8Array<ArrayBuffer>): Promise<Progress | null> {
    this.#underWay.push({ held: this.#verifier.hold(lines), examined: this.#examiner.examine(lines) });
    return this.#underWay.length < maxUnderWay ? null : this.#linkNext();
  }

  async #linkNext(): Promise<Progress | null> {
    const piece = this.#underWay.shift();
    return piece === undefined ? null : this.#verifier.judge(piece.held, await piece.examined);
  }
}
