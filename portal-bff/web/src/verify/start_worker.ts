import workerUrl from "./verify.worker.ts?worker&url";

/** The part of Trusted Types that is used here; TypeScript's library does not have it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): {
    createScriptURL(url: string): string;
  };
}

/** Starts the verifier's thread. Where the browser has Trusted Types, the policy lets this one URL through. */
export function startWorker(): Worker {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("ratestack-worker", { createScriptURL: onlyOurs });
  return new Worker(policy?.createScriptURL(workerUrl) ?? workerUrl, { type: "module", name: "verifier" });
}

function onlyOurs(url: string): string {
  if (url !== workerUrl) throw new TypeError("not the verifier's script");
  return url;
}
