import { bufferSize, madeValidatorSize, Status, urlVerdictSize } from "./abi.js";
import { CoreError } from "./errors.js";
import type { CoreInstance } from "./instance.js";

/** A URL as the URL Standard reads it, in the canonical spelling of each part. `null` is absent, which is not empty. */
export interface UrlParts {
  href: string;
  /** Without ":". */
  scheme: string;
  username: string;
  password: string;
  /** IPv6 in brackets. */
  host: string | null;
  /** null where it is the scheme's default. */
  port: number | null;
  path: string;
  query: string | null;
  fragment: string | null;
  origin: string;
}

/** What one service may call; an absent list takes the default that the server's settings have too. */
export interface ServicePolicy {
  /** 1 to 64 of a-z 0-9 -. */
  name: string;
  /** Default: https. */
  schemes?: readonly string[];
  /** Default: those of the schemes. */
  ports?: readonly number[];
  /** "api.example.com", "*.example.com", "*" (any public host). Default: none. */
  hosts?: readonly string[];
  /** CIDR blocks that may be called although not public; never a cloud's metadata endpoint. */
  networks?: readonly string[];
  /** The operator's own RFC 6052 prefixes. */
  nat64_prefixes?: readonly string[];
}

/** The codes of a refusal (contract 3.11) that need no DNS. */
export type UrlRefusalCode =
  | "invalid_url"
  | "unsupported_scheme"
  | "credentials_in_url"
  | "port_not_allowed"
  | "host_not_allowlisted"
  | "blocked_address"
  | "metadata_endpoint"
  | "ambiguous_url";

interface Place {
  canonical_url: string;
  /** IPv6 in brackets. */
  host: string;
  port: number;
}

/** `detail` describes the network that one stands in: it is for the operator, not for whoever sent the URL. */
export type UrlVerdict =
  | (Place & { allowed: true; needs_dns?: undefined })
  | { allowed: false; code: UrlRefusalCode; detail: string; needs_dns?: undefined }
  | (Place & { needs_dns: true; allowed?: undefined });

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** The module refuses what is longer; a little more is enough for it to see that. */
const maxUrlBytes = 8 * 1024;
const inputSize = (maxUrlBytes + 1) * 3;

/** abi::UrlVerdictOut in 32-bit words, and its kinds. */
const Word = { kind: 0, port: 1, text: 2, textSize: 3, hostStart: 4, hostSize: 5, isAsGiven: 6 } as const;
const Kind = { allowed: 0, needsDns: 1, refused: 2 } as const;

export function parseUrl(instance: CoreInstance, text: string, base?: string): UrlParts | null {
  const parse = (baseData: number, baseSize: number): UrlParts | null =>
    instance.withText(text, ({ data, size }) => {
      try {
        return JSON.parse(
          instance.answer((core, out) => core.rs_url_parse(data, size, baseData, baseSize, out)),
        ) as UrlParts;
      } catch (error) {
        if (error instanceof CoreError && error.code === "invalid_url") return null;
        throw error;
      }
    });
  return base === undefined ? parse(0, 0) : instance.withText(base, (span) => parse(span.data, span.size));
}

function openHandle(instance: CoreInstance, policy: ServicePolicy): number {
  return instance.withText(JSON.stringify(policy), (text) =>
    instance.withMemory(madeValidatorSize, (out) => {
      const status = instance.run((core) => core.rs_url_validator_new(text.data, text.size, out));
      if (status === Status.failed) throw instance.refusal(out);
      instance.check(status);
      const handle = instance.readWords(out, madeValidatorSize).getUint32(bufferSize, true);
      if (handle === 0) throw new CoreError("too_many_validators");
      return handle;
    }),
  );
}

/** One service's policy for many URLs. Not for use from several threads. */
export class UrlValidator {
  readonly #instance: CoreInstance;
  readonly #handle: number;
  readonly #input: number;
  readonly #out: number;
  // Views of the module's memory, renewed when it has grown.
  #bytes = new Uint8Array();
  #words = new Uint32Array();
  #closed = false;

  /** Use RatestackCore.openUrlValidator(). Throws CoreError where the policy is not valid. */
  constructor(instance: CoreInstance, policy: ServicePolicy) {
    this.#instance = instance;
    this.#handle = openHandle(instance, policy);
    this.#input = instance.allocate(inputSize);
    this.#out = instance.allocate(urlVerdictSize);
  }

  /** All that can be said without DNS: `needs_dns` is no permission. */
  validate(text: string): UrlVerdict {
    if (this.#closed) throw new CoreError("closed", "the validator was closed");
    const size = this.#write(text);
    const status = this.#instance.run((core) =>
      core.rs_url_validator_check(this.#handle, this.#input, size, this.#out),
    );
    if (status !== Status.ok) this.#instance.check(status);
    return this.#read(text);
  }

  get alive(): boolean {
    return !this.#closed && this.#instance.alive;
  }

  /** Gives the module's memory back. Safe to call again; nothing else is afterwards. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (!this.#instance.alive) return;
    this.#instance.free(this.#input);
    this.#instance.free(this.#out);
    this.#instance.check(this.#instance.run((core) => core.rs_url_validator_free(this.#handle)));
  }

  /** Memory that grows leaves views of no length behind. */
  #renewViews(): void {
    if (this.#bytes.length !== 0) return;
    const buffer = this.#instance.run((core) => core.memory.buffer);
    this.#bytes = new Uint8Array(buffer);
    this.#words = new Uint32Array(buffer);
  }

  /** URLs are ASCII nearly always: then characters are bytes, and no encoder is faster than this loop. */
  #write(text: string): number {
    this.#renewViews();
    const bytes = this.#bytes;
    const start = this.#input;
    const length = Math.min(text.length, maxUrlBytes + 1);
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x80) return this.#encode(text.slice(0, length));
      bytes[start + i] = unit;
    }
    return length;
  }

  #encode(text: string): number {
    return encoder.encodeInto(text, this.#bytes.subarray(this.#input, this.#input + inputSize)).written;
  }

  #word(index: number): number {
    return this.#words[this.#out / Uint32Array.BYTES_PER_ELEMENT + index] ?? 0;
  }

  #read(input: string): UrlVerdict {
    this.#renewViews(); // the call may have grown the memory
    const kind = this.#word(Word.kind);
    const hostStart = this.#word(Word.hostStart);
    const hostEnd = hostStart + this.#word(Word.hostSize);
    const text = this.#word(Word.isAsGiven) === 1 ? input : this.#text();
    if (kind === Kind.refused) {
      return { allowed: false, code: text.slice(0, hostEnd) as UrlRefusalCode, detail: text.slice(hostEnd) };
    }
    // A canonical URL is ASCII: its offsets count characters as well as bytes.
    const host = text.slice(hostStart, hostEnd);
    const port = this.#word(Word.port);
    if (kind === Kind.allowed) return { allowed: true, canonical_url: text, host, port };
    return { needs_dns: true, canonical_url: text, host, port };
  }

  #text(): string {
    const start = this.#word(Word.text);
    return decoder.decode(this.#bytes.subarray(start, start + this.#word(Word.textSize)));
  }
}
