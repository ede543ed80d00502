import { describe, expect, it } from "vitest";

import { startPortal } from "../support/portal.ts";

describe("a portal that lacks a setting", () => {
  it.each([
    [{ INTERNAL_TOKEN: undefined }, "INTERNAL_TOKEN is not set"],
    [{ PORTAL_CSRF_KEY: "AAAA" }, "PORTAL_CSRF_KEY is not 32 bytes"],
    [{ PUBLIC_ORIGIN: "http://rates.example" }, "PUBLIC_ORIGIN is neither https"],
    [{ URL_SERVICES: '[{"name":"webhook-service","hosts":["*.*"]}]' }, "URL_SERVICES is no JSON list"],
  ])("serves nothing, and says why once: %#", async (env, fault) => {
    const portal = await startPortal({ env });
    try {
      for (const path of ["/", "/verify", "/api/portal/healthz", "/api/v1/me", "/auth/google/callback"]) {
        const answer = await fetch(portal.origin + path, { redirect: "manual" });
        expect([answer.status, await answer.json()]).toMatchObject([503, { code: "portal_misconfigured" }]);
        expect(answer.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
      }
      const said = portal.log.filter((line) => line.includes('"event":"portal_misconfigured"'));
      expect(said.length).toBe(1);
      expect(said[0]).toContain(fault);
    } finally {
      await portal.stop();
    }
  });
});
