import { beforeAll, describe, expect, it } from "vitest";
import { CoreTrapError, type RatestackCore } from "../src/index.js";
import { loadCore } from "./support/module.js";

let core: RatestackCore;
beforeAll(async () => {
  core = await loadCore();
});

describe("isCanonicalPath", () => {
  it.each(["/api/healthz", "/api/v1/openapi.json", "/api/v1/trust/claims", "/a-b_c~d.e", "/..."])("accepts %s", (path) => {
    expect(core.isCanonicalPath(path)).toBe(true);
  });

  it.each([
    "",
    "/",
    "api",
    "/api/",
    "//api",
    "/api//v1",
    "/api/.",
    "/api/../healthz",
    "/api/v1/..",
    "/api/%2e%2e/healthz",
    "/api/v1%2fcapabilities",
    "/api/v1%5Ccapabilities",
    "/api\\v1",
    "/api/v1/capabilities\n",
    "/api/v1/caps;x=1",
    "/api/v1/caf\u00e9",
    "/api/\uff0fv1",
    "/api/\ud800",
    "/api/v1/a b",
    "/a\u0000b",
  ])("refuses %j", (path) => {
    expect(core.isCanonicalPath(path)).toBe(false);
  });

  it("judges long paths as short ones, and a short one behind a long one by itself", () => {
    for (const length of [510, 511, 512, 513, 5000]) {
      const path = `/${"a".repeat(length)}`;
      expect(core.isCanonicalPath(path)).toBe(true);
      expect(core.isCanonicalPath(`${path}/..`)).toBe(false);
    }
    expect(core.isCanonicalPath("/a")).toBe(true);
    expect(core.isCanonicalPath("/")).toBe(false);
  });

  it("goes on where the module's memory has grown", () => {
    expect(core.isCanonicalPath("/a")).toBe(true);
    core.sha256(new Uint8Array(8 * 1024 * 1024));
    expect(core.isCanonicalPath("/a/b")).toBe(true);
    expect(core.isCanonicalPath("/a/.")).toBe(false);
  });

  it("goes on in a fresh instance after a trap", () => {
    expect(core.isCanonicalPath("/a")).toBe(true);
    expect(() => core.sha256(new Uint8Array(300 * 1024 * 1024))).toThrow(CoreTrapError);
    expect(core.isCanonicalPath("/a/b")).toBe(true);
    expect(core.isCanonicalPath("/a/.")).toBe(false);
  });
});
