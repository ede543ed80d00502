import { trusted } from "../trusted_scripts.js";
import type { FromExaminer, ToVerifier } from "./protocol.js";

/** Starts the verifier's thread, and a second one that takes half of its work once it is there. */
export function startVerifier(): Worker {
  const start = (name: "verifier" | "examiner") => new Worker(trusted(name), { type: "module", name });
  const verifier = start("verifier");
  join(verifier, start("examiner"));
  return verifier;
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
