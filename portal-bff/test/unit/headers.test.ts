import { describe, expect, it } from "vitest";

import { asPrivate, empty } from "../../src/answer.js";
import { makeToResponse } from "../../src/responses.js";
import { dispositionOf, headersForClient, headersForUpstream } from "../../src/api/headers.js";
import { correlationIdOf } from "../../src/correlation.js";

const secrets = {
  Authorization: "Bearer rsk_live_x",
  Cookie: "__Host-rs_session=x",
  "Set-Cookie": "a=b",
  "X-Internal-Token": "t",
  "X-Forwarded-For": "203.0.113.1",
  "X-Owner-Override": "org_x",
  "X-Acting-As-Org": "org_x",
  Location: "http://169.254.169.254/",
  Server: "nginx",
};

describe("headers that travel upstream", () => {
  it("are what the server needs to answer, and the correlation id", () => {
    const client = new Headers({ ...secrets, Accept: "application/json", "If-None-Match": '"a"' });
    expect(headersForUpstream(client, "req-1", null)).toEqual({
      Accept: "application/json",
      "Accept-Encoding": "identity",
      "If-None-Match": '"a"',
      "X-Correlation-Id": "req-1",
    });
  });

  it("are for a person whom they act for, what they expect to find, and the session's own token", () => {
    const client = new Headers({ ...secrets, "If-Match": '"3"', "Idempotency-Key": "k1", "Content-Type": "text/csv" });
    expect(headersForUpstream(client, "req-1", "a.b.c")).toEqual({
      "Accept-Encoding": "identity",
      Authorization: "Bearer a.b.c",
      "Content-Type": "text/csv",
      "Idempotency-Key": "k1",
      "If-Match": '"3"',
      "X-Acting-As-Org": "org_x",
      "X-Correlation-Id": "req-1",
      "X-Owner-Override": "org_x",
    });
  });
});

describe("headers that travel back", () => {
  it("describe the body and its caching, and nothing of the inside", () => {
    const upstream = new Headers({ ...secrets, "Content-Type": "application/json", ETag: '"a"', "Retry-After": "1" });
    expect(headersForClient(upstream)).toEqual({
      "Cache-Control": "no-store",
      "Content-Type": "application/json",
      ETag: '"a"',
      "Retry-After": "1",
    });
  });

  it("keep the caching that the server chose", () => {
    const upstream = new Headers({ "Cache-Control": "public, max-age=60" });
    expect(headersForClient(upstream)["Cache-Control"]).toBe("public, max-age=60");
  });
});

describe("what depends on a session", () => {
  it("is kept by nobody, whatever the server said", () => {
    const toResponse = makeToResponse(null);
    const request = new Request("http://portal/api/v1/me");
    const arrival = { request, method: "GET", path: "/api/v1/me", correlationId: "req-1", keepAlive: () => undefined };
    const answer = empty(200, { "Cache-Control": "public, max-age=60", Vary: "Accept", ETag: '"a"' });
    const { headers } = toResponse(arrival, asPrivate(answer));
    expect([headers.get("Cache-Control"), headers.get("Vary"), headers.get("ETag")]).toEqual(["no-store", "Cookie", '"a"']);
    expect(toResponse(arrival, answer).headers.get("Cache-Control")).toBe("public, max-age=60");
    expect(headers.get("X-Correlation-Id")).toBe("req-1");
  });
});

describe("a download", () => {
  it.each([
    ['attachment; filename="a.ndjson"', 'attachment; filename="a.ndjson"'],
    ["attachment", "attachment"],
    ["inline", "attachment"],
    ["attachments; x", "attachment"],
    [null, "attachment"],
  ])("stated as %j is %j", (stated, written) => {
    expect(dispositionOf(stated)).toBe(written);
  });
});

describe("correlationIdOf", () => {
  it("keeps a plain id", () => {
    expect(correlationIdOf("req_1.a-B")).toBe("req_1.a-B");
  });

  it.each([null, "", "a b", "x".repeat(129), "caf\u00e9", "a\r\nb", '"><script>'])("replaces %j", (stated) => {
    expect(correlationIdOf(stated)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
