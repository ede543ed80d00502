import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { RatestackCore } from "../src/index.js";
import { codeOf, hex, loadCore } from "./support/module.js";

let core: RatestackCore;
beforeAll(async () => {
  core = await loadCore();
});

describe("canonicalize", () => {
  it("writes the RFC 8785 example", () => {
    const input = `{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
      "string":"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}`;
    const expected = `{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA'B\\"\\\\\\\\\\"/"}`;
    expect(core.canonicalize(input)).toBe(expected);
  });

  it("orders names by their UTF-16 code units", () => {
    expect(core.canonicalize(`{"\u{1f600}":1,"\ufb33":2}`)).toBe(`{"\u{1f600}":1,"\ufb33":2}`);
  });

  it.each([
    ["", "incomplete"],
    ["{", "incomplete"],
    ["[1,]", "syntax"],
    ["1 2", "trailing_data"],
    [`{"a":1,"a":2}`, "duplicate_key"],
    ["9007199254740993", "number_not_exact"],
    ["1e400", "number_out_of_range"],
    [`"\\ud800"`, "lone_surrogate"],
    ["[".repeat(33) + "]".repeat(33), "too_deep"],
    [`"${"x".repeat(1 << 20)}"`, "too_large"],
  ])("refuses %.12s with the core's own code", (text, code) => {
    expect(codeOf(() => core.canonicalize(text))).toBe(code);
  });

  it("says where the fault is", () => {
    expect(() => core.canonicalize(`{"a":{"b":1,"b":2}}`)).toThrow(/duplicate_key: byte \d+ at \/a\/b/);
  });
});

describe("isCanonical", () => {
  it.each([
    [`{"a":1,"b":[true,null]}`, true],
    [`{"b":1,"a":2}`, false],
    [`{"a": 1}`, false],
    ["1.0", false],
    ["", false],
  ])("judges %s as %s", (text, expected) => {
    expect(core.isCanonical(text)).toBe(expected);
  });
});

describe("sha256", () => {
  it.each([0, 1, 55, 56, 63, 64, 65, 1000, 1 << 20])("agrees with OpenSSL on %i bytes", (size) => {
    const bytes = new Uint8Array(size).map((_, i) => i * 31);
    expect(hex(core.sha256(bytes))).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("reads a view of a larger buffer from its own start", () => {
    const bytes = new Uint8Array(100).map((_, i) => i);
    const view = bytes.subarray(10, 20);
    expect(hex(core.sha256(view))).toBe(createHash("sha256").update(view).digest("hex"));
  });
});

describe("memory of the shared instance", () => {
  it("is given back after every call, failed ones too", () => {
    const good = `"${"a".repeat(900_000)}"`;
    const bad = "x".repeat(900_000);
    // Kept, these would come to three times the 256 MiB that an instance may have.
    for (let i = 0; i < 300; ++i) {
      expect(core.canonicalize(good)).toHaveLength(900_002);
      expect(codeOf(() => core.canonicalize(bad))).toBe("syntax");
    }
  });
});
