import { describe, expect, it } from "vitest";

import { PathTable } from "../../src/path_table.js";

function table(...entries: readonly (readonly [string, string])[]): PathTable<string> {
  const made = new PathTable<string>();
  for (const [method, path] of entries) made.add(method, path, `${method} ${path}`);
  return made;
}

describe("PathTable", () => {
  const loans = table(["GET", "/loans"], ["GET", "/loans/{id}"], ["PUT", "/loans/readers"], ["POST", "/loans/{id}/locks"]);

  it("reads one segment into a parameter", () => {
    expect(loans.find("GET", "/loans/loan_1")).toEqual({
      kind: "matched",
      pattern: "/loans/{id}",
      entry: "GET /loans/{id}",
      parameters: ["loan_1"],
    });
  });

  it("prefers what is written out", () => {
    expect(loans.find("PUT", "/loans/readers")).toMatchObject({ kind: "matched", pattern: "/loans/readers", parameters: [] });
    expect(loans.find("GET", "/loans/readers")).toEqual({ kind: "wrong_method", pattern: "/loans/readers", allowed: ["PUT"] });
  });

  it.each(["/loans/a/b", "/loans/a/locks/b", "/loan", "/Loans", "", "loans", "/loans/{id}/lock"])("does not know %j", (path) => {
    expect(loans.find("GET", path)).toEqual({ kind: "unknown" });
  });

  it("refuses an entry that would never be asked", () => {
    expect(() => table(["GET", "/a/{b}"], ["GET", "/a/{b}"])).toThrow("twice");
    expect(() => table(["GET", "/a/{b}"], ["PUT", "/a/{c}"])).toThrow("already");
  });

  it("lists all of it", () => {
    expect([...loans.entries()].map(([method, pattern]) => `${method} ${pattern}`).sort()).toEqual([
      "GET /loans",
      "GET /loans/{id}",
      "POST /loans/{id}/locks",
      "PUT /loans/readers",
    ]);
  });
});
