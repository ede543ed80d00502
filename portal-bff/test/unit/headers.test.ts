import { describe, expect, it } from "vitest";

import { headersForClient, headersForUpstream } from "../../src/api/headers.js";
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
    expect(Object.fromEntries(headersForUpstream(client, "req-1"))).toEqual({
      accept: "application/json",
      "accept-encoding": "identity",
      "if-none-match": '"a"',
      "x-correlation-id": "req-1",
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

describe("correlationIdOf", () => {
  it("keeps a plain id", () => {
    expect(correlationIdOf("req_1.a-B")).toBe("req_1.a-B");
  });

  it.each([undefined, "", "a b", "x".repeat(129), "caf\u00e9", "a\r\nb", '"><script>'])("replaces %j", (stated) => {
    expect(correlationIdOf(stated)).toMatch(/^[0-9a-f-]{36}$/);
  });
});
