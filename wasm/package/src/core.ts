import { checkModule, digestSize } from "./abi.js";
import { aeadOpen, aeadSeal, hkdfSha256, hmacSha256, type AeadParameters, type HkdfParameters } from "./crypto.js";
import { ExportVerifier } from "./export_verifier.js";
import { IdentityRules } from "./identity.js";
import { CoreInstance } from "./instance.js";
import { compileModule, type ModuleSource } from "./load.js";
import { PolicyRules } from "./policy.js";
import type { RedactedJson, RedactedText, RedactionOptions } from "./redacted.js";
import { Redactor } from "./redaction.js";
import type { RedactionStream } from "./redaction_stream.js";
import { RequestPaths } from "./request_path.js";
import { RowExaminer } from "./row_examiner.js";
import { parseUrl, UrlValidator, type ServicePolicy, type UrlParts, type UrlVerdict } from "./url.js";
import { ValidatorCache } from "./validator_cache.js";

/**
 * RateStack's security core. Calls are synchronous and share one instance of the module; after a trap the next call runs
 * in a fresh one. Verifiers have an instance of their own.
 */
export class RatestackCore {
  readonly #module: WebAssembly.Module;
  #instance: CoreInstance;
  readonly #validators = new ValidatorCache();
  /** Labels, nothing allowed: what most calls want. */
  #labels: Redactor | undefined;
  #paths: RequestPaths | undefined;
  /** Session tokens, cookies, CSRF tokens, origins and return paths. */
  readonly identity = new IdentityRules(() => this.#living());
  /** Who may do what, and the catalog of capabilities. */
  readonly policy = new PolicyRules(() => this.#living());

  private constructor(module: WebAssembly.Module) {
    this.#module = module;
    this.#instance = new CoreInstance(module);
  }

  /** Compiles (unless given a compiled module), checks and instantiates the module. */
  static async load(source: ModuleSource): Promise<RatestackCore> {
    const module = await compileModule(source);
    checkModule(module);
    return new RatestackCore(module);
  }

  version(): string {
    return this.#living().answer((core, out) => core.rs_version(out));
  }

  /** The RFC 8785 form of a JSON text within the limits of a request body (1 MiB, 32 deep). Throws CoreError. */
  canonicalize(json: string): string {
    const instance = this.#living();
    return instance.withText(json, (text) =>
      instance.answer((core, out) => core.rs_canonicalize(text.data, text.size, out)),
    );
  }

  /** Whether a text is byte for byte the RFC 8785 form of some value. */
  isCanonical(json: string): boolean {
    const instance = this.#living();
    return instance.withText(json, (text) => instance.run((core) => core.rs_is_canonical(text.data, text.size)) === 1);
  }

  sha256(bytes: Uint8Array): Uint8Array {
    const instance = this.#living();
    return instance.withBytes(bytes, (input) =>
      instance.withMemory(digestSize, (out) => {
        instance.run((core) => {
          core.rs_sha256(input.data, input.size, out);
        });
        return instance.read(out, digestSize);
      }),
    );
  }

  hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
    return hmacSha256(this.#living(), key, message);
  }

  /** HKDF-SHA-256 (RFC 5869). Throws CoreError `bad_length`. */
  hkdfSha256(parameters: HkdfParameters): Uint8Array {
    return hkdfSha256(this.#living(), parameters);
  }

  /** AES-256-GCM: the ciphertext, then the tag of 16 bytes. Throws CoreError `bad_length`. */
  aeadSeal(parameters: AeadParameters, plaintext: Uint8Array): Uint8Array {
    return aeadSeal(this.#living(), parameters, plaintext);
  }

  /** The opposite; null where key, IV or associated data are others, or a byte was altered. Which cannot be told. */
  aeadOpen(parameters: AeadParameters, sealed: Uint8Array): Uint8Array | null {
    return aeadOpen(this.#living(), parameters, sealed);
  }

  /** A verifier for one export file, in an instance of its own: close it when done. */
  openExportVerifier(): ExportVerifier {
    return new ExportVerifier(new CoreInstance(this.#module));
  }

  /** An examiner of row lines, in an instance of its own, for a second worker. */
  openRowExaminer(): RowExaminer {
    return new RowExaminer(new CoreInstance(this.#module));
  }

  /**
   * Takes e-mail addresses, phone numbers, SSNs and card numbers out of a text. With options, mode, key and allowlist are
   * read anew each time: for many texts, open a redactor.
   */
  redact(text: string, options?: RedactionOptions): RedactedText {
    return this.#withRedactor(options, (redactor) => redactor.redact(text));
  }

  /** The same for one JSON text: member names and numbers too, and names are context. Throws CoreError `not_json`. */
  redactJson(json: string, options?: RedactionOptions): RedactedJson {
    return this.#withRedactor(options, (redactor) => redactor.redactJson(json));
  }

  /** A redactor of its own mode, key and allowlist, in an instance of its own: close it when done. */
  openRedactor(options?: RedactionOptions): Redactor {
    return new Redactor(new CoreInstance(this.#module), options);
  }

  /** A redactor of one stream of bytes, in an instance of its own: close it when done. */
  openRedactionStream(options?: RedactionOptions): RedactionStream {
    const redactor = this.openRedactor(options);
    const stream = redactor.openStream();
    redactor.close();
    return stream;
  }

  #withRedactor<T>(options: RedactionOptions | undefined, body: (redactor: Redactor) => T): T {
    if (options === undefined) {
      if (this.#labels?.alive !== true) this.#labels = new Redactor(this.#living());
      return body(this.#labels);
    }
    const redactor = new Redactor(this.#living(), options);
    try {
      return body(redactor);
    } finally {
      redactor.close();
    }
  }

  /** The parts of a URL, read against `base` where there is one; null for what is none (URL Standard section 4.4). */
  parseUrl(text: string, base?: string): UrlParts | null {
    return parseUrl(this.#living(), text, base);
  }

  /** A domain name in the ASCII form of the URL Standard (section 3.3). Throws CoreError with the rule that it breaks. */
  domainToAscii(domain: string): string {
    const instance = this.#living();
    return instance.withText(domain, (text) =>
      instance.answer((core, out) => core.rs_domain_to_ascii(text.data, text.size, out)),
    );
  }

  /**
   * May a service call that URL? All that can be said without DNS: `needs_dns` is no permission. The validator of a policy
   * is kept, so hand in the same object. Throws CoreError where the policy is not valid.
   */
  validateUrl(text: string, policy: ServicePolicy): UrlVerdict {
    return this.#validators.of(policy, this.#living()).validate(text);
  }

  /** A validator of one policy, in an instance of its own: close it when done. */
  openUrlValidator(policy: ServicePolicy): UrlValidator {
    return new UrlValidator(new CoreInstance(this.#module), policy);
  }

  /** Whether the path of a request, as it was sent and without query, has exactly one reading: no escape, no dot segment. */
  isCanonicalPath(path: string): boolean {
    if (this.#paths?.alive !== true) this.#paths = new RequestPaths(this.#living());
    return this.#paths.isCanonical(path);
  }

  #living(): CoreInstance {
    if (!this.#instance.alive) this.#instance = new CoreInstance(this.#module);
    return this.#instance;
  }
}
