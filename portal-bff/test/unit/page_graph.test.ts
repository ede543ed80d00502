import { describe, expect, it } from "vitest";

import { filesOf } from "../../build/page_graph.ts";
import { scriptBytes } from "../../build/script_budget.ts";

const bundle = new Map([
  ["verify.html", '<script src="/assets/verify-1.js"></script><a href="/other.html">'],
  ["other.html", '<script src="/assets/other-2.js"></script>'],
  ["assets/verify-1.js", 'import "./shared-3.js"; new Worker("/assets/thread-4.js")'],
  ["assets/other-2.js", 'import "./shared-3.js"'],
  ["assets/shared-3.js", "x".repeat(1000)],
  ["assets/thread-4.js", 'fetch("/assets/core-5.wasm")'],
  ["assets/core-5.wasm", ""],
]);

describe("filesOf", () => {
  it("follows names through scripts, threads and modules, and not to other pages", () => {
    expect(filesOf("verify.html", bundle)).toEqual([
      "verify.html",
      "assets/verify-1.js",
      "assets/shared-3.js",
      "assets/thread-4.js",
      "assets/core-5.wasm",
    ]);
  });
});

describe("scriptBytes", () => {
  it("counts each script once, as it travels", () => {
    const one = scriptBytes("other.html", bundle);
    expect(one).toBeGreaterThan(20);
    expect(one).toBeLessThan(200);
    expect(scriptBytes("verify.html", bundle)).toBeGreaterThan(one);
  });
});
