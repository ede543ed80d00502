/** Bytes asked for at a time, where the stream lets us choose. */
const bufferSize = 1024 * 1024;

/** Reads a stream in the largest chunks that it offers: every one costs a turn through the engine's stream machinery. */
export interface ChunkReader {
  /** The next bytes, until the next call only; null at the end. */
  read(): Promise<Uint8Array | null>;
  cancel(reason?: unknown): Promise<void>;
  releaseLock(): void;
}

export function openChunkReader(stream: ReadableStream<Uint8Array>): ChunkReader {
  try {
    return new BufferedReader(stream.getReader({ mode: "byob" }));
  } catch (error) {
    // No byte stream, or locked: that one fails here again.
    if (error instanceof TypeError) return new PlainReader(stream.getReader());
    throw error;
  }
}

class PlainReader implements ChunkReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
    this.#reader = reader;
  }

  async read(): Promise<Uint8Array | null> {
    const { done, value } = await this.#reader.read();
    return done ? null : value;
  }

  cancel(reason?: unknown): Promise<void> {
    return this.#reader.cancel(reason);
  }

  releaseLock(): void {
    this.#reader.releaseLock();
  }
}

/** Lends the stream the same memory again and again. */
class BufferedReader implements ChunkReader {
  readonly #reader: ReadableStreamBYOBReader;
  #buffer: ArrayBufferLike = new ArrayBuffer(bufferSize);

  constructor(reader: ReadableStreamBYOBReader) {
    this.#reader = reader;
  }

  async read(): Promise<Uint8Array | null> {
    const { done, value } = await this.#reader.read(new Uint8Array(this.#buffer));
    if (done) return null;
    this.#buffer = value.buffer;
    return value;
  }

  cancel(reason?: unknown): Promise<void> {
    return this.#reader.cancel(reason);
  }

  releaseLock(): void {
    this.#reader.releaseLock();
  }
}
