import { Breath } from "./breath.js";
import { openChunkReader, type ChunkReader } from "./chunk_reader.js";
import type { RatestackCore } from "./core.js";
import { RemoteExaminer, type ExaminerPort } from "./examiner_port.js";
import { DirectFeed, SharedFeed, type Feed } from "./feed.js";
import type { Progress, Verdict } from "./verdict.js";

export interface VerifyOptions {
  /** Called after each chunk. What it throws ends the verification. */
  onProgress?(progress: Progress): void;
  /** Aborting cancels the stream and rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Where another worker runs serveRowExaminer: it examines the rows while this one hashes the file and links them. */
  examiner?: ExaminerPort;
  /** The examiner is gone, or answers no more. This verification goes on alone; do not offer that port to another one. */
  onExaminerLost?(): void;
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
  const reader = openChunkReader(stream);
  const verifier = core.openExportVerifier();
  const examiner = options.examiner === undefined ? undefined : new RemoteExaminer(options.examiner, () => options.onExaminerLost?.());
  const abort = (): void => {
    // Ends a read that waits; the rejection of a stream that cannot be cancelled adds nothing to the abort itself.
    reader.cancel(options.signal?.reason).catch(() => undefined);
    examiner?.close();
  };
  options.signal?.addEventListener("abort", abort, { once: true });
  try {
    await pump(reader, examiner === undefined ? new DirectFeed(verifier) : new SharedFeed(verifier, examiner), options);
    return verifier.finish();
  } catch (error) {
    await reader.cancel(error).catch(() => undefined);
    throw error;
  } finally {
    options.signal?.removeEventListener("abort", abort);
    reader.releaseLock();
    examiner?.close();
    verifier.close();
  }
}

async function pump(reader: ChunkReader, feed: Feed, options: VerifyOptions): Promise<void> {
  const breath = new Breath();
  for (;;) {
    await breath.take();
    options.signal?.throwIfAborted();
    const chunk = await reader.read();
    options.signal?.throwIfAborted();
    const progress = await (chunk === null ? feed.end() : feed.update(chunk));
    options.signal?.throwIfAborted();
    if (progress !== null) options.onProgress?.(progress);
    if (chunk === null) return;
    if (progress?.settled === true) {
      // The verdict stands: a source that fails to close does not change it.
      await reader.cancel().catch(() => undefined);
      return;
    }
  }
}
