import { Watched } from "../client/watched.js";
import type { FromVerifier, ToVerifier } from "./protocol.js";
import { initialState, next, type VerifierEvent, type VerifierState } from "./state.js";

/** Joins the page to the verifier's thread: commands in, state out. One a page, made by its entry point. */
export class VerifierStore {
  readonly #worker: Worker;
  readonly #watched = new Watched<VerifierState>(initialState);
  #lastJob = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener("message", ({ data }: MessageEvent<FromVerifier>) => {
      this.#apply(data);
    });
    // The script did not load, or threw where nothing catches: no verification can be trusted to end any more.
    worker.addEventListener("error", () => {
      this.#apply({ kind: "unavailable" });
    });
  }

  readonly state = this.#watched.get;
  readonly subscribe = this.#watched.subscribe;

  /** Verifies a file; one under way is cancelled. */
  readonly verify = (file: File): void => {
    this.cancel();
    const job = ++this.#lastJob;
    this.#apply({ kind: "started", job: { id: job, name: file.name, size: file.size } });
    this.#send({ kind: "verify", job, file });
  };

  readonly cancel = (): void => {
    const { verification } = this.#watched.get();
    if (verification.phase !== "running") return;
    this.#send({ kind: "cancel", job: verification.job.id });
    this.#apply({ kind: "cancelled" });
  };

  #send(message: ToVerifier): void {
    this.#worker.postMessage(message);
  }

  #apply(event: VerifierEvent): void {
    this.#watched.set(next(this.#watched.get(), event));
  }
}
