import { read, remove, write, type AreaEndpoint } from "../endpoint.js";

/** Linking an account at a provider begins at /api/portal/link/oidc: its transaction belongs into a cookie. */
const own = { changesSession: true } as const;

export const meEndpoints: readonly AreaEndpoint[] = [
  read("/v1/me"),
  read("/v1/me/sessions"),
  remove("/v1/me/sessions", own),
  remove("/v1/me/sessions/{id}", own),
  write("POST", "/v1/me/password", own),
  write("POST", "/v1/me/totp", own),
  write("POST", "/v1/me/totp/confirm", own),
  remove("/v1/me/totp", own),
  write("POST", "/v1/me/recovery-codes", own),
  read("/v1/me/passkeys"),
  write("POST", "/v1/me/passkeys/start"),
  write("POST", "/v1/me/passkeys", own),
  remove("/v1/me/passkeys/{id}", own),
  read("/v1/me/oidc-accounts"),
  remove("/v1/me/oidc-accounts/{id}", own),
];
