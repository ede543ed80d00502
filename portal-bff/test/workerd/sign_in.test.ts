import { describe, expect, it } from "vitest";

import { scriptedSite } from "../support/scripted_site.ts";
import { json, problem, resolved } from "../support/server_double.ts";
import { clientAddress, newSessionToken, sessionCookie, signedInAnswer } from "../support/signed_in.ts";

const site = scriptedSite();

const person = { email: "ada@rates.example", password: "correct horse battery" };
const transaction = "__Host-rs_oidc";

describe("signing in with a password", () => {
  it("keeps the session's token in a cookie that no script reads, and answers who it is", async () => {
    const token = newSessionToken();
    site.server.on("POST /internal/v1/auth/password", json(200, { ...signedInAnswer(token), device: "dev-1" }));
    const browser = site.visitor();
    const answer = await browser.post("/api/portal/sign-in", person);
    expect([answer.status, answer.headers.get("Cache-Control"), answer.headers.get("Vary")]).toEqual([200, "no-store", "Cookie"]);
    const body: unknown = await answer.json();
    expect(body).toEqual({ user: resolved.user, csrf_token: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string });
    expect(JSON.stringify(body)).not.toContain(token);
    expect(browser.setCookies).toContain(`${sessionCookie}=${token}; Path=/; Secure; HttpOnly; SameSite=Lax`);
    expect(browser.cookies.get("__Host-rs_device")).toBe("dev-1");
  });

  it("tells the server who asks, by nginx's word, and shows our token", async () => {
    site.server.on("POST /internal/v1/auth/password", json(200, signedInAnswer(newSessionToken())));
    const browser = site.visitor();
    browser.cookies.set("__Host-rs_device", "dev-0");
    await browser.post("/api/portal/sign-in", person, { "User-Agent": "Netscape", "X-Correlation-Id": "req-9" });
    const [asked] = site.server.at("/internal/v1/auth/password");
    expect(asked?.json).toEqual({ ...person, client: { ip: clientAddress, user_agent: "Netscape" }, device: "dev-0" });
    expect(asked?.headers["x-internal-token"]).toHaveLength(43);
    expect(asked?.headers["x-correlation-id"]).toBe("req-9");
    expect(asked?.headers.cookie).toBeUndefined();
  });

  it("does not ask in its own name where nobody said who asks", async () => {
    for (const stated of ["", "unknown", "203.0.113.7, 198.51.100.1"]) {
      const answer = await site.visitor().post("/api/portal/sign-in", person, { "X-Forwarded-For": stated });
      expect([answer.status, await answer.json()]).toMatchObject([502, { code: "client_address_missing" }]);
    }
    expect(site.server.arrived).toEqual([]);
  });

  it("ends the session that the browser had", async () => {
    const browser = await site.signedIn();
    const former = browser.cookies.get(sessionCookie);
    site.server.on("POST /internal/v1/auth/password", json(200, signedInAnswer(newSessionToken())));
    await browser.post("/api/portal/sign-in", person);
    await expect.poll(() => site.server.at("/internal/v1/sessions/revoke")[0]?.json).toEqual({ session_token: former });
  });

  it("passes the server's refusal on, without a cookie", async () => {
    site.server.on("POST /internal/v1/auth/password", problem(429, "locked_out", { secret: "x" }, { "Retry-After": "30", "Set-Cookie": "a=b" }));
    const browser = site.visitor();
    const answer = await browser.post("/api/portal/sign-in", person);
    expect([answer.status, answer.headers.get("Retry-After"), browser.setCookies]).toEqual([429, "30", []]);
    const body = (await answer.json()) as object;
    expect(body).toMatchObject({ code: "locked_out", detail: "d" });
    expect(body).not.toHaveProperty("secret");
  });

  it("does not show a page that our own credential is wrong", async () => {
    site.server.on("POST /internal/v1/auth/password", problem(401, "invalid_internal_token"));
    const answer = await site.visitor().post("/api/portal/sign-in", person);
    expect([answer.status, await answer.json()]).toMatchObject([502, { code: "upstream_invalid" }]);
  });

  it.each([
    [{ email: "a@b.example" }, 400, { code: "invalid_field", pointer: "/password" }],
    [{ ...person, email: 1 }, 400, { code: "invalid_field", pointer: "/email" }],
    [{ ...person, client: { ip: "10.0.0.1" } }, 400, { code: "unknown_field", pointer: "/client" }],
    [["a"], 400, { code: "invalid_json" }],
    [{ ...person, password: "x".repeat(70_000) }, 413, { code: "payload_too_large" }],
  ])("refuses the body %#", async (body, status, expected) => {
    const answer = await site.visitor().post("/api/portal/sign-in", body);
    expect([answer.status, await answer.json()]).toMatchObject([status, expected]);
    expect(site.server.arrived).toEqual([]);
  });

  it("takes JSON alone, which no form of another site can send", async () => {
    const answer = await site.visitor().post("/api/portal/sign-in", person, { "Content-Type": "text/plain" });
    expect([answer.status, site.server.arrived.length]).toEqual([415, 0]);
  });

  it.each([{ session_token: "short" }, {}, { session_token: 1 }])("takes no answer that is none: %j", async (body) => {
    site.server.on("POST /internal/v1/auth/password", json(200, body));
    const browser = site.visitor();
    expect((await browser.post("/api/portal/sign-in", person)).status).toBe(502);
    expect(browser.setCookies).toEqual([]);
  });
});

