import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { endpoints, upstreamPath } from "../../src/api/endpoints.js";

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
  readonly security?: readonly Readonly<Record<string, unknown>>[];
}

const document = JSON.parse(readFileSync(new URL("../../../docs/api/openapi.json", import.meta.url), "utf8")) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

/** What the server has and the portal does not hand to pages, and why. */
const keptBack: Readonly<Record<string, string>> = {
  "GET /.well-known/jwks.json": "for whoever checks access tokens, which no page sees",
  "POST /v1/audit/events": "for services, by their API keys",
  "POST /v1/me/oidc-accounts/{provider}/start": "begins at /api/portal/link/oidc: its transaction belongs into a cookie",
  "POST /v1/me/oidc-accounts/{provider}/complete": "ends at /auth/{provider}/callback",
};

describe("the server's own document", () => {
  it.each(operations.map(({ method, path, operation }) => [`${method} ${path}`, { method, path, operation }] as const))(
    "%s is let through as it says, or kept back for a reason",
    (name, { method, path, operation }) => {
      const found = endpoints.find(method, `/api${path}`);
      if (path.startsWith("/internal/") || name in keptBack) {
        expect(found.kind).not.toBe("matched");
        return;
      }
      if (found.kind !== "matched") throw new Error(`${name} is in no table of src/api/areas`);
      expect(found.pattern).toBe(`/api${path}`);
      expect(found.entry.access).toBe(operation.security?.length === 0 ? "public" : "session");
      expect([...found.entry.takes]).toEqual(expect.arrayContaining(Object.keys(operation.requestBody?.content ?? {})));
      const success = Object.entries(operation.responses).filter(([status]) => status.startsWith("2"));
      const given = success.flatMap(([, { content }]) => Object.keys(content ?? {}));
      if (!found.entry.gives.includes("*/*")) expect([...found.entry.gives]).toEqual(expect.arrayContaining(given));
    },
  );

  it("has the URLs of sessions alone judged: a refusal leaves a row, and a row names somebody", () => {
    const entries = operations.map(({ method, path }) => endpoints.find(method, `/api${path}`));
    const judging = entries.flatMap((found) => (found.kind === "matched" && found.entry.judges ? [found.entry] : []));
    expect(judging.map(({ access }) => access)).toEqual(["session", "session"]);
  });

  it("is what the reasons are about", () => {
    const names = operations.map(({ method, path }) => `${method} ${path}`);
    expect(names).toEqual(expect.arrayContaining(Object.keys(keptBack)));
  });
});

describe("the tables", () => {
  const all = [...endpoints.entries()];

  it("let nothing of the inside through", () => {
    for (const [, pattern] of all) expect(pattern).not.toMatch(/internal|metrics|\.well-known/);
  });

  it("let only reading through without a session", () => {
    const open = all.filter(([, , { access }]) => access === "public");
    expect(new Set(open.map(([method]) => method))).toEqual(new Set(["GET", "HEAD"]));
  });

  it("ask for the session anew after whatever a person changes about themselves", () => {
    const own = all.filter(([method, pattern]) => method !== "GET" && pattern.startsWith("/api/v1/me"));
    const forgetful = own.filter(([, , { changesSession }]) => changesSession !== true).map(([, pattern]) => pattern);
    expect(forgetful).toEqual(["/api/v1/me/passkeys/start"]);
  });

  it.each(["PUT", "PATCH", "OPTIONS", "get", "TRACE", "CONNECT", ""])("refuse the method %j", (method) => {
    expect(endpoints.find(method, "/api/healthz")).toMatchObject({ kind: "wrong_method", allowed: ["GET", "HEAD"] });
  });

  it.each(["/api/v1/Capabilities", "/api/v1/capabilities/", "/healthz", "/api/__proto__", "/api/v1/me/x/y"])(
    "do not know %s",
    (path) => {
      expect(endpoints.find("GET", path)).toEqual({ kind: "unknown" });
    },
  );

  it("name the server's own path", () => {
    expect(upstreamPath("/api/v1/me")).toBe("/v1/me");
  });
});
