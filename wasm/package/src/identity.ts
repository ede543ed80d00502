import { bufferSize, digestSize, foundCookieSize, originCallSize, Status } from "./abi.js";
import { withSecrets } from "./crypto.js";
import { CoreError } from "./errors.js";
import type { CoreInstance } from "./instance.js";

/** Cookies of ours, as CookieKind of core numbers them. `oidc_form_post` alone may come back with a cross-site POST. */
const cookieKinds = ["session", "oidc", "oidc_form_post", "known_device"] as const;
export type CookieKind = (typeof cookieKinds)[number];

/** OriginVerdict of core, in its order. The first two permit. */
const originVerdicts = [
  "same_origin",
  "safe_method",
  "cross_site",
  "null_origin",
  "foreign_origin",
  "no_origin",
] as const;
export type OriginVerdict = (typeof originVerdicts)[number];

/** What of a request says where it comes from; null, as Headers.get() answers, is absent. */
export interface RequestSource {
  readonly method: string;
  readonly origin?: string | null;
  readonly referer?: string | null;
  readonly secFetchSite?: string | null;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const csrfTokenSize = 43;

/** abi::FoundCookie in bytes behind its refusal. */
const Found = { isThere: bufferSize, start: bufferSize + 4, size: bufferSize + 8 } as const;

function kindNumber(kind: CookieKind): number {
  // Callers without types: another cookie than the one meant must not pass unseen.
  const number = cookieKinds.indexOf(kind);
  if (number < 0) throw new CoreError("unknown_cookie", kind);
  return number;
}

function requireHash(sessionHash: Uint8Array): void {
  if (sessionHash.length !== digestSize) throw new CoreError("bad_length", "session hash");
}

/** What the edge decides about a request by itself, without storage. Use RatestackCore.identity. */
export class IdentityRules {
  readonly #living: () => CoreInstance;

  constructor(living: () => CoreInstance) {
    this.#living = living;
  }

  /** SHA-256 of a session token's bytes, by which its session is known; null for what is no session token. */
  hashSessionToken(token: string): Uint8Array | null {
    const instance = this.#living();
    const text = encoder.encode(token);
    return withSecrets(instance, [text], digestSize, ([data = 0], out) => {
      const status = instance.run((core) => core.rs_session_token_hash(data, text.length, out));
      if (status === Status.failed) return null;
      instance.check(status);
      return instance.read(out, digestSize);
    });
  }

  /**
   * The value of one of our cookies in a `Cookie` header; null where there is none. Throws CoreError `ambiguous_cookie`
   * where it is there twice, `malformed_cookie_header`, `cookie_header_too_long` (8 KiB), `too_many_cookies` (64).
   */
  findCookie(header: string, kind: CookieKind): string | null {
    const instance = this.#living();
    const bytes = encoder.encode(header);
    return withSecrets(instance, [new Uint8Array(foundCookieSize), bytes], 0, ([out = 0, data = 0]) => {
      const status = instance.run((core) => core.rs_find_cookie(data, bytes.length, kindNumber(kind), out));
      if (status === Status.failed) throw instance.refusal(out);
      instance.check(status);
      const words = instance.readWords(out, foundCookieSize);
      if (words.getUint32(Found.isThere, true) === 0) return null;
      const start = words.getUint32(Found.start, true);
      return decoder.decode(bytes.subarray(start, start + words.getUint32(Found.size, true)));
    });
  }

  /** The value of a `Set-Cookie` header. Throws CoreError `unsafe_cookie_value`. */
  setCookie(kind: CookieKind, value: string): string {
    const instance = this.#living();
    const bytes = encoder.encode(value);
    return withSecrets(instance, [bytes], 0, ([data = 0]) =>
      instance.answer((core, out) => core.rs_set_cookie(kindNumber(kind), data, bytes.length, out)),
    );
  }

  /** The value of a `Set-Cookie` header that makes the browser forget the cookie. */
  clearCookie(kind: CookieKind): string {
    return this.#living().answer((core, out) => core.rs_clear_cookie(kindNumber(kind), out));
  }

  /** The CSRF token of a session, known by the hash of its token. */
  csrfToken(key: Uint8Array, sessionHash: Uint8Array): string {
    requireHash(sessionHash);
    const instance = this.#living();
    return withSecrets(instance, [key, sessionHash], csrfTokenSize, ([keyAt = 0, hashAt = 0], out) => {
      instance.run((core) => {
        core.rs_csrf_token(keyAt, key.length, hashAt, out);
      });
      return decoder.decode(instance.read(out, csrfTokenSize));
    });
  }

  /** Whether a text is that session's CSRF token, in constant time. */
  csrfTokenMatches(key: Uint8Array, sessionHash: Uint8Array, presented: string): boolean {
    requireHash(sessionHash);
    const instance = this.#living();
    const text = encoder.encode(presented);
    return withSecrets(
      instance,
      [key, sessionHash, text],
      0,
      ([keyAt = 0, hashAt = 0, textAt = 0]) =>
        instance.run((core) => core.rs_csrf_matches(keyAt, key.length, hashAt, textAt, text.length)) === 1,
    );
  }

  /**
   * Where a request comes from, by the word of the browser. `publicOrigin` is ours as browsers write it; CoreError
   * `malformed_origin` where it is none.
   */
  judgeOrigin(publicOrigin: string, source: RequestSource): OriginVerdict {
    const instance = this.#living();
    const texts = [publicOrigin, source.method, source.origin, source.referer, source.secFetchSite];
    const parts = texts.map((text) => encoder.encode(text ?? ""));
    const call = new Uint8Array(originCallSize);
    // abi::OriginCall comes first, where memory is aligned, and the verdict behind it; it points to the texts.
    const verdict = withSecrets(instance, [call, new Uint8Array(4), ...parts], 0, ([callAt = 0, out = 0, ...starts]) => {
      const words = new DataView(call.buffer);
      texts.forEach((text, index) => {
        words.setUint32(index * 8, text == null ? 0 : (starts[index] ?? 0), true);
        words.setUint32(index * 8 + 4, parts[index]?.length ?? 0, true);
      });
      instance.write(callAt, call);
      const status = instance.run((core) => core.rs_judge_origin(callAt, out));
      if (status === Status.failed) throw new CoreError("malformed_origin");
      instance.check(status);
      return originVerdicts[instance.readWords(out, 4).getUint32(0, true)];
    });
    if (verdict === undefined) throw new CoreError("unknown_status");
    return verdict;
  }

  /** Whether a browser may be sent there: a path on this very site (the check against open redirects). */
  isLocalReturnPath(path: string): boolean {
    const instance = this.#living();
    return instance.withText(
      path,
      ({ data, size }) => instance.run((core) => core.rs_is_local_return_path(data, size)) === 1,
    );
  }
}
