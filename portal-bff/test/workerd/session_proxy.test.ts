import { request as httpRequest } from "node:http";

import { beforeEach, describe, expect, it } from "vitest";

import type { Browser } from "../support/browser.ts";
import { sendRaw } from "../support/raw_http.ts";
import { scriptedSite } from "../support/scripted_site.ts";
import { accessToken, json, problem, resolved } from "../support/server_double.ts";
import { clientAddress, publicOrigin, sessionCookie } from "../support/signed_in.ts";

const site = scriptedSite();
let browser: Browser;
beforeEach(async () => {
  browser = await site.signedIn();
});

const mebibyte = 1024 * 1024;
const refusals = "/internal/v1/url/refusals";

describe("a person's request", () => {
  it("travels with the session's access token in place of its cookie", async () => {
    site.server.on("PATCH /v1/loans/loan_1", json(200, { id: "loan_1" }, { ETag: '"4"' }));
    const sent = {
      "If-Match": '"3"',
      "Idempotency-Key": "k1",
      "X-Acting-As-Org": "org_2",
      "X-Owner-Override": "org_3",
      "X-Correlation-Id": "req-3",
      Authorization: "Bearer rsk_live_mine",
      "X-Internal-Token": "guess",
      "X-Forwarded-Host": "evil.example",
      Forwarded: "for=10.0.0.1",
      "CF-Connecting-IP": "10.0.0.1",
    };
    const answer = await browser.send("/api/v1/loans/loan_1?x=%2F&y=1", { method: "PATCH", body: { amount: "1" }, headers: sent });
    expect([answer.status, answer.headers.get("ETag"), await answer.json()]).toEqual([200, '"4"', { id: "loan_1" }]);
    const [arrived] = site.server.at("/v1/loans/loan_1");
    expect([arrived?.url, arrived?.body]).toEqual(["/v1/loans/loan_1?x=%2F&y=1", '{"amount":"1"}']);
    expect(arrived?.headers).toEqual({
      accept: "*/*",
      "accept-encoding": "identity",
      authorization: `Bearer ${accessToken}`,
      "content-length": "14",
      "content-type": "application/json",
      host: "api",
      "idempotency-key": "k1",
      "if-match": '"3"',
      "x-acting-as-org": "org_2",
      "x-correlation-id": "req-3",
      "x-forwarded-for": clientAddress,
      "x-owner-override": "org_3",
    });
  });

  it("brings back what may pass, for nobody else", async () => {
    const headers = {
      "Set-Cookie": "a=b",
      Authorization: "x",
      "X-Internal-Token": "t",
      "WWW-Authenticate": "Bearer",
      Location: "https://evil.example/",
      "Access-Control-Allow-Origin": "*",
      "Cache-Control": "public, max-age=60",
      "X-Accel-Redirect": "/_exports/x",
      "Content-Security-Policy": "default-src *",
    };
    site.server.on("GET /v1/me", json(200, { user: resolved.user }, headers));
    const answer = await browser.send("/api/v1/me");
    const names = ["set-cookie", "authorization", "x-internal-token", "www-authenticate", "location", "access-control-allow-origin"];
    expect(names.filter((name) => answer.headers.has(name))).toEqual([]);
    expect([answer.headers.get("Cache-Control"), answer.headers.get("Vary")]).toEqual(["no-store", "Cookie"]);
    expect(answer.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
    expect(answer.headers.get("Strict-Transport-Security")).toBe("max-age=31536000");
  });

  it.each([301, 302, 303, 307, 308])("never follows nor hands on a redirect: %d", async (status) => {
    site.server.on("GET /v1/me", json(status, {}, { Location: "/v1/orgs" }));
    site.server.on("GET /v1/orgs", json(200, {}));
    const answer = await browser.send("/api/v1/me");
    expect([answer.status, answer.headers.get("Location"), await answer.json()]).toMatchObject([502, null, { code: "upstream_invalid" }]);
    expect(site.server.at("/v1/orgs")).toEqual([]);
  });

  it("is answered with a 304 to the tag that it came with", async () => {
    site.server.on("GET /v1/loans/loan_1", (response) => response.writeHead(304, { ETag: '"4"' }).end());
    const answer = await browser.send("/api/v1/loans/loan_1", { headers: { "If-None-Match": '"4"' } });
    expect([answer.status, await answer.text(), site.server.arrived.at(-1)?.headers["if-none-match"]]).toEqual([304, "", '"4"']);
  });

  it("is answered with the server's own problem", async () => {
    site.server.on("POST /v1/orgs", problem(403, "step_up_required", { requirement: "recent" }));
    const answer = await browser.post("/api/v1/orgs", {});
    expect([answer.status, answer.headers.get("Content-Type"), await answer.json()]).toMatchObject([
      403,
      "application/problem+json",
      { code: "step_up_required", requirement: "recent" },
    ]);
  });
});

describe("the access token", () => {
  it.each([
    ["GET", "/v1/me", 200],
    ["POST", "/v1/redact", 200],
    ["GET", "/v1/orgs", 403],
  ])("is in no answer of %s %s with status %d", async (method, path, status) => {
    const body = { deep: [{ note: `x ${accessToken} y` }] };
    // In pieces, and with its length stated, which is read another way.
    for (const headers of [{}, { "Content-Length": String(JSON.stringify(body).length) }]) {
      site.server.on(`${method} ${path}`, json(status, body, headers));
      const answer = await browser.send(`/api${path}`, { method, ...(method === "POST" && { body: {} }) });
      const text = await answer.text();
      expect([answer.status, text.includes(accessToken)]).toEqual([502, false]);
    }
  });

  it("is in no download either, wherever it is cut", async () => {
    const line = `{"row":1}\n${accessToken}\n`;
    for (const cut of [1, 12, 20, line.length - 3]) {
      site.server.on("GET /v1/admin/audit/export", (response) => {
        response.writeHead(200, { "Content-Type": "application/x-ndjson" });
        response.write(line.slice(0, cut));
        setTimeout(() => response.end(line.slice(cut)), 20);
      });
      const answer = await browser.send("/api/v1/admin/audit/export");
      const text = await answer.text().catch(() => "broken off");
      expect(text).not.toContain(accessToken);
    }
  });
});

describe("a body", () => {
  function sendChunked(path: string, size: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const headers = {
        Origin: publicOrigin,
        "X-RateStack-Portal": "1",
        "X-CSRF-Token": browser.csrfToken,
        "Content-Type": "application/json",
        Cookie: `${sessionCookie}=${browser.cookies.get(sessionCookie) ?? ""}`,
        "Transfer-Encoding": "chunked",
      };
      const request = httpRequest({ port: site.portal.port, host: "127.0.0.1", path, method: "POST", headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      });
      request.on("error", reject);
      for (let sent = 0; sent < size; sent += 65_536) request.write("x".repeat(Math.min(65_536, size - sent)));
      request.end();
    });
  }

  it("of a mebibyte travels whole", async () => {
    site.server.on("POST /v1/redact", json(200, {}));
    const text = "x".repeat(mebibyte - '{"text":""}'.length);
    expect((await browser.post("/api/v1/redact", { text })).status).toBe(200);
    expect(site.server.at("/v1/redact")[0]?.body.length).toBe(mebibyte);
    expect(await sendChunked("/api/v1/redact", mebibyte)).toBe(200);
  });

  it("of one byte more does not travel, whether it states its length or not", async () => {
    const text = "x".repeat(mebibyte + 1 - '{"text":""}'.length);
    const answer = await browser.post("/api/v1/redact", { text });
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: "payload_too_large", limit: mebibyte }]);
    expect(await sendChunked("/api/v1/redact", mebibyte + 1)).toBe(413);
    expect(site.server.at("/v1/redact")).toEqual([]);
  });

  it.each([
    ["POST", "/v1/redact", "text/plain"],
    ["POST", "/v1/redact", "application/x-www-form-urlencoded"],
    ["POST", "/v1/redact", "application/jsonp"],
    ["POST", "/v1/ratesheets", "text/html"],
    ["DELETE", "/v1/me/totp", "application/json"],
  ])("of %s %s does not travel as %s", async (method, path, type) => {
    const answer = await browser.send(`/api${path}`, { method, body: "x", headers: { "Content-Type": type } });
    expect([answer.status, site.server.at(path)]).toEqual([415, []]);
  });

  it("does not travel in a coding, which could unfold to more", async () => {
    const answer = await browser.post("/api/v1/redact", {}, { "Content-Encoding": "gzip" });
    expect([answer.status, site.server.at("/v1/redact")]).toEqual([415, []]);
  });

  it("travels as CSV where a rate sheet may", async () => {
    site.server.on("POST /v1/ratesheets", json(201, {}));
    const answer = await browser.post("/api/v1/ratesheets", "a,b", { "Content-Type": "text/csv; charset=utf-8" });
    expect([answer.status, site.server.at("/v1/ratesheets")[0]?.headers["content-type"]]).toEqual([201, "text/csv; charset=utf-8"]);
  });
});