describe("a second factor", () => {
  const challenge = { challenge: "c2VhbGVk", methods: ["totp", "recovery_code"], expires_in: 300 };

  it("keeps the challenge with the browser, out of the page's reach", async () => {
    site.server.on("POST /internal/v1/auth/password", json(202, challenge));
    const browser = site.visitor();
    const first = await browser.post("/api/portal/sign-in", person);
    expect([first.status, await first.json()]).toEqual([202, { methods: challenge.methods, expires_in: 300 }]);
    expect(browser.setCookies.join()).toMatch(/^__Host-rs_oidc=challenge\.c2VhbGVk; .*HttpOnly/);

    const token = newSessionToken();
    site.server.on("POST /internal/v1/auth/second-factor", json(200, signedInAnswer(token)));
    const second = await browser.post("/api/portal/sign-in/second-factor", { method: "totp", code: "123456" });
    expect(second.status).toBe(200);
    expect(site.server.at("/internal/v1/auth/second-factor")[0]?.json).toMatchObject({ challenge: "c2VhbGVk", code: "123456" });
    expect([browser.cookies.get(sessionCookie), browser.cookies.has(transaction)]).toEqual([token, false]);
  });

  it("may be tried again after a wrong code, and not after its challenge has ended", async () => {
    site.server.on("POST /internal/v1/auth/password", json(202, challenge));
    const browser = site.visitor();
    await browser.post("/api/portal/sign-in", person);
    const enter = () => browser.post("/api/portal/sign-in/second-factor", { method: "totp", code: "000000" });
    site.server.on("POST /internal/v1/auth/second-factor", problem(401, "invalid_credentials"));
    expect((await enter()).status).toBe(401);
    expect(browser.cookies.has(transaction)).toBe(true);
    site.server.on("POST /internal/v1/auth/second-factor", problem(401, "challenge_expired"));
    expect((await enter()).status).toBe(401);
    expect(browser.cookies.has(transaction)).toBe(false);
  });

  it.each([undefined, "passkey.c2VhbGVk", "challenge.", "challenge.a b", "c2VhbGVk"])(
    "does not begin with the cookie %j",
    async (cookie) => {
      const browser = site.visitor();
      if (cookie !== undefined) browser.cookies.set(transaction, cookie);
      const answer = await browser.post("/api/portal/sign-in/second-factor", { method: "totp", code: "123456" });
      expect([answer.status, await answer.json()]).toMatchObject([401, { code: "challenge_expired" }]);
      expect(site.server.arrived).toEqual([]);
    },
  );
});

describe("a passkey", () => {
  it("signs in by a transaction that this browser alone brings back", async () => {
    const options = { challenge: "x" };
    site.server.on("POST /internal/v1/auth/passkey/start", json(200, { options, transaction: "dHg" }));
    const browser = site.visitor();
    const start = await browser.post("/api/portal/sign-in/passkey/start");
    expect(await start.json()).toEqual({ options });
    const token = newSessionToken();
    site.server.on("POST /internal/v1/auth/passkey/complete", json(200, signedInAnswer(token)));
    const credential = { id: "cred", type: "public-key" };
    expect((await browser.post("/api/portal/sign-in/passkey/complete", { credential })).status).toBe(200);
    expect(site.server.at("/internal/v1/auth/passkey/complete")[0]?.json).toMatchObject({ transaction: "dHg", credential });
    expect(browser.cookies.get(sessionCookie)).toBe(token);
    // Another browser has the page's words, and no transaction.
    const other = await site.visitor().post("/api/portal/sign-in/passkey/complete", { credential });
    expect([other.status, await other.json()]).toMatchObject([401, { code: "challenge_expired" }]);
  });
});

describe("providers", () => {
  it("are listed as the server has them", async () => {
    site.server.on("GET /internal/v1/auth/oidc", json(200, { items: [{ provider: "google", answers_by_post: false }] }));
    const answer = await site.visitor().send("/api/portal/providers");
    expect(await answer.json()).toEqual({ items: [{ provider: "google", answers_by_post: false }] });
  });
});
