import { describe, expect, it } from "vitest";

import { isCanonicalPath, rawPath, rawQuery } from "../../src/request_path.js";

describe("rawPath", () => {
  it.each([
    ["http://portal/api/v1/capabilities?x=1", "/api/v1/capabilities"],
    ["http://portal/api/../healthz", "/api/../healthz"],
    ["http://portal/api/%2e%2e/healthz#top", "/api/%2e%2e/healthz"],
    ["http://portal//evil/api", "//evil/api"],
    ["http://portal?next=/api/readyz", "/"],
    ["http://portal", "/"],
  ])("of %s is %s, as it was sent", (url, path) => {
    expect(rawPath(url)).toBe(path);
  });
});

describe("rawQuery", () => {
  it.each([
    ["http://portal/a?x=1&y=%20", "?x=1&y=%20"],
    ["http://portal/a", ""],
    ["http://portal/a#b?x=1", ""],
    ["http://portal/a?x=1#b", "?x=1"],
  ])("of %s is %s", (url, query) => {
    expect(rawQuery(url)).toBe(query);
  });
});

describe("isCanonicalPath", () => {
  it.each(["/api/healthz", "/api/v1/openapi.json", "/api/v1/trust/claims", "/a-b_c~d.e", "/..."])("accepts %s", (path) => {
    expect(isCanonicalPath(path)).toBe(true);
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
    "/api/v1/a b",
  ])("refuses %j", (path) => {
    expect(isCanonicalPath(path)).toBe(false);
  });
});