describe("a download", () => {
  it.each([
    ["/v1/admin/audit/export", "application/x-ndjson", 'attachment; filename="log.ndjson"'],
    ["/v1/documents/doc_1", "text/html", 'attachment; filename="note.html"'],
    ["/v1/ratesheets/rs_1/csv", "text/csv", "attachment"],
  ])("of %s is kept as a file, not shown", async (path, type, disposition) => {
    site.server.on(`GET ${path}`, (response) => {
      response.writeHead(200, { "Content-Type": type, "Content-Disposition": disposition }).end("<script>\n");
    });
    const answer = await browser.send(`/api${path}`);
    expect([answer.status, await answer.text()]).toEqual([200, "<script>\n"]);
    const names = ["Content-Type", "Content-Disposition", "X-Content-Type-Options", "Cache-Control"];
    expect(names.map((name) => answer.headers.get(name))).toEqual([type, disposition, "nosniff", "no-store"]);
  });

  it("arrives while the server still writes", async () => {
    let finish: () => void = () => undefined;
    site.server.on("GET /v1/admin/audit/export", (response) => {
      response.writeHead(200, { "Content-Type": "application/x-ndjson", "Content-Disposition": "inline" });
      response.write("first\n");
      finish = () => response.end("last\n");
    });
    const answer = await browser.send("/api/v1/admin/audit/export");
    expect(answer.headers.get("Content-Disposition")).toBe("attachment");
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe("first\n");
    finish();
    expect(Buffer.from((await reader.read()).value ?? []).toString()).toBe("last\n");
  });

  it("of another media type than its own is none", async () => {
    site.server.on("GET /v1/admin/audit/export", json(200, {}));
    expect((await browser.send("/api/v1/admin/audit/export")).status).toBe(502);
  });
});

