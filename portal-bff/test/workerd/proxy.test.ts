import type { RequestListener } from "node:http";

import { RatestackCore } from "@ratestack/core";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { startPortal, type Portal } from "../support/portal.ts";
import { sendRaw } from "../support/raw_http.ts";
import { startUpstream, type Upstream } from "../support/upstream.ts";

let upstream: Upstream;
let portal: Portal;
beforeAll(async () => {
  upstream = await startUpstream();
  portal = await startPortal({ api: upstream.address });
});
afterAll(async () => {
  await portal.stop();
  await upstream.stop();
});
beforeEach(() => {
  upstream.arrived.length = 0;
  upstream.answerWith(json(200, { status: "ok" }));
});

function json(status: number, body: unknown, headers: Record<string, string> = {}): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
  };
}

describe("what travels upstream", () => {
  it("is the public endpoint under the server's own path, with its query", async () => {
    const response = await fetch(`${portal.origin}/api/v1/capabilities?kind=provider`);
    expect(await response.json()).toEqual({ status: "ok" });
    expect(upstream.arrived.map(({ method, url }) => [method, url])).toEqual([["GET", "/v1/capabilities?kind=provider"]]);
  });

  it("carries no credential, no cookie and nothing that a client made up", async () => {
    const headers = {
      Authorization: "Bearer rsk_live_key_x",
      Cookie: "__Host-rs_session=x",
      "X-Internal-Token": "guess",
      "X-Forwarded-For": "203.0.113.1",
      "X-Owner-Override": "org_x",
      "X-Correlation-Id": "req-7",
      Accept: "application/json",
    };
    await fetch(`${portal.origin}/api/readyz`, { headers });
    const arrived = upstream.arrived[0]?.headers ?? {};
    // X-Forwarded-For is nginx's, which sets it whatever a client wrote there.
    expect(Object.keys(arrived).sort()).toEqual(["accept", "accept-encoding", "host", "x-correlation-id", "x-forwarded-for"]);
    expect(arrived["x-correlation-id"]).toBe("req-7");
  });

  it.each([
    ["GET", "/api/v1/audit/events", 401],
    ["HEAD", "/api/v1/audit/events", 405],
    ["POST", "/api/v1/audit/events", 405],
    ["GET", "/api/internal/v1/sessions/resolve", 404],
    ["GET", "/api/v1/capabilities/", 400],
    ["GET", "/api/v1/../readyz", 400],
    ["GET", "/api/v1/%2e%2e/readyz", 400],
    ["GET", "/api/v1%2fcapabilities", 400],
    ["GET", "/api/v1\\capabilities", 400],
    ["GET", "/api//readyz", 400],
    ["GET", "/api/readyz/.", 400],
    ["GET", "/api/", 400],
    ["GET", "/api", 404],
    ["GET", "/%61pi/readyz", 404],
    ["GET", "/API/readyz", 404],
    ["GET", "/readyz", 404],
    ["GET", "/v1/capabilities", 404],
    ["POST", "/api/readyz", 405],
    ["DELETE", "/api/v1/capabilities", 405],
    ["OPTIONS", "/api/readyz", 405],
    ["POST", "/api/portal/healthz", 405],
  ])("is never %s %s, which answers %d", async (method, target, status) => {
    expect((await sendRaw(portal.port, method, target)).status).toBe(status);
    expect(upstream.arrived).toEqual([]);
  });

  it("does not depend on the host that a client names", async () => {
    expect((await sendRaw(portal.port, "GET", "http://169.254.169.254/api/readyz")).status).toBe(200);
    expect(upstream.arrived[0]?.url).toBe("/readyz");
  });
});

describe("what travels back", () => {
  it("is the answer without cookies, tokens and the server's name", async () => {
    const headers = { "Set-Cookie": "a=b", "X-Internal-Token": "t", Authorization: "x", Server: "s", ETag: '"v1"' };
    upstream.answerWith(json(200, {}, headers));
    const response = await fetch(`${portal.origin}/api/v1/capabilities`);
    for (const name of ["Set-Cookie", "X-Internal-Token", "Authorization", "Server"]) {
      expect(response.headers.get(name)).toBeNull();
    }
    expect(response.headers.get("ETag")).toBe('"v1"');
  });

  it("is the server's own problem where it has one", async () => {
    const problem = { code: "database_unavailable", status: 503 };
    upstream.answerWith(json(503, problem, { "Content-Type": "application/problem+json", "Retry-After": "2" }));
    const response = await fetch(`${portal.origin}/api/readyz`);
    expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "2"]);
    expect(await response.json()).toEqual(problem);
  });

  it("is a 304 where the client's tag still holds", async () => {
    upstream.answerWith((_request, response) => response.writeHead(304, { ETag: '"v1"' }).end());
    const response = await fetch(`${portal.origin}/api/v1/capabilities`, { headers: { "If-None-Match": '"v1"' } });
    expect(response.status).toBe(304);
    expect(upstream.arrived[0]?.headers["if-none-match"]).toBe('"v1"');
  });

  it.each([301, 302, 303, 307, 308])("is never a redirect (%d), neither followed nor passed on", async (status) => {
    upstream.answerWith(json(status, {}, { Location: "http://169.254.169.254/" }));
    const response = await fetch(`${portal.origin}/api/readyz`, { redirect: "manual" });
    expect([response.status, response.headers.get("Location")]).toEqual([502, null]);
    expect(await response.json()).toMatchObject({ code: "upstream_invalid" });
    expect(upstream.arrived).toHaveLength(1);
  });

  it("is never a page", async () => {
    upstream.answerWith((_request, response) => response.setHeader("Content-Type", "text/html").end("<script>1</script>"));
    const response = await fetch(`${portal.origin}/api/readyz`);
    expect(await response.json()).toMatchObject({ code: "upstream_invalid", status: 502 });
  });

  it("is a plain problem when the connection breaks", async () => {
    upstream.answerWith((request) => request.socket.destroy());
    const response = await fetch(`${portal.origin}/api/readyz`);
    expect([response.status, response.headers.get("Retry-After")]).toEqual([502, "5"]);
    expect(await response.json()).toMatchObject({ code: "upstream_unavailable" });
  });
});

describe("the portal's own health", () => {
  it("is answered by the module inside the worker, whatever the server does", async () => {
    const core = await RatestackCore.load(
      readFileSync(fileURLToPath(import.meta.resolve("@ratestack/core/ratestack_core.wasm"))),
    );
    const response = await fetch(`${portal.origin}/api/portal/healthz`);
    expect(await response.json()).toEqual({ status: "ok", core: { version: core.version() } });
    expect(upstream.arrived).toEqual([]);
  });
});
