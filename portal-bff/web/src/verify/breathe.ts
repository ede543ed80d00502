const everyMs = 40;

/**
 * Passes a stream on, and lets the thread take its messages now and then. A file is often read faster than it is verified;
 * then every chunk is there already when it is asked for, promises alone drive the loop, and a cancel would not be heard
 * before the end of the file.
 */
export function breathe(): TransformStream<Uint8Array, Uint8Array> {
  let next = performance.now() + everyMs;
  return new TransformStream({
    async transform(chunk, controller) {
      if (performance.now() >= next) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        next = performance.now() + everyMs;
      }
      controller.enqueue(chunk);
    },
  });
}
