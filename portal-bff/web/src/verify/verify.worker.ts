// The thread that verifies. It loads the module as soon as the page opens, while there is a network to load it over, and
// reads a file chunk by chunk: no more of the file is ever in memory than one chunk and the verifier's own window.
import { CoreError, RatestackCore, verifyExport, type Progress } from "@ratestack/core";
import moduleUrl from "@ratestack/core/ratestack_core.wasm?url";

import { breathe } from "./breathe.js";
import type { FailureKind, FromVerifier, ToVerifier } from "./protocol.js";

const progressEveryMs = 100;

const loading = RatestackCore.load(fetch(moduleUrl));
const jobs = new Map<number, AbortController>();

const send = (message: FromVerifier): void => {
  self.postMessage(message);
};

async function announce(): Promise<void> {
  try {
    send({ kind: "ready", version: (await loading).version() });
  } catch {
    send({ kind: "unavailable" });
  }
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
    const options = { signal: cancelling.signal, onProgress: reporter(job, startedAt) };
    const verdict = await verifyExport(core, file.stream().pipeThrough(breathe()), options);
    send({ kind: "verdict", job, verdict, elapsedMs: performance.now() - startedAt });
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
  if (data.kind === "verify") void verify(data.job, data.file);
  else jobs.get(data.job)?.abort();
});

void announce();
