import { describe, expect, it } from "vitest";

import { headersForClient, headersForUpstream, makeAttachment, makePrivate } from "../../src/api/headers.js";
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
    expect(Object.fromEntries(headersForUpstream(client, "req-1", null))).toEqual({
      accept: "application/json",
      "accept-encoding": "identity",
      "if-none-match": '"a"',
      "x-correlation-id": "req-1",
    });
  });

  it("are for a person whom they act for, what they expect to find, and the session's own token", () => {
    const client = new Headers({ ...secrets, "If-Match": '"3"', "Idempotency-Key": "k1", "Content-Type": "text/csv" });
    expect(Object.fromEntries(headersForUpstream(client, "req-1", "a.b.c"))).toEqual({
      "accept-encoding": "identity",
      authorization: "Bearer a.b.c",
      "content-type": "text/csv",
      "idempotency-key": "k1",
      "if-match": '"3"',
      "x-acting-as-org": "org_x",
      "x-correlation-id": "req-1",
      "x-owner-override": "org_x",
    });
  });
});

describe("headers that travel back", () => {
  it("describe the body and its caching, and nothing of the inside", () => {
    const upstream = new Headers({ ...secrets, "Content-Type": "application/json", ETag: '"a"', "Retry-After": "1" });
    expect(Object.fromEntries(headersForClient(upstream, "req-1"))).toEqual({
      "cache-control": "no-store",
      "content-type": "application/json",
      etag: '"a"',
      "retry-after": "1",
      "x-correlation-id": "req-1",
    });
  });

  it("keep the caching that the server chose", () => {
    const upstream = new Headers({ "Cache-Control": "public, max-age=60" });
    expect(headersForClient(upstream, "req-1").get("Cache-Control")).toBe("public, max-age=60");
  });
});

describe("what depends on a session", () => {
  it("is kept by nobody, whatever the server said", () => {
    const headers = new Headers({ "Cache-Control": "public, max-age=60" });
    makePrivate(headers);
    expect(Object.fromEntries(headers)).toEqual({ "cache-control": "no-store", vary: "Cookie" });
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
    const headers = new Headers();
    makeAttachment(headers, stated);
    expect(headers.get("Content-Disposition")).toBe(written);
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
