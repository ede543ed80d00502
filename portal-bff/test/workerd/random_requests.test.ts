// Random targets against the runtime's own HTTP parser, with a session: whatever arrives upstream is in the table.
import { expect, it } from "vitest";

import { endpoints } from "../../src/api/endpoints.js";
import { Random, rounds, seed } from "../support/random.ts";
import { sendRaw } from "../support/raw_http.ts";
import { scriptedSite } from "../support/scripted_site.ts";
import { json } from "../support/server_double.ts";
import { sessionCookie } from "../support/signed_in.ts";

const site = scriptedSite();

const pieces = [
  "/me", "/me", "/orgs", "/org_1", "/capabilities", "/loans", "/sessions", "/internal/v1/sessions/resolve", "/..", "/.", "/", "..", "%2e%2e", "%2f", "%5c",
  "\\", "//", ";", "?", "?x=1", "#", "%00", "%", "~", "*", "{id}", "\u00e9", "@evil.example", ":80",
];
const prefixes = ["/api/v1", "/api/v1", "/api/v1", "/api", "", "http://169.254.169.254/api/v1", "http://x@y/api/v1", "*"];

/** The server's paths, as expressions. */
const known = [...endpoints.entries()].map(
  ([, pattern]) => new RegExp(`^${pattern.slice("/api".length).replaceAll(".", "\\.").replaceAll(/\{[a-z]+\}/g, "[A-Za-z0-9._~-]+")}$`),
);

const session = "/internal/v1/sessions/resolve";

it(`nothing reaches the server by a path that is in no table (seed ${String(seed)})`, async () => {
  const browser = await site.signedIn();
  site.server.on("GET /v1/me", json(200, {}));
  const random = new Random(seed + 8);
  const headers = { Cookie: `${sessionCookie}=${browser.cookies.get(sessionCookie) ?? ""}` };
  const statuses = new Map<number, number>();
  for (let round = 0; round < rounds / 20; round++) {
    const { status } = await sendRaw(site.portal.port, "GET", random.one(prefixes) + random.text(pieces, 4), headers);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  for (const { url } of site.server.arrived) {
    const path = url.split("?")[0] ?? "";
    expect(path === session || known.some((pattern) => pattern.test(path)), url).toBe(true);
    expect(path.split("/")).not.toContain("..");
  }
  expect(site.server.at("/v1/me").length).toBeGreaterThan(5);
  expect(statuses.get(400) ?? 0).toBeGreaterThan(100);
  expect(statuses.get(500)).toBeUndefined();
});
