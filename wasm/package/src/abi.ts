import { CoreError } from "./errors.js";

/** The module's exports, as wasm/exports.txt lists them. Pointers, sizes, handles and statuses are 32-bit numbers. */
export interface CoreExports {
  readonly memory: WebAssembly.Memory;
  _initialize(): void;
  rs_alloc(size: number): number;
  rs_free(data: number): void;
  rs_version(out: number): number;
  rs_canonicalize(text: number, size: number, out: number): number;
  rs_is_canonical(text: number, size: number): number;
  rs_sha256(data: number, size: number, out: number): void;
  rs_hmac_sha256(key: number, keySize: number, data: number, size: number, out: number): void;
  rs_hkdf_sha256(
    key: number,
    keySize: number,
    salt: number,
    saltSize: number,
    info: number,
    infoSize: number,
    out: number,
    outSize: number,
  ): number;
  rs_aead_seal(call: number, plaintext: number, size: number, out: number): void;
  rs_aead_open(call: number, sealed: number, size: number, out: number): number;
  rs_export_verifier_new(): number;
  rs_export_verifier_update(handle: number, data: number, size: number): number;
  rs_export_verifier_accept_rows(handle: number, lines: number, size: number, facts: number, count: number): number;
  rs_export_verifier_finish(handle: number): number;
  rs_export_verifier_progress(handle: number, out: number): number;
  rs_export_verifier_verdict_json(handle: number, out: number): number;
  rs_export_verifier_free(handle: number): number;
  rs_row_facts_size(): number;
  rs_examine_rows(data: number, size: number, facts: number, room: number, out: number): void;
  rs_redactor_new(options: number, optionsSize: number, key: number, keySize: number, out: number): number;
  rs_redactor_free(handle: number): number;
  rs_redact(handle: number, data: number, size: number, out: number): number;
  rs_redact_json(handle: number, data: number, size: number, out: number): number;
  rs_redaction_stream_new(redactor: number): number;
  rs_redaction_stream_update(handle: number, data: number, size: number, out: number): number;
  rs_redaction_stream_finish(handle: number, out: number): number;
  rs_redaction_stream_free(handle: number): number;
  rs_url_parse(text: number, size: number, base: number, baseSize: number, out: number): number;
  rs_domain_to_ascii(text: number, size: number, out: number): number;
  rs_url_validator_new(policy: number, size: number, out: number): number;
  rs_url_validator_check(handle: number, text: number, size: number, out: number): number;
  rs_url_validator_free(handle: number): number;
  rs_is_canonical_request_path(path: number, size: number): number;
  rs_session_token_hash(text: number, size: number, out: number): number;
  rs_find_cookie(header: number, size: number, kind: number, out: number): number;
  rs_set_cookie(kind: number, value: number, size: number, out: number): number;
  rs_clear_cookie(kind: number, out: number): number;
  rs_csrf_token(key: number, keySize: number, sessionHash: number, out: number): void;
  rs_csrf_matches(key: number, keySize: number, sessionHash: number, text: number, size: number): number;
  rs_judge_origin(call: number, verdict: number): number;
  rs_is_local_return_path(text: number, size: number): number;
  rs_decide(call: number, rules: number, refusal: number): number;
  rs_explain(call: number, capability: number, out: number): number;
  rs_capability_catalog(out: number): number;
}

/** abi::Status of wasm/abi.hpp. */
export const Status = { ok: 0, failed: 1, badHandle: 2, wrongState: 3, outOfMemory: 4 } as const;

/** Sizes of abi::Buffer, abi::Examined, abi::Progress, a digest, abi::MadeRedactor and abi::Redacted. */
export const bufferSize = 8;
export const examinedSize = 8;
export const progressSize = 24;
export const digestSize = 32;
export const madeRedactorSize = 12;
export const redactedSize = 40;
/** Sizes of abi::MadeValidator and abi::UrlVerdictOut. */
export const madeValidatorSize = 12;
export const urlVerdictSize = 28;
/** Size of abi::AeadCall. */
export const aeadCallSize = 16;
/** Sizes of abi::FoundCookie and abi::OriginCall. */
export const foundCookieSize = 20;
export const originCallSize = 40;
/** Sizes of abi::DecideCall and abi::GrantIn. */
export const decideCallSize = 36;
export const grantInSize = 48;

const functionNames = [
  "_initialize",
  "rs_alloc",
  "rs_free",
  "rs_version",
  "rs_canonicalize",
  "rs_is_canonical",
  "rs_sha256",
  "rs_hmac_sha256",
  "rs_hkdf_sha256",
  "rs_aead_seal",
  "rs_aead_open",
  "rs_export_verifier_new",
  "rs_export_verifier_update",
  "rs_export_verifier_accept_rows",
  "rs_export_verifier_finish",
  "rs_export_verifier_progress",
  "rs_export_verifier_verdict_json",
  "rs_export_verifier_free",
  "rs_row_facts_size",
  "rs_examine_rows",
  "rs_redactor_new",
  "rs_redactor_free",
  "rs_redact",
  "rs_redact_json",
  "rs_redaction_stream_new",
  "rs_redaction_stream_update",
  "rs_redaction_stream_finish",
  "rs_redaction_stream_free",
  "rs_url_parse",
  "rs_domain_to_ascii",
  "rs_url_validator_new",
  "rs_url_validator_check",
  "rs_url_validator_free",
  "rs_is_canonical_request_path",
  "rs_session_token_hash",
  "rs_find_cookie",
  "rs_set_cookie",
  "rs_clear_cookie",
  "rs_csrf_token",
  "rs_csrf_matches",
  "rs_judge_origin",
  "rs_is_local_return_path",
  "rs_decide",
  "rs_explain",
  "rs_capability_catalog",
] as const satisfies readonly (keyof CoreExports)[];

/** Refuses a module that is not ours, or of another version, before anything of it runs. */
export function checkModule(module: WebAssembly.Module): void {
  const imports = WebAssembly.Module.imports(module);
  if (imports.length > 0) throw new CoreError("incompatible_module", "the module asks for imports");
  const kinds = new Map(WebAssembly.Module.exports(module).map((entry) => [entry.name, entry.kind]));
  if (kinds.get("memory") !== "memory") throw new CoreError("incompatible_module", "memory is not exported");
  const missing = functionNames.find((name) => kinds.get(name) !== "function");
  if (missing !== undefined) throw new CoreError("incompatible_module", `${missing} is not exported`);
}
