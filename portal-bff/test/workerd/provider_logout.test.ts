// A provider's server says that somebody signed out there (Back-Channel Logout 1.0), to a portal before a scripted server.
import { beforeEach, describe, expect, it } from "vitest";

import { scriptedSite } from "../support/scripted_site.ts";
import { json, problem } from "../support/server_double.ts";
import { clientAddress } from "../support/signed_in.ts";

const site = scriptedSite();

const inside = "/internal/v1/auth/oidc/google/backchannel-logout";
beforeEach(() => {
  site.server.on(`POST ${inside}`, (response) => response.writeHead(204).end());
});

/** As a server sends it: no cookie, no Origin, none of the portal's own headers. */
async function say(body: string, { path = "/auth/google/backchannel-logout", headers = {} } = {}): Promise<Response> {
  const sent = { "Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": clientAddress, "User-Agent": "idp/1", ...headers };
  return await fetch(`http://127.0.0.1:${String(site.portal.port)}${path}`, { method: "POST", headers: sent, body });
}

describe("a logout token", () => {
  it("travels as it came, with who sent it, and is thanked for", async () => {
    const answer = await say("logout_token=a.b.c");
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(site.server.at(inside).map((arrived) => arrived.json)).toEqual([
      { logout_token: "a.b.c", client: { ip: clientAddress, user_agent: "idp/1" } },
    ]);
  });

  it("is asked for no Origin, reads no cookie and sets none", async () => {
    const browser = await site.signedIn();
    const cookies = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await say("logout_token=a.b.c", { headers: { Origin: "https://idp.example", Cookie: cookies } });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []]);
    expect(site.server.arrived.map(({ url }) => url)).toEqual([inside]);
    expect(site.server.arrived[0]?.headers.cookie).toBeUndefined();
  });

  it("may come with what we do not know, and in a type with parameters", async () => {
    const headers = { "Content-Type": "Application/X-WWW-Form-Urlencoded; charset=utf-8" };
    expect((await say("x=1&logout_token=a.b.c&logout_hint=y", { headers })).status).toBe(200);
    expect(site.server.at(inside)[0]?.json).toMatchObject({ logout_token: "a.b.c" });
  });

  it.each(["", "logout_token=", "token=a.b.c", "logout_token=a.b.c&logout_token=d.e.f", "logout_token=a.b.c&logout_token="])(
    "is there once, not as in %j",
    async (form) => {
      const answer = await say(form);
      expect([answer.status, await answer.json()]).toMatchObject([400, { code: "invalid_field", error: "invalid_request" }]);
      expect(site.server.arrived).toEqual([]);
    },
  );

  it("comes in a form", async () => {
    const answer = await say('{"logout_token":"a.b.c"}', { headers: { "Content-Type": "application/json" } });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: "unsupported_media_type", status: 400 }]);
    expect(site.server.arrived).toEqual([]);
  });

  it("is bounded", async () => {
    expect((await say(`logout_token=${"a".repeat(16_384)}`)).status).toBe(200);
    const answer = await say(`logout_token=${"a".repeat(40_000)}`);
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: "payload_too_large", limit: 32 * 1024 }]);
    expect(site.server.at(inside).length).toBe(1);
  });

  it.each([
    [400, "logout_refused"],
    [429, "locked_out"],
    [503, "provider_unavailable"],
    [404, "not_found"],
  ])("that the server answers with %i %s has failed: 400, by the same code", async (status, code) => {
    site.server.on(`POST ${inside}`, problem(status, code));
    const answer = await say("logout_token=a.b.c");
    expect([answer.status, await answer.json()]).toMatchObject([400, { code, status: 400, error: "invalid_request" }]);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
  });
});

describe("its address", () => {
  it("answers a POST alone", async () => {
    const answer = await fetch(`http://127.0.0.1:${String(site.portal.port)}/auth/google/backchannel-logout`);
    expect([answer.status, answer.headers.get("Allow")]).toEqual([405, "POST"]);
  });

  it.each(["evil", "Google", "google/"])("does not exist for %j", async (provider) => {
    expect((await say("logout_token=a.b.c", { path: `/auth/${provider}/backchannel-logout` })).status).toBeGreaterThanOrEqual(400);
    expect(site.server.arrived).toEqual([]);
  });

  it.each(["microsoft", "apple"])("is %s's, too", async (provider) => {
    site.server.on(`POST /internal/v1/auth/oidc/${provider}/backchannel-logout`, json(200, {}));
    expect((await say("logout_token=a.b.c", { path: `/auth/${provider}/backchannel-logout` })).status).toBe(200);
  });
});