describe("a URL that an operator names", () => {
  it.each([
    ["http://hooks.example/x", "unsupported_scheme"],
    ["https://user:pass@hooks.example/", "credentials_in_url"],
    ["https://hooks.example:8443/", "port_not_allowed"],
    ["https://127.0.0.1/", "blocked_address"],
    ["https://0x7f.1/", "blocked_address"],
    ["https://[::ffff:10.0.0.1]/", "blocked_address"],
    ["https://169.254.169.254/latest/meta-data/", "metadata_endpoint"],
    ["nonsense", "invalid_url"],
  ])("%s does not travel: %s", async (url, code) => {
    const verdict = await browser.post("/api/v1/url/validate", { url, service: "webhook-service" });
    const text = await verdict.text();
    expect([verdict.status, text.length]).toEqual([200, 128]);
    expect(JSON.parse(text)).toEqual({ allowed: false, code, detail: "This service may not call this URL." });
    const refusal = await browser.post("/api/v1/provider/webhooks", { url, events: ["lock.committed"] });
    expect([refusal.status, await refusal.json()]).toMatchObject([422, { code, detail: "This service may not call this URL." }]);
    expect(site.server.arrived.filter((one) => one.url.startsWith("/v1/"))).toEqual([]);
  });

  it("leaves the row that the server would have written, of whoever asked and for whom they act", async () => {
    const body = { url: "https://user:pass@hooks.example:8443/a?token=1", service: "webhook-service" };
    const headers = { "X-Acting-As-Org": "org_2", "X-Correlation-Id": "req-9", Authorization: "Bearer rsk_live_mine" };
    await browser.send("/api/v1/url/validate", { method: "POST", body, headers });
    await browser.post("/api/v1/provider/webhooks", { url: "nonsense", events: [] });
    const [first, second, ...rest] = site.server.at(refusals);
    expect(rest).toEqual([]);
    expect(first?.json).toEqual({
      service: "webhook-service",
      code: "credentials_in_url",
      host: "hooks.example",
      detail: "user name or password before the host",
    });
    expect(first?.headers).toMatchObject({
      authorization: `Bearer ${accessToken}`,
      "x-acting-as-org": "org_2",
      "x-correlation-id": "req-9",
      "x-forwarded-for": clientAddress,
      "x-internal-token": expect.stringMatching(/.{32}/) as string,
    });
    expect(first?.headers.cookie).toBeUndefined();
    expect(second?.json).toMatchObject({ code: "invalid_url", host: null });
    expect(second?.headers["x-acting-as-org"]).toBeUndefined();
  });

  it("is not refused where the row cannot be written: the server's problem is the answer", async () => {
    const body = { url: "https://127.0.0.1/", service: "webhook-service" };
    for (const [status, code] of [[507, "storage_full"], [403, "capability_missing"], [400, "unknown_service"]] as const) {
      site.server.on(`POST ${refusals}`, problem(status, code));
      const answer = await browser.post("/api/v1/url/validate", body);
      expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
    }
    site.server.on(`POST ${refusals}`, problem(401, "invalid_credentials"));
    expect((await browser.post("/api/v1/url/validate", body)).status).toBe(401);
    const asked = site.server.at("/internal/v1/sessions/resolve").length;
    await browser.post("/api/v1/url/validate", body);
    expect(site.server.at("/internal/v1/sessions/resolve")).toHaveLength(asked + 1);
  });

  it.each([
    [{ url: "https://hooks.example/x", service: "webhook-service" }],
    [{ url: "http://hooks.example/x", service: "scraper-service" }],
    [{ url: "https://127.0.0.1/", service: "no-such-service" }],
    [{ url: 1, service: "webhook-service" }],
    [{}],
    [[]],
  ])("travels where the server has the last word: %j", async (body) => {
    site.server.on("POST /v1/url/validate", json(200, { allowed: true }));
    await browser.post("/api/v1/url/validate", body);
    expect(site.server.at("/v1/url/validate")[0]?.body).toBe(JSON.stringify(body));
  });
});

