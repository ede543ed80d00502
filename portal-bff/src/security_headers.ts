// Sent with every answer, errors included. Pages and their files: a Web Worker takes its policy from its own script's
// response. Data: no document is ever made of it, so what remains is that nobody else's page reads or frames it.

/** No inline script or style, no eval. WebAssembly may compile; script URLs must come from the one named policy. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types ratestack-worker",
].join("; ");

/** What an answer opened by itself in a browser may do: nothing (OWASP REST Security Cheat Sheet). */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

const permissionsPolicy = [
  "accelerometer=()",
  "camera=()",
  "display-capture=()",
  "geolocation=()",
  "gyroscope=()",
  "magnetometer=()",
  "microphone=()",
  "midi=()",
  "payment=()",
  "usb=()",
].join(", ");

/** RFC 6797, where browsers know us by https. Subdomains are not ours to decide for. */
const strictTransport = "max-age=31536000";

export type HeaderRecord = Readonly<Record<string, string>>;

export const dataHeaders: HeaderRecord = {
  "Content-Security-Policy": dataPolicy,
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
};

export const pageHeaders: HeaderRecord = {
  "Content-Security-Policy": pagePolicy,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": permissionsPolicy,
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

/** `publicOrigin` is what browsers call us; null where that is not known. */
export function withTransport(headers: HeaderRecord, publicOrigin: string | null): HeaderRecord {
  const isHttps = publicOrigin?.startsWith("https://") === true;
  return isHttps ? { ...headers, "Strict-Transport-Security": strictTransport } : headers;
}
