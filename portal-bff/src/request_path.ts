// The path as the client sent it. `new URL()` would resolve `..`, `%2e%2e` and backslashes first, and a check made on
// its output would be a check of something else than what arrived.

/** The path of an absolute request URL, undecoded and unresolved, without query. */
export function rawPath(url: string): string {
  const scheme = url.indexOf("://");
  const start = url.indexOf("/", scheme < 0 ? 0 : scheme + 3);
  if (start < 0) return "/";
  const end = url.slice(start).search(/[?#]/);
  return end < 0 ? url.slice(start) : url.slice(start, start + end);
}

/** The query with its `?`, or an empty string. */
export function rawQuery(url: string): string {
  const fragment = url.indexOf("#");
  const whole = fragment < 0 ? url : url.slice(0, fragment);
  const start = whole.indexOf("?");
  return start < 0 ? "" : whole.slice(start);
}

// RFC 3986 section 2.3, unreserved characters: our own paths need no others, so an escape has no second reading here.
const canonicalPath = /^(?:\/[A-Za-z0-9._~-]+)+$/;

/** Whether a path has exactly one reading: no escapes, no dot segments, no empty segments, no backslash. */
export function isCanonicalPath(path: string): boolean {
  return canonicalPath.test(path) && !path.split("/").some((segment) => segment === "." || segment === "..");
}
