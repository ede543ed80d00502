// The second thread: examines pieces of a file for the verifier's. It has no say in the verdict.
import { RatestackCore, serveRowExaminer } from "@ratestack/core";
import moduleUrl from "@ratestack/core/ratestack_core.wasm?url";

import type { FromExaminer } from "./protocol.js";

async function serve(port: MessagePort): Promise<FromExaminer> {
  try {
    serveRowExaminer(await RatestackCore.load(fetch(moduleUrl)), port);
    return "serving";
  } catch {
    return "unavailable";
  }
}

self.addEventListener("message", ({ data }: MessageEvent<MessagePort>) => {
  void serve(data).then((outcome) => {
    self.postMessage(outcome);
  });
});
