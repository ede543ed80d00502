import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { startPortal, type Portal } from "../support/portal.ts";
import { sendRaw } from "../support/raw_http.ts";

let portal: Portal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal.stop());

async function firstMatch(path: string, pattern: RegExp): Promise<string> {
  const text = await (await fetch(portal.origin + path)).text();
  const found = pattern.exec(text)?.[0];
  if (found === undefined) throw new Error(`${path} does not name ${String(pattern)}`);
  return found;
}

describe("pages", () => {
  it.each(["/", "/verify", "/verify?file=x"])("%s is a page that is asked for anew each time", async (path) => {
    const response = await fetch(portal.origin + path);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(response.headers.get("Cache-Control")).toBe("no-cache");
  });

  it("carry no inline script or style", async () => {
    for (const path of ["/", "/verify"]) {
      const html = await (await fetch(portal.origin + path)).text();
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/i);
    }
  });

  it("answer 304 to the tag they came with, weakened or not", async () => {
    const etag = (await fetch(`${portal.origin}/verify`)).headers.get("ETag") ?? "";
    for (const stated of [etag, `W/${etag}`]) {
      const again = await fetch(`${portal.origin}/verify`, { headers: { "If-None-Match": stated } });
      expect([again.status, await again.text()]).toEqual([304, ""]);
    }
  });

  it("answer HEAD without a body", async () => {
    const response = await fetch(`${portal.origin}/verify`, { method: "HEAD" });
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  it("refuse other methods with a problem that names the right ones", async () => {
    const response = await fetch(`${portal.origin}/verify`, { method: "POST", body: "x" });
    expect([response.status, response.headers.get("Allow")]).toEqual([405, "GET, HEAD"]);
    expect(await response.json()).toMatchObject({ code: "method_not_allowed" });
  });

  it.each(["/nothing", "/verify/", "/verify.html", "/404", "/__proto__", "/assets/", "/assets", "//evil.example/verify"])(
    "answer %s with a small page and 404",
    async (path) => {
      const response = await sendRaw(portal.port, "GET", path);
      expect(response.status).toBe(404);
      expect(response.body).toContain("There is no page here");
    },
  );
});

describe("assets", () => {
  it("named by their content are kept for ever, with their type", async () => {
    const script = await firstMatch("/verify", /\/assets\/verify-[^"]+\.js/);
    const response = await fetch(portal.origin + script);
    expect(response.headers.get("Cache-Control")).toBe("public, max-age=31536000, immutable");
    expect(response.headers.get("Content-Type")).toBe("text/javascript; charset=utf-8");
  });

  it("include the module, as WebAssembly", async () => {
    const worker = await firstMatch(await firstMatch("/verify", /\/assets\/verify-[^"]+\.js/), /\/assets\/[^"`]+worker[^"`]+\.js/);
    const module = await firstMatch(worker, /\/assets\/[^"`]+\.wasm/);
    const response = await fetch(portal.origin + module);
    expect(response.headers.get("Content-Type")).toBe("application/wasm");
    expect(WebAssembly.validate(await response.arrayBuffer())).toBe(true);
  });

  it.each([
    "/../config.capnp",
    "/../../etc/passwd",
    "/assets/../../worker/worker.js",
    "/%2e%2e/config.capnp",
    "/assets%2f..%2findex.html",
    "/..\\config.capnp",
    "/./verify",
  ])("do not include %s", async (target) => {
    expect((await sendRaw(portal.port, "GET", target)).status).toBe(404);
  });
});

describe("every answer", () => {
  it.each(["/", "/assets/nothing.js", "/favicon.svg", "/nothing", "/auth/google/callback"])(
    "%s carries a page's security headers and a correlation id",
    async (path) => {
      const { headers } = await fetch(portal.origin + path, { headers: { "X-Correlation-Id": "req-1" } });
      expect(headers.get("Content-Security-Policy")).toContain("script-src 'self' 'wasm-unsafe-eval';");
      expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
      expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
      expect(headers.get("Cross-Origin-Embedder-Policy")).toBe("require-corp");
      expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("Referrer-Policy")).toBe("no-referrer");
      expect(headers.get("Permissions-Policy")).toContain("camera=()");
      expect(headers.get("X-Correlation-Id")).toBe("req-1");
    },
  );

  it.each(["/api/portal/healthz", "/api/portal/session", "/api/v1/openapi.json", "/api/nothing", "/api/v1/%2e%2e/x"])(
    "%s carries what data needs, where no document is ever made of it",
    async (path) => {
      const { headers } = await fetch(portal.origin + path, { headers: { "X-Correlation-Id": "req-1" } });
      expect(headers.get("Content-Security-Policy")).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
      expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(headers.get("X-Correlation-Id")).toBe("req-1");
    },
  );
});
