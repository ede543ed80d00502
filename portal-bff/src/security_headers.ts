// Sent with every answer, assets and errors included: a Web Worker takes its policy from its own script's response.

/** No inline script or style, no eval. WebAssembly may compile; script URLs must come from the one named policy. */
const contentSecurityPolicy = [
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

export const securityHeaders: Readonly<Record<string, string>> = {
  "Content-Security-Policy": contentSecurityPolicy,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": permissionsPolicy,
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
};

/** `publicOrigin` is what browsers call us; null where that is not known. */
export function addSecurityHeaders(headers: Headers, publicOrigin: string | null): void {
  for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value);
  if (publicOrigin?.startsWith("https://") === true) headers.set("Strict-Transport-Security", strictTransport);
}
