import examinerUrl from "./examiner.worker.ts?worker&url";
import type { FromExaminer, ToVerifier } from "./protocol.js";
import verifierUrl from "./verify.worker.ts?worker&url";

/** The part of Trusted Types that is used here; TypeScript's library does not have it yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): {
    createScriptURL(url: string): string;
  };
}

/** Starts the verifier's thread, and a second one that takes half of its work once it is there. */
export function startVerifier(): Worker {
  // Where the browser has Trusted Types, the policy lets these two URLs through. A name makes one policy only.
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("ratestack-worker", { createScriptURL: onlyOurs });
  const start = (url: string, name: string) =>
    new Worker(policy?.createScriptURL(url) ?? url, { type: "module", name });
  const verifier = start(verifierUrl, "verifier");
  join(verifier, start(examinerUrl, "examiner"));
  return verifier;
}

function onlyOurs(url: string): string {
  if (url !== verifierUrl && url !== examinerUrl) throw new TypeError("not the verifier's script");
  return url;
}

/** Tells the verifier of the examiner when it serves, and when it cannot. */
function join(verifier: Worker, examiner: Worker): void {
  const { port1, port2 } = new MessageChannel();
  const tell = (message: ToVerifier, transfer: Transferable[] = []): void => {
    verifier.postMessage(message, transfer);
  };
  examiner.addEventListener("message", ({ data }: MessageEvent<FromExaminer>) => {
    if (data === "serving") tell({ kind: "shared", examiner: port1 }, [port1]);
    else tell({ kind: "alone" });
  });
  examiner.addEventListener("error", () => {
    tell({ kind: "alone" });
  });
  examiner.postMessage(port2, [port2]);
}
