import { describe, expect, it } from "vitest";

import { rawPath, rawQuery } from "../../src/request_path.js";

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
