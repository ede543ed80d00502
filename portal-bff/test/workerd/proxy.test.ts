import { RatestackCore } from "@ratestack/core";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";

import { sendRaw } from "../support/raw_http.ts";
import { scriptedSite } from "../support/scripted_site.ts";
import { json } from "../support/server_double.ts";

const site = scriptedSite();
beforeEach(() => {
  for (const path of ["/v1/capabilities", "/readyz"]) site.server.on(`GET ${path}`, json(200, { status: "ok" }));
});

describe("what travels upstream", () => {
  it("is the public endpoint under the server's own path, with its query", async () => {
    const response = await fetch(`${site.portal.origin}/api/v1/capabilities?kind=provider`);
    expect(await response.json()).toEqual({ status: "ok" });
    expect(site.server.arrived.map(({ method, url }) => [method, url])).toEqual([["GET", "/v1/capabilities?kind=provider"]]);
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
    await fetch(`${site.portal.origin}/api/readyz`, { headers });
    const arrived = site.server.arrived[0]?.headers ?? {};
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
    expect((await sendRaw(site.portal.port, method, target)).status).toBe(status);
    expect(site.server.arrived).toEqual([]);
  });

  it("does not depend on the host that a client names", async () => {
    expect((await sendRaw(site.portal.port, "GET", "http://169.254.169.254/api/readyz")).status).toBe(200);
    expect(site.server.arrived[0]?.url).toBe("/readyz");
  });
});

describe("what travels back", () => {
  it("is the answer without cookies, tokens and the server's name", async () => {
    const headers = { "Set-Cookie": "a=b", "X-Internal-Token": "t", Authorization: "x", Server: "s", ETag: '"v1"' };
    site.server.on("GET /v1/capabilities", json(200, {}, headers));
    const response = await fetch(`${site.portal.origin}/api/v1/capabilities`);
    for (const name of ["Set-Cookie", "X-Internal-Token", "Authorization", "Server"]) {
      expect(response.headers.get(name)).toBeNull();
    }
    expect(response.headers.get("ETag")).toBe('"v1"');
  });

  it("is the server's own problem where it has one", async () => {
    const problem = { code: "database_unavailable", status: 503 };
    site.server.on("GET /readyz", json(503, problem, { "Content-Type": "application/problem+json", "Retry-After": "2" }));
    const response = await fetch(`${site.portal.origin}/api/readyz`);
    expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "2"]);
    expect(await response.json()).toEqual(problem);
  });

  it("is a 304 where the client's tag still holds", async () => {
    site.server.on("GET /v1/capabilities", (response) => response.writeHead(304, { ETag: '"v1"' }).end());
    const response = await fetch(`${site.portal.origin}/api/v1/capabilities`, { headers: { "If-None-Match": '"v1"' } });
    expect(response.status).toBe(304);
    expect(site.server.arrived[0]?.headers["if-none-match"]).toBe('"v1"');
  });

  it.each([301, 302, 303, 307, 308])("is never a redirect (%d), neither followed nor passed on", async (status) => {
    site.server.on("GET /readyz", json(status, {}, { Location: "http://169.254.169.254/" }));
    const response = await fetch(`${site.portal.origin}/api/readyz`, { redirect: "manual" });
    expect([response.status, response.headers.get("Location")]).toEqual([502, null]);
    expect(await response.json()).toMatchObject({ code: "upstream_invalid" });
    expect(site.server.arrived).toHaveLength(1);
  });

  it("is never a page", async () => {
    site.server.on("GET /readyz", (response) => response.setHeader("Content-Type", "text/html").end("<script>1</script>"));
    const response = await fetch(`${site.portal.origin}/api/readyz`);
    expect(await response.json()).toMatchObject({ code: "upstream_invalid", status: 502 });
  });

  it("is a plain problem when the connection breaks", async () => {
    site.server.on("GET /readyz", (response) => response.destroy());
    const response = await fetch(`${site.portal.origin}/api/readyz`);
    expect([response.status, response.headers.get("Retry-After")]).toEqual([502, "5"]);
    expect(await response.json()).toMatchObject({ code: "upstream_unavailable" });
  });
});

describe("the portal's own health", () => {
  it("is answered by the module inside the worker, whatever the server does", async () => {
    const core = await RatestackCore.load(
      readFileSync(fileURLToPath(import.meta.resolve("@ratestack/core/ratestack_core.wasm"))),
    );
    const response = await fetch(`${site.portal.origin}/api/portal/healthz`);
    expect(await response.json()).toEqual({ status: "ok", core: { version: core.version() } });
    expect(site.server.arrived).toEqual([]);
  });
});
