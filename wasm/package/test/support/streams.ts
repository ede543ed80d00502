export function streamOf(blocks: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      for (const block of blocks) controller.enqueue(block);
      controller.close();
    },
  });
}

/** `file` in chunks of `size` bytes. */
export function* chunksOf(file: Uint8Array, size: number): Generator<Uint8Array, void> {
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}
