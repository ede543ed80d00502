import { beforeEach, describe, expect, it } from "vitest";

import { scriptedSite } from "../support/scripted_site.ts";
import { accessToken, json, problem, resolved } from "../support/server_double.ts";
import { newSessionToken, sessionCookie, signedInAnswer } from "../support/signed_in.ts";

const site = scriptedSite();
beforeEach(() => {
  site.server.on("GET /v1/me", json(200, { user: resolved.user }));
});

const resolves = () => site.server.at("/internal/v1/sessions/resolve").length;

describe("GET /api/portal/session", () => {
  it("shows what a page needs, and no access token", async () => {
    const browser = await site.signedIn();
    const answer = await browser.send("/api/portal/session");
    const text = await answer.text();
    const shown: Record<string, unknown> = { ...resolved, csrf_token: browser.csrfToken };
    delete shown["access_token"];
    delete shown["access_token_expires_at"];
    expect(JSON.parse(text)).toEqual(shown);
    expect(text).not.toContain(accessToken);
    expect([answer.headers.get("Cache-Control"), answer.headers.get("Vary")]).toEqual(["no-store", "Cookie"]);
    expect(site.server.at("/internal/v1/sessions/resolve")[0]?.json).toEqual({ session_token: browser.cookies.get(sessionCookie) });
  });

  it.each([
    [undefined, 0],
    ["", 0],
    ["x".repeat(43), 0],
    ["short", 0],
  ])("answers no_session to the cookie %j, and asks nobody", async (cookie, asked) => {
    const browser = site.visitor();
    if (cookie !== undefined) browser.cookies.set(sessionCookie, cookie);
    const answer = await browser.send("/api/portal/session");
    expect([answer.status, await answer.json(), resolves()]).toMatchObject([401, { code: "no_session" }, asked]);
  });

  it.each([
    ["unknown_session", "no_session"],
    ["session_expired", "session_expired"],
    ["session_revoked", "session_revoked"],
  ])("answers the server's %s with %s", async (code, shown) => {
    const browser = await site.signedIn();
    site.server.on("POST /internal/v1/sessions/resolve", problem(401, code));
    const answer = await browser.send("/api/portal/session");
    expect([answer.status, await answer.json()]).toMatchObject([401, { code: shown }]);
  });

  it("keeps no refusal", async () => {
    const browser = await site.signedIn();
    site.server.on("POST /internal/v1/sessions/resolve", problem(503, "unavailable", {}, { "Retry-After": "1" }));
    expect((await browser.send("/api/portal/session")).status).toBe(503);
    site.server.on("POST /internal/v1/sessions/resolve", json(200, resolved));
    expect((await browser.send("/api/portal/session")).status).toBe(200);
  });

  it("takes no answer that lacks a member", async () => {
    const browser = await site.signedIn();
    site.server.on("POST /internal/v1/sessions/resolve", json(200, { ...resolved, permissions: undefined }));
    expect((await browser.send("/api/portal/session")).status).toBe(502);
    site.server.on("POST /internal/v1/sessions/resolve", json(200, { ...resolved, access_token: "a\r\nb" }));
    expect((await browser.send("/api/portal/session")).status).toBe(502);
  });
});

describe("cookies that cannot be read with certainty", () => {
  const twice = `${sessionCookie}=${newSessionToken()}; ${sessionCookie}=${newSessionToken()}`;
  it.each([
    [twice, 400, "ambiguous_cookie"],
    [`a=${"x".repeat(9 * 1024)}`, 431, "cookie_header_too_long"],
    [Array.from({ length: 65 }, (_, i) => `c${String(i)}=1`).join("; "), 431, "too_many_cookies"],
  ])("are refused: %#", async (cookie, status, code) => {
    for (const path of ["/api/portal/session", "/api/v1/me"]) {
      const answer = await site.visitor().send(path, { headers: { Cookie: cookie } });
      expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
    }
    expect(site.server.arrived).toEqual([]);
  });

  it("are none of ours where the name is another", async () => {
    const token = newSessionToken();
    for (const cookie of [`__host-rs_session=${token}`, `rs_session=${token}`, `x=${sessionCookie}`, token]) {
      expect((await site.visitor().send("/api/portal/session", { headers: { Cookie: cookie } })).status).toBe(401);
    }
    expect(site.server.arrived).toEqual([]);
  });
});

