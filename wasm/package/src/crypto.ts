import { aeadCallSize, digestSize, Status } from "./abi.js";
import { CoreError } from "./errors.js";
import type { CoreInstance } from "./instance.js";

const aeadKeySize = 32;
const aeadIvSize = 12;
const aeadTagSize = 16;
const maxHkdfSize = 255 * 32;

/** What sealing and opening must agree on. A pair of key and IV must never seal twice. */
export interface AeadParameters {
  /** 32 bytes. */
  readonly key: Uint8Array;
  /** 12 bytes. */
  readonly iv: Uint8Array;
  /** Authenticated, not encrypted. */
  readonly associatedData?: Uint8Array;
}

export interface HkdfParameters {
  readonly key: Uint8Array;
  readonly salt?: Uint8Array;
  /** Names the purpose: different purposes give independent keys. */
  readonly info?: Uint8Array;
  /** Bytes wanted, at most 8160. */
  readonly size: number;
}

/**
 * Puts `parts` one after the other into the module's memory, behind them `room` bytes for the answer; all of it is wiped
 * afterwards. `body` gets where each part begins, and where the room does.
 */
export function withSecrets<T>(
  instance: CoreInstance,
  parts: readonly Uint8Array[],
  room: number,
  body: (starts: readonly number[], out: number) => T,
): T {
  const size = parts.reduce((sum, part) => sum + part.length, room);
  return instance.withWipedMemory(size, (data) => {
    let end = data;
    const starts = parts.map((part) => {
      const start = end;
      instance.write(start, part);
      end += part.length;
      return start;
    });
    return body(starts, end);
  });
}

function requireSize(name: string, bytes: Uint8Array, size: number): void {
  if (bytes.length !== size) throw new CoreError("bad_length", `${name} of ${String(bytes.length)} bytes`);
}

export function hmacSha256(instance: CoreInstance, key: Uint8Array, message: Uint8Array): Uint8Array {
  return withSecrets(instance, [key, message], digestSize, ([keyAt = 0, messageAt = 0], out) => {
    instance.run((core) => {
      core.rs_hmac_sha256(keyAt, key.length, messageAt, message.length, out);
    });
    return instance.read(out, digestSize);
  });
}

export function hkdfSha256(instance: CoreInstance, parameters: HkdfParameters): Uint8Array {
  const { key, salt = new Uint8Array(), info = new Uint8Array(), size } = parameters;
  if (!Number.isInteger(size) || size < 0 || size > maxHkdfSize) throw new CoreError("bad_length", String(size));
  return withSecrets(instance, [key, salt, info], size, ([keyAt = 0, saltAt = 0, infoAt = 0], out) => {
    instance.check(
      instance.run((core) =>
        core.rs_hkdf_sha256(keyAt, key.length, saltAt, salt.length, infoAt, info.length, out, size),
      ),
    );
    return instance.read(out, size);
  });
}

type AeadFunction = (call: number, input: number, size: number, out: number) => number;

/** The bytes that `run` writes, or null where it says `failed`. */
function callAead(
  instance: CoreInstance,
  parameters: AeadParameters,
  input: Uint8Array,
  room: number,
  run: AeadFunction,
): Uint8Array | null {
  const { key, iv, associatedData = new Uint8Array() } = parameters;
  requireSize("key", key, aeadKeySize);
  requireSize("IV", iv, aeadIvSize);
  const call = new Uint8Array(aeadCallSize);
  // abi::AeadCall comes first, where memory is aligned; it points to the parts behind it.
  return withSecrets(instance, [call, key, iv, associatedData, input], room, (starts, out) => {
    const [callAt = 0, keyAt = 0, ivAt = 0, associatedAt = 0, inputAt = 0] = starts;
    const words = new DataView(call.buffer);
    [keyAt, ivAt, associatedAt, associatedData.length].forEach((word, index) => {
      words.setUint32(index * 4, word, true);
    });
    instance.write(callAt, call);
    const status = run(callAt, inputAt, input.length, out);
    if (status === Status.failed) return null;
    instance.check(status);
    return instance.read(out, room);
  });
}

export function aeadSeal(instance: CoreInstance, parameters: AeadParameters, plaintext: Uint8Array): Uint8Array {
  const sealed = callAead(instance, parameters, plaintext, plaintext.length + aeadTagSize, (call, input, size, out) =>
    instance.run((core) => {
      core.rs_aead_seal(call, input, size, out);
      return Status.ok;
    }),
  );
  if (sealed === null) throw new CoreError("unknown_status");
  return sealed;
}

export function aeadOpen(instance: CoreInstance, parameters: AeadParameters, sealed: Uint8Array): Uint8Array | null {
  const size = Math.max(sealed.length - aeadTagSize, 0);
  return callAead(instance, parameters, sealed, size, (call, input, inputSize, out) =>
    instance.run((core) => core.rs_aead_open(call, input, inputSize, out)),
  );
}
