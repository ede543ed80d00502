import { describe, expect, it } from "vitest";

import { endpoints, upstreamPath } from "../../src/api/endpoints.js";
import { rawPath, rawQuery } from "../../src/request_path.js";
import { loadCore } from "../support/core.ts";
import { Random, rounds, seed } from "../support/random.ts";

const core = await loadCore();
const pieces = [
  "/", "/", "/", "//", "/api", "/api/v1", "/v1", "/me", "/orgs", "/loans", "/org_1", "/portal", "/session", "/internal", "/metrics",
  ".", "..", "/..", "/../", "/./", "%2e", "%2E%2e", "%2f", "%2F", "%5c", "%00", "%", "%zz", "%c0%af", "\\", ";", ";x=1", "?", "?x=1", "#", "#x",
  "a", "Z", "0", "-", "_", "~", "*", "+", "@", ":", "{id}", "\t", "\n", "\r", " ", "\u0000", "\u00e9", "\uff0f", "\u2025", "\ud800", "\u3002",
];

/** What other readers of a path make of it: all of them must see what we see. */
function otherReadings(path: string): string[] {
  return [new URL(`http://api${path}`).pathname, decodeURIComponent(path), path.normalize("NFKC"), path.replaceAll("\\", "/")];
}

describe(`paths of ${String(rounds)} random requests (seed ${String(seed)})`, () => {
  const random = new Random(seed);
  const targets = Array.from({ length: rounds }, () => random.text(pieces, 9));
  const canonical = targets.map((target) => rawPath(`http://portal${target}`)).filter((path) => core.isCanonicalPath(path));

  it("have one reading where they are canonical", () => {
    expect(canonical.length).toBeGreaterThan(rounds / 100);
    for (const path of canonical) expect(otherReadings(path)).toEqual([path, path, path, path]);
  });

  // The module and JavaScript are different readers: RFC 3986 section 2.3 in each one's words.
  it("are canonical where each segment is of unreserved characters, and nowhere else", () => {
    for (const target of targets) {
      const [first, ...segments] = target.split("/");
      const isPlain = segments.every((segment) => /^[A-Za-z0-9._~-]+$/.test(segment) && !/^\.\.?$/.test(segment));
      expect(core.isCanonicalPath(target)).toBe(first === "" && segments.length > 0 && isPlain);
    }
  });

  it("need not be judged where the table has them letter by letter", () => {
    const written = [...endpoints.entries()].map(([, pattern]) => pattern).filter((pattern) => !pattern.includes("{"));
    expect(written.length).toBeGreaterThan(20);
    expect(written.filter((pattern) => !core.isCanonicalPath(pattern))).toEqual([]);
  });

  it("never become another path on the server than the table names", () => {
    const patterns = new Set([...endpoints.entries()].map(([, pattern]) => pattern));
    let matched = 0;
    for (const path of canonical) {
      const found = endpoints.find("GET", path);
      if (found.kind !== "matched") continue;
      matched++;
      expect(patterns).toContain(found.pattern);
      let parameter = 0;
      const rebuilt = found.pattern.replaceAll(/\{[a-z]+\}/g, () => found.parameters[parameter++] ?? "");
      expect(rebuilt).toBe(path);
      expect(`/api${upstreamPath(path)}`).toBe(path);
    }
    expect(matched).toBeGreaterThan(10);
  });

  it("are taken apart without loss", () => {
    for (const target of targets) {
      const url = `http://portal/${target}`;
      const beforeFragment = url.split("#")[0] ?? "";
      expect(`http://portal${rawPath(url)}${rawQuery(url)}`).toBe(beforeFragment);
    }
  });
});
