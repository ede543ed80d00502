// The path as the client sent it. `new URL()` would resolve `..`, `%2e%2e` and backslashes first, and a check made on
// its output would be a check of something else than what arrived.

// RFC 3986 appendix B: the authority ends at the first slash, question mark or hash.
const schemeAuthorityPath = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i;

/** The path of an absolute request URL, undecoded and unresolved, without query. */
export function rawPath(url: string): string {
  const path = schemeAuthorityPath.exec(url)?.[1] ?? "";
  return path === "" ? "/" : path;
}

/** The query with its `?`, or an empty string. */
export function rawQuery(url: string): string {
  const fragment = url.indexOf("#");
  const whole = fragment < 0 ? url : url.slice(0, fragment);
  const start = whole.indexOf("?");
  return start < 0 ? "" : whole.slice(start);
}

/** Whether a path is `place`, or one of those under it: `/apis` is none of those under `/api`. */
export function isBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
