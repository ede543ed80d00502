import type { RatestackCore } from "./core.js";
import type { ExportVerifier } from "./export_verifier.js";
import type { Progress, Verdict } from "./verdict.js";

export interface VerifyOptions {
  /** Called after each chunk. What it throws ends the verification. */
  onProgress?(progress: Progress): void;
  /** Aborting cancels the stream and rejects with the signal's reason. */
  signal?: AbortSignal;
}

/**
 * Verifies an export file from a stream of its bytes, in constant memory. Rejects when the stream fails, when aborted, and
 * with CoreTrapError; a broken or unusable file is a verdict. Reading stops at the first break.
 */
export async function verifyExport(
  core: RatestackCore,
  stream: ReadableStream<Uint8Array>,
  options: VerifyOptions = {},
): Promise<Verdict> {
  const reader = stream.getReader();
  const abort = (): void => {
    // Ends a read that waits; the rejection of a stream that cannot be cancelled adds nothing to the abort itself.
    reader.cancel(options.signal?.reason).catch(() => undefined);
  };
  const verifier = core.openExportVerifier();
  options.signal?.addEventListener("abort", abort, { once: true });
  try {
    await feed(verifier, reader, options);
    return verifier.finish();
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    throw error;
  } finally {
    options.signal?.removeEventListener("abort", abort);
    reader.releaseLock();
    verifier.close();
  }
}

async function feed(
  verifier: ExportVerifier,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  options: VerifyOptions,
): Promise<void> {
  for (;;) {
    options.signal?.throwIfAborted();
    const { done, value } = await reader.read();
    options.signal?.throwIfAborted();
    if (done) return;
    const progress = verifier.update(value);
    options.onProgress?.(progress);
    if (progress.settled) {
      // The verdict stands: a source that fails to close does not change it.
      await reader.cancel().catch(() => undefined);
      return;
    }
  }
}