describe("a resolved session", () => {
  it("serves what follows for a moment", async () => {
    const browser = await site.signedIn();
    for (let i = 0; i < 5; i++) expect((await browser.send("/api/v1/me")).status).toBe(200);
    expect([resolves(), site.server.at("/v1/me").length]).toEqual([1, 5]);
  });

  it("is asked for once by requests of one moment", async () => {
    const browser = await site.signedIn();
    site.server.on("POST /internal/v1/sessions/resolve", (response, request) => {
      setTimeout(() => {
        json(200, resolved)(response, request);
      }, 100);
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => browser.send("/api/v1/me")));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(resolves()).toBe(1);
  });

  it("is not lost for the others when the one that asked has left", async () => {
    const browser = await site.signedIn();
    const asked = new Promise<void>((resolve) => {
      site.server.on("POST /internal/v1/sessions/resolve", (response, request) => {
        resolve();
        setTimeout(() => {
          json(200, resolved)(response, request);
        }, 200);
      });
    });
    const leaving = new AbortController();
    const first = browser.navigate("/api/v1/me", { signal: leaving.signal }).catch(() => null);
    await asked;
    const second = browser.send("/api/v1/me");
    leaving.abort();
    expect(await first).toBeNull();
    expect([(await second).status, resolves()]).toEqual([200, 1]);
  });

  it("is another's for another token", async () => {
    const [one, other] = [await site.signedIn(), await site.signedIn()];
    await one.send("/api/v1/me");
    await other.send("/api/v1/me");
    expect(resolves()).toBe(2);
  });

  it("is asked for anew after a 401 from upstream", async () => {
    const browser = await site.signedIn();
    await browser.send("/api/v1/me");
    site.server.on("GET /v1/me", problem(401, "revoked_credentials", {}, { "WWW-Authenticate": 'Bearer error="invalid_token"' }));
    const refused = await browser.send("/api/v1/me");
    expect([refused.status, refused.headers.get("WWW-Authenticate")]).toEqual([401, null]);
    site.server.on("POST /internal/v1/sessions/resolve", problem(401, "session_revoked"));
    const after = await browser.send("/api/v1/me");
    expect([after.status, await after.json()]).toMatchObject([401, { code: "session_revoked" }]);
  });

  it.each([
    ["POST", "/v1/me/password", 204],
    ["DELETE", "/v1/me/sessions/ses_1", 204],
    ["PUT", "/v1/orgs/org_1/members/usr_1/roles", 403],
  ])("is asked for anew after %s %s", async (method, path, status) => {
    const browser = await site.signedIn();
    await browser.send("/api/v1/me");
    site.server.on(`${method} ${path}`, status === 204 ? (response) => response.writeHead(204).end() : problem(status, "x"));
    const answer = await browser.send(`/api${path}`, { method, ...(method !== "DELETE" && { body: {} }) });
    expect(answer.status).toBe(status);
    await browser.send("/api/v1/me");
    expect(resolves()).toBe(2);
  });
});

describe("signing out", () => {
  it("ends the session at the server, here and in the browser", async () => {
    const browser = await site.signedIn();
    await browser.send("/api/v1/me");
    const token = browser.cookies.get(sessionCookie) ?? "";
    const answer = await browser.post("/api/portal/sign-out");
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    expect(site.server.at("/internal/v1/sessions/revoke")[0]?.json).toEqual({ session_token: token });
    expect(browser.setCookies).toContain(`${sessionCookie}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`);
    site.server.on("POST /internal/v1/sessions/resolve", problem(401, "session_revoked"));
    browser.cookies.set(sessionCookie, token);
    expect((await browser.send("/api/v1/me")).status).toBe(401);
  });

  it("says so where the server did not do it, and keeps the cookie", async () => {
    const browser = await site.signedIn();
    site.server.on("POST /internal/v1/sessions/revoke", problem(503, "unavailable"));
    const answer = await browser.post("/api/portal/sign-out");
    expect([answer.status, browser.setCookies, browser.cookies.has(sessionCookie)]).toEqual([503, [], true]);
  });

  it("has nothing to do without a session", async () => {
    expect((await site.visitor().post("/api/portal/sign-out")).status).toBe(204);
    expect(site.server.arrived).toEqual([]);
  });
});

describe("stepping up", () => {
  it("replaces the session's token and with it the CSRF token", async () => {
    const browser = await site.signedIn();
    await browser.send("/api/v1/me");
    const former = browser.cookies.get(sessionCookie);
    const token = newSessionToken();
    site.server.on("POST /internal/v1/auth/step-up", json(200, signedInAnswer(token)));
    const answer = await browser.post("/api/portal/step-up", { password: "long enough" });
    const { csrf_token, ...rest } = (await answer.json()) as { csrf_token: string };
    expect([answer.status, rest]).toEqual([200, {}]);
    expect(csrf_token).not.toBe(browser.csrfToken);
    expect(browser.cookies.get(sessionCookie)).toBe(token);
    expect(site.server.at("/internal/v1/auth/step-up")[0]?.json).toMatchObject({ session_token: former, password: "long enough" });
    expect(site.server.at("/internal/v1/sessions/revoke")).toEqual([]);
    await browser.send("/api/v1/me");
    expect(resolves()).toBe(2);
  });

  it("takes a passkey's transaction of this browser's", async () => {
    const browser = await site.signedIn();
    const credential = { id: "cred" };
    expect((await browser.post("/api/portal/step-up", { credential })).status).toBe(401);
    site.server.on("POST /internal/v1/auth/step-up/passkey/start", json(200, { options: {}, transaction: "dHg" }));
    await browser.post("/api/portal/step-up/passkey/start");
    expect(site.server.at("/internal/v1/auth/step-up/passkey/start")[0]?.json).toEqual({
      session_token: browser.cookies.get(sessionCookie),
    });
    site.server.on("POST /internal/v1/auth/step-up", json(200, signedInAnswer(newSessionToken())));
    expect((await browser.post("/api/portal/step-up", { credential })).status).toBe(200);
    expect(site.server.at("/internal/v1/auth/step-up")[0]?.json).toMatchObject({ transaction: "dHg", credential });
  });

  it("keeps the session that it had where the proof was wrong", async () => {
    const browser = await site.signedIn();
    site.server.on("POST /internal/v1/auth/step-up", problem(401, "invalid_credentials"));
    const answer = await browser.post("/api/portal/step-up", { method: "totp", code: "1" });
    expect([answer.status, browser.setCookies]).toEqual([401, []]);
    expect((await browser.send("/api/v1/me")).status).toBe(200);
  });
});
