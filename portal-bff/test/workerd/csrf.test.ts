// Every state-changing call there is, against every proof that can be missing.
import { beforeAll, describe, expect, it } from "vitest";

import { endpoints } from "../../src/api/endpoints.js";
import type { Browser } from "../support/browser.ts";
import { scriptedSite } from "../support/scripted_site.ts";
import { json } from "../support/server_double.ts";
import { publicOrigin, sessionCookie } from "../support/signed_in.ts";

const site = scriptedSite();
let browser: Browser;
let other: Browser;
beforeAll(async () => {
  browser = await site.signedIn();
  other = await site.signedIn();
});

const anybodys = [
  "sign-in",
  "sign-in/second-factor",
  "sign-in/passkey/start",
  "sign-in/passkey/complete",
  "sign-in/oidc/google",
  "sign-in/oidc/microsoft",
  "sign-in/oidc/apple",
].map((path) => ["POST", `/api/portal/${path}`] as const);
const portals = ["step-up", "step-up/passkey/start", "sign-out", "link/oidc/google", "link/oidc/apple"].map(
  (path) => ["POST", `/api/portal/${path}`] as const,
);
const proxied = [...endpoints.entries()]
  .filter(([method, , { access }]) => method !== "GET" && method !== "HEAD" && access === "session")
  .map(([method, pattern]) => [method, pattern.replaceAll(/\{[a-z]+\}/g, "x")] as const);
const sessions = [...portals, ...proxied];

type Missing = Readonly<Record<string, string>>;
const wrongSources: readonly (readonly [string, Missing, string])[] = [
  ["another origin", { Origin: "https://evil.example" }, "foreign_origin"],
  ["an origin that only begins like ours", { Origin: `${publicOrigin}.evil.example` }, "foreign_origin"],
  ["ours without TLS", { Origin: "http://rates.example" }, "foreign_origin"],
  ["the origin null", { Origin: "null" }, "null_origin"],
  ["an empty origin", { Origin: "" }, "no_origin"],
  ["another site by the browser's word", { "Sec-Fetch-Site": "cross-site" }, "cross_site"],
  ["a sibling", { "Sec-Fetch-Site": "same-site" }, "cross_site"],
  ["no static header", { "X-RateStack-Portal": "" }, "no_static_header"],
  ["another static header", { "X-RateStack-Portal": "true" }, "no_static_header"],
];

describe.each([...anybodys, ...sessions])("%s %s", (method, path) => {
  it.each(wrongSources)("is refused with %s", async (_name, headers, reason) => {
    const answer = await browser.send(path, { method, headers });
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: "csrf", reason }]);
    expect(site.server.arrived).toEqual([]);
  });

  it("is refused where nothing says where it comes from", async () => {
    const headers = { "X-RateStack-Portal": "1", "X-CSRF-Token": browser.csrfToken };
    const answer = await browser.navigate(path, { method, headers });
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: "csrf", reason: "no_origin" }]);
    expect(site.server.arrived).toEqual([]);
  });
});

describe.each(sessions)("%s %s", (method, path) => {
  it.each([
    ["no token", () => ""],
    ["another session's token", () => other.csrfToken],
    ["a token with another end", () => `${browser.csrfToken.slice(0, -1)}${browser.csrfToken.endsWith("A") ? "E" : "A"}`],
    ["a token and more", () => `${browser.csrfToken}A`],
    ["the session's own token", () => browser.cookies.get(sessionCookie) ?? ""],
  ])("is refused with %s", async (_name, token) => {
    const answer = await browser.send(path, { method, headers: { "X-CSRF-Token": token() } });
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: "csrf", reason: "wrong_token" }]);
    expect(site.server.arrived).toEqual([]);
  });
});

describe.each(sessions.filter(([, path]) => path !== "/api/portal/sign-out"))("%s %s", (method, path) => {
  it("is refused without a session", async () => {
    const answer = await site.visitor().send(path, { method });
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: "no_session" }]);
    expect(site.server.arrived).toEqual([]);
  });
});

describe("reading", () => {
  it.each(["/api/portal/session", "/api/v1/me", "/api/v1/admin/audit/export"])(
    "%s is refused where another site set it off",
    async (path) => {
      site.server.on("GET /v1/me", json(200, {}));
      for (const site of ["cross-site", "same-site"]) {
        expect((await browser.send(path, { headers: { "Sec-Fetch-Site": site } })).status).toBe(403);
      }
      expect(site.server.arrived).toEqual([]);
    },
  );

  it("is answered to our own page and to an address that was typed in", async () => {
    site.server.on("GET /v1/me", json(200, {}));
    for (const site of ["same-origin", "none"]) {
      expect((await browser.send("/api/v1/me", { headers: { "Sec-Fetch-Site": site } })).status).toBe(200);
    }
  });

  it("is open to all where there is nothing of anybody's", async () => {
    site.server.on("GET /v1/capabilities", json(200, {}));
    const headers = { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" };
    const answer = await site.visitor().send("/api/v1/capabilities", { headers });
    expect([answer.status, answer.headers.get("Access-Control-Allow-Origin")]).toEqual([200, null]);
  });
});
