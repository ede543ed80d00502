import { describe, expect, it } from "vitest";

import { isAcceptable, problemOfAnswer, problemOfFailure } from "../../src/api/answers.js";
import { methodNotAllowed, problemAnswer, problems } from "../../src/problem.js";

describe("problemAnswer", () => {
  it("is a problem document with every member of the contract", () => {
    const { status, headers, body } = problemAnswer(problems.notFound, "req-1");
    expect(status).toBe(404);
    expect(headers).toEqual({ "Content-Type": "application/problem+json", "Cache-Control": "no-store" });
    expect(JSON.parse(body as string)).toEqual({
      type: "about:blank",
      title: "Not found",
      status: 404,
      code: "not_found",
      detail: "There is nothing at this address.",
      correlation_id: "req-1",
    });
  });

  it("says which methods there are", () => {
    const answer = problemAnswer(methodNotAllowed(["GET", "HEAD"]), "req-1");
    expect([answer.status, answer.headers["Allow"]]).toEqual([405, "GET, HEAD"]);
  });
});

describe("an upstream answer", () => {
  const json = { gives: ["application/json"] };
  const answer = (status: number, type?: string) => new Response(null, { status, headers: type ? { "Content-Type": type } : {} });

  it.each([
    [200, "application/json"],
    [503, "application/problem+json; charset=utf-8"],
    [304, undefined],
    [204, undefined],
  ])("passes with status %d and type %s", (status, type) => {
    expect(isAcceptable(answer(status, type), json)).toBe(true);
  });

  it.each([
    [200, "text/html"],
    [200, undefined],
    [302, "application/json"],
    [307, "application/json"],
    [200, "application/json-seq"],
    [200, "application/problem+json"],
  ])("stops here with status %d and type %s", (status, type) => {
    expect(isAcceptable(answer(status, type), json)).toBe(false);
  });

  it("passes with the media types of its endpoint alone, or any for a file that may be anything", () => {
    expect(isAcceptable(answer(200, "application/json"), { gives: ["text/csv"] })).toBe(false);
    expect(isAcceptable(answer(200, "text/csv; charset=utf-8"), { gives: ["text/csv"] })).toBe(true);
    expect(isAcceptable(answer(200, "text/html"), { gives: ["*/*"] })).toBe(true);
    expect(isAcceptable(answer(200), { gives: ["*/*"] })).toBe(false);
    expect(isAcceptable(answer(404, "text/html"), { gives: ["*/*"] })).toBe(false);
  });

  it.each([
    [502, "upstream_unavailable"],
    [503, "upstream_unavailable"],
    [504, "upstream_timeout"],
    [302, "upstream_invalid"],
    [200, "upstream_invalid"],
  ])("with status %d that may not pass becomes %s", (status, code) => {
    expect(problemOfAnswer(answer(status, "text/html")).code).toBe(code);
  });
});

describe("a failed upstream call", () => {
  it("is told apart by whether time ran out", () => {
    expect(problemOfFailure(new DOMException("x", "TimeoutError")).code).toBe("upstream_timeout");
    expect(problemOfFailure(new Error("connection refused")).code).toBe("upstream_unavailable");
    expect(problemOfFailure("anything").code).toBe("upstream_unavailable");
  });
});
