// The one Trusted Types policy of the portal: scripts that may be started, by address. Everything else is refused by
// the browser (security_headers.ts in the worker).
import examinerUrl from "./verify/examiner.worker.ts?worker&url";
import verifierUrl from "./verify/verify.worker.ts?worker&url";

/** The part of Trusted Types that is used here; TypeScript's library does not have it yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): string;
  };
}

export const scripts = { verifier: verifierUrl, examiner: examinerUrl, offline: "/offline.js" } as const;

function onlyOurs(url: string): string {
  if (!Object.values(scripts).includes(url)) throw new TypeError("not a script of the portal");
  return url;
}

// Where the browser has Trusted Types, the policy lets these URLs through. A name makes one policy only.
const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy("ratestack-worker", {
  createScriptURL: onlyOurs,
});

export function trusted(script: keyof typeof scripts): string {
  return policy?.createScriptURL(scripts[script]) ?? scripts[script];
}
