// The thread that verifies, and shares the work with a second one where there is one. It loads the module as soon as the
// page opens, while there is a network to load it over, and reads a file chunk by chunk: no more of the file is ever in
// memory than one chunk, the verifier's own window and the few pieces that the second thread is given at a time.
import { CoreError, RatestackCore, verifyExport, type Progress } from "@ratestack/core";
import moduleUrl from "@ratestack/core/ratestack_core.wasm?url";

import type { FailureKind, FromVerifier, ToVerifier } from "./protocol.js";

const progressEveryMs = 100;

const loading = RatestackCore.load(fetch(moduleUrl));
const jobs = new Map<number, AbortController>();
// Pending until it is known whether there is a second thread; no file waits for it.
let join: () => void = () => undefined;
const joined = new Promise<void>((resolve) => {
  join = resolve;
});
let examiner: MessagePort | null = null;

const send = (message: FromVerifier): void => {
  self.postMessage(message);
};

async function announce(): Promise<void> {
  try {
    const core = await loading;
    // Both are here: from now on nothing more is needed from the network.
    await joined;
    send({ kind: "ready", version: core.version() });
  } catch {
    send({ kind: "unavailable" });
  }
}

function share(port: MessagePort | null): void {
  examiner = port;
  join();
}

function reporter(job: number, startedAt: number): (progress: Progress) => void {
  let next = startedAt;
  return ({ bytes, rows }) => {
    const now = performance.now();
    if (now < next) return;
    next = now + progressEveryMs;
    send({ kind: "progress", job, reading: { bytes, rows, elapsedMs: now - startedAt } });
  };
}

async function verify(job: number, file: File): Promise<void> {
  const cancelling = new AbortController();
  jobs.set(job, cancelling);
  try {
    const core = await loading;
    const startedAt = performance.now();
    const report = reporter(job, startedAt);
    let sharedRows = 0;
    const verdict = await verifyExport(core, file.stream(), {
      signal: cancelling.signal,
      onProgress(progress) {
        ({ sharedRows } = progress);
        report(progress);
      },
      onExaminerLost() {
        share(null);
      },
      ...(examiner !== null && { examiner }),
    });
    send({ kind: "verdict", job, verdict, elapsedMs: performance.now() - startedAt, sharedRows });
  } catch (error) {
    if (!cancelling.signal.aborted) send({ kind: "failed", job, failure: await failureOf(error) });
  } finally {
    jobs.delete(job);
  }
}

/** Browsers do not agree on what a file's stream fails with, so: whatever the module did not throw, reading did. */
async function failureOf(error: unknown): Promise<FailureKind> {
  const loaded = await loading.then(
    () => true,
    () => false,
  );
  return loaded && !(error instanceof CoreError) ? "unreadable" : "stopped";
}

self.addEventListener("message", ({ data }: MessageEvent<ToVerifier>) => {
  switch (data.kind) {
    case "verify":
      void verify(data.job, data.file);
      break;
    case "cancel":
      jobs.get(data.job)?.abort();
      break;
    case "shared":
      share(data.examiner);
      break;
    case "alone":
      share(null);
      break;
  }
});

void announce();
