import { bufferSize, redactedSize, Status, type CoreExports } from "./abi.js";
import type { CoreInstance } from "./instance.js";

/** label: [REDACTED:EMAIL]; partial: a card keeps its last four digits; pseudonym: [EMAIL:<16 hex>], the same for the same value. */
export type RedactionMode = "label" | "partial" | "pseudonym";

export interface RedactionOptions {
  mode?: RedactionMode;
  /** For pseudonyms: at least 32 bytes. The caller's copy is the caller's to wipe. */
  key?: Uint8Array;
  /** Values that stay, at most 64; addresses compare without case, numbers by their digits. */
  allow?: readonly string[];
}

export type PiiKind = "EMAIL" | "PHONE" | "SSN" | "PAN";
export type PiiCounts = Record<PiiKind, number>;

export interface RedactedText {
  text: string;
  counts: PiiCounts;
}

export interface RedactedJson {
  /** Valid JSON: member names and numbers are redacted too; order and white space stay. */
  json: string;
  counts: PiiCounts;
}

export interface RedactedBytes {
  bytes: Uint8Array<ArrayBuffer>;
  counts: PiiCounts;
}

type Call = (core: CoreExports, out: number) => number;

/** A call that answers through an abi::Redacted. */
export function callRedacted(instance: CoreInstance, call: Call): RedactedBytes {
  return instance.withMemory(redactedSize, (out) => {
    const status = instance.run((core) => call(core, out));
    if (status === Status.failed) throw instance.refusal(out);
    instance.check(status);
    const words = instance.readWords(out, redactedSize);
    const count = (index: number): number => Number(words.getBigUint64(bufferSize + index * 8, true));
    return {
      bytes: instance.takeBytes(out),
      counts: { EMAIL: count(0), PHONE: count(1), SSN: count(2), PAN: count(3) },
    };
  });
}
