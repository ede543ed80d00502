import { beforeEach, describe, expect, it } from "vitest";

import { SharedCache } from "../../src/session/shared_cache.js";

let now = 0;
let cache: SharedCache<string>;
beforeEach(() => {
  now = 1_000_000;
  cache = new SharedCache({ maxAgeMs: 5_000, capacity: 3 }, () => now);
});

/** A question whose answer comes when the test says so. */
function question(): { load: () => Promise<string>; answer: (value: string) => void; fail: () => void } {
  let answer: (value: string) => void = () => undefined;
  let fail: () => void = () => undefined;
  const promise = new Promise<string>((resolve, reject) => {
    answer = resolve;
    fail = () => {
      reject(new Error("no answer"));
    };
  });
  return { load: () => promise, answer, fail };
}

const always = (): boolean => true;

async function keep(key: string, value: string): Promise<void> {
  await cache.ask(key, () => Promise.resolve(value), always);
}

describe("SharedCache", () => {
  it("keeps an answer until it is five seconds old, counted from the question", async () => {
    const { load, answer } = question();
    const asked = cache.ask("a", load, always);
    now += 2_000;
    answer("x");
    await asked;
    now += 2_999;
    expect(cache.peek("a")).toBe("x");
    now += 1;
    expect(cache.peek("a")).toBeUndefined();
    expect(cache.size).toBe(0);
  });

  it("keeps nothing longer because the clock went back", async () => {
    await keep("a", "x");
    now -= 1;
    expect(cache.peek("a")).toBeUndefined();
  });

  it("shares a question that is under way", async () => {
    const { load, answer } = question();
    const asked = cache.ask("a", load, always);
    expect(cache.peek("a")).toBe(asked);
    answer("x");
    expect(await asked).toBe("x");
    expect(cache.peek("a")).toBe("x");
  });

  it("does not keep what was dropped while it was asked for", async () => {
    const { load, answer } = question();
    const asked = cache.ask("a", load, always);
    cache.drop("a");
    expect(cache.peek("a")).toBeUndefined();
    answer("x");
    expect(await asked).toBe("x");
    expect(cache.peek("a")).toBeUndefined();
  });

  it("keeps the later of two questions, whichever is answered last", async () => {
    const [first, second] = [question(), question()];
    const asked = cache.ask("a", first.load, always);
    cache.drop("a");
    const again = cache.ask("a", second.load, always);
    second.answer("new");
    await again;
    first.answer("old");
    await asked;
    expect(cache.peek("a")).toBe("new");
  });

  it("keeps no failure", async () => {
    const { load, fail } = question();
    const asked = cache.ask("a", load, always);
    fail();
    await expect(asked).rejects.toThrow("no answer");
    expect(cache.peek("a")).toBeUndefined();
  });

  it("keeps no answer that is not to be kept", async () => {
    await cache.ask("a", () => Promise.resolve("refused"), () => false);
    expect(cache.peek("a")).toBeUndefined();
  });

  it("is bounded: the oldest goes first", async () => {
    for (const key of ["a", "b", "c"]) await keep(key, key);
    await keep("a", "a again");
    await keep("d", "d");
    expect(["a", "b", "c", "d"].map((key) => cache.peek(key))).toEqual(["a again", undefined, "c", "d"]);
    expect(cache.size).toBe(3);
  });
});
