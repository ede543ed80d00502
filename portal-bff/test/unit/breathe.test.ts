import { expect, it } from "vitest";

import { breathe } from "../../web/src/verify/breathe.js";

/** Chunks that are always there already, for at most `ms`: reading them drives no event loop. */
function eagerStream(ms: number): ReadableStream<Uint8Array> {
  const end = performance.now() + ms;
  return new ReadableStream({
    pull(controller) {
      if (performance.now() < end) controller.enqueue(new Uint8Array(1));
      else controller.close();
    },
  });
}

async function isHeardWhileReading(stream: ReadableStream<Uint8Array>): Promise<boolean> {
  const heard = new AbortController();
  setTimeout(() => {
    heard.abort();
  }, 0);
  const reader = stream.getReader();
  while (!heard.signal.aborted && !(await reader.read()).done);
  await reader.cancel();
  return heard.signal.aborted;
}

it("lets other work in between the chunks of a stream that never waits", async () => {
  expect(await isHeardWhileReading(eagerStream(300))).toBe(false);
  expect(await isHeardWhileReading(eagerStream(5_000).pipeThrough(breathe()))).toBe(true);
});

it("passes every byte on, in order", async () => {
  const text = "abc".repeat(1000);
  expect(await new Response(new Blob([text]).stream().pipeThrough(breathe())).text()).toBe(text);
});