describe("paths", () => {
  it.each([
    "/api/v1/me/../orgs",
    "/api/v1/me/..",
    "/api/v1/./me",
    "/api/v1/orgs/%2e%2e/me",
    "/api/v1/orgs%2forg_1",
    "/api/v1/orgs/a%2Fcapabilities",
    "/api/v1/orgs/a%5ccapabilities",
    "/api/v1/orgs/a\\capabilities",
    "/api/v1//me",
    "/api/v1/me/",
    "/api/v1/m%65",
    "/api/v1/me%00",
    "/api/v1/me;x=1",
    "/api/portal/../v1/me",
    "/api/portal/session/",
    "/api/portal/%73ession",
  ])("%s is refused before anybody is asked", async (target) => {
    const cookie = `${sessionCookie}=${browser.cookies.get(sessionCookie) ?? ""}`;
    const answer = await sendRaw(site.portal.port, "GET", target, { Cookie: cookie });
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([400, { code: "path_not_canonical" }]);
    expect(site.server.arrived).toEqual([]);
  });

  it.each(["/api/internal/v1/sessions/resolve", "/api/v1/internal", "/api/metrics", "/api/portal/nothing", "/api/portal", "/auth/google"])(
    "%s does not exist",
    async (path) => {
      expect([(await browser.send(path)).status, site.server.arrived]).toEqual([404, []]);
    },
  );
});
