import type { RatestackCore } from "./core.js";
import { CoreTrapError } from "./errors.js";
import type { ExaminedRows, RowExaminer } from "./row_examiner.js";

/** The end of a channel between two workers: a MessagePort, or a Worker as its owner sees it. */
export interface ExaminerPort {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  addEventListener(type: "message" | "close", listener: (event: MessageEvent) => void): void;
  removeEventListener(type: "message" | "close", listener: (event: MessageEvent) => void): void;
  start?(): void;
}

interface Question {
  id: number;
  lines: Uint8Array<ArrayBuffer>;
}

/** `examined` is null where the examiner failed: whoever asked examines by itself. */
interface Answer {
  id: number;
  examined: ExaminedRows | null;
}

/** In the second worker: examines the pieces that the first one sends. A trap costs the piece, not the worker. */
export function serveRowExaminer(core: RatestackCore, port: ExaminerPort): void {
  let examiner = core.openRowExaminer();
  port.addEventListener("message", (event) => {
    const { id, lines } = event.data as Question;
    const examined = tryExamine(examiner, lines);
    if (examined === null) examiner = core.openRowExaminer();
    const answer: Answer = { id, examined };
    port.postMessage(answer, examined === null ? [] : [examined.facts.buffer]);
  });
  port.start?.();
}

function tryExamine(examiner: RowExaminer, lines: Uint8Array): ExaminedRows | null {
  try {
    return examiner.examine(lines);
  } catch (error) {
    if (error instanceof CoreTrapError) return null;
    throw error;
  }
}

/** A piece takes a millisecond: an examiner that is silent for so long answers no more. */
const patienceMs = 2000;

/** In the first worker: asks the second one, for one verification. */
export class RemoteExaminer {
  readonly #port: ExaminerPort;
  readonly #onLost: () => void;
  readonly #waiting = new Map<number, (examined: ExaminedRows | null) => void>();
  // Not from 0: an answer that comes late, to a verification that was given up, must not be taken for one of ours.
  #next = Math.floor(Math.random() * 2 ** 52);
  #silence: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /** `onLost` is called at most once: when the other side is gone, or has been silent for too long. */
  constructor(port: ExaminerPort, onLost: () => void) {
    this.#port = port;
    this.#onLost = onLost;
    port.addEventListener("message", this.#take);
    // Not every browser says that the other end is gone; the silence tells in all of them.
    port.addEventListener("close", this.#lose);
    port.start?.();
  }

  /** Gives `lines` away. Questions are answered in their order; null where the other side failed or is lost. */
  examine(lines: Uint8Array<ArrayBuffer>): Promise<ExaminedRows | null> {
    if (this.#closed) return Promise.resolve(null);
    const question: Question = { id: this.#next++, lines };
    return new Promise((resolve) => {
      this.#waiting.set(question.id, resolve);
      this.#silence ??= setTimeout(this.#lose, patienceMs);
      this.#port.postMessage(question, [lines.buffer]);
    });
  }

  /** Stops listening; the port stays open for the next verification. Questions under way are answered null. */
  close(): void {
    this.#closed = true;
    this.#port.removeEventListener("message", this.#take);
    this.#port.removeEventListener("close", this.#lose);
    clearTimeout(this.#silence);
    for (const resolve of this.#waiting.values()) resolve(null);
    this.#waiting.clear();
  }

  readonly #take = (event: MessageEvent): void => {
    const { id, examined } = event.data as Answer;
    this.#waiting.get(id)?.(examined);
    this.#waiting.delete(id);
    clearTimeout(this.#silence);
    this.#silence = this.#waiting.size === 0 ? undefined : setTimeout(this.#lose, patienceMs);
  };

  readonly #lose = (): void => {
    this.close();
    this.#onLost();
  };
}
