// Sign-in to sign-out through nginx, the worker and the server as they are.
import { createHmac } from "node:crypto";
import { request } from "node:http";

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

import { Browser } from "../support/browser.ts";
import { findServer, startPlatform, type Platform } from "../support/platform.ts";

const jwt = /eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/;
const session = "__Host-rs_session";

describe.skipIf(findServer() === undefined)("with the real server", () => {
  let platform: Platform;
  let browser: Browser;
  beforeAll(async () => {
    platform = await startPlatform();
  }, 60_000);
  afterAll(() => platform.stop());

  beforeEach(async () => {
    browser = new Browser(platform.origin);
    const { email, password } = platform;
    const answer = await browser.post("/api/portal/sign-in", { email, password });
    expect(answer.status).toBe(200);
    ({ csrf_token: browser.csrfToken } = (await answer.json()) as { csrf_token: string });
  });

  it("a person signs in, looks around, steps up and signs out", async () => {
    const former = browser.cookies.get(session);
    const shown = await browser.send("/api/portal/session");
    expect(await shown.json()).toMatchObject({ csrf_token: browser.csrfToken, user: { email: platform.email } });
    const me = await browser.send("/api/v1/me");
    expect([me.status, me.headers.get("Cache-Control"), me.headers.get("Vary")]).toEqual([200, "no-store", "Cookie"]);
    expect(await me.json()).toMatchObject({ user: { email: platform.email } });

    const stepUp = await browser.post("/api/portal/step-up", { password: platform.password });
    expect(stepUp.status).toBe(200);
    const { csrf_token } = (await stepUp.json()) as { csrf_token: string };
    expect(browser.cookies.get(session)).not.toBe(former);
    // The former CSRF token is no longer this session's.
    expect((await browser.post("/api/portal/sign-out")).status).toBe(403);
    browser.csrfToken = csrf_token;

    expect((await browser.post("/api/portal/sign-out")).status).toBe(204);
    expect(browser.cookies.has(session)).toBe(false);
    expect((await browser.send("/api/portal/session")).status).toBe(401);
  });

  it("no token comes out of anything that a page may read", async () => {
    const { org_id } = ((await (await browser.send("/api/portal/session")).json()) as { user: { org_id: string } }).user;
    const paths = ["/api/portal/session", "/api/portal/providers", "/api/v1/me", "/api/v1/me/sessions", "/api/v1/me/passkeys"];
    paths.push("/api/v1/orgs", "/api/v1/audit/events", "/api/v1/capabilities", "/api/v1/openapi.json", "/api/v1/admin/audit/export");
    paths.push(`/api/v1/orgs/${org_id}/members`, `/api/v1/orgs/${org_id}/capabilities`, `/api/v1/orgs/${org_id}/api-keys`);
    for (const path of paths) {
      const answer = await browser.send(path);
      expect([path, answer.status]).toEqual([path, 200]);
      const text = await answer.text();
      expect(text).not.toMatch(jwt);
      expect(text).not.toContain(browser.cookies.get(session));
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  it("a cookie that was copied is worth nothing after its owner has signed out", async () => {
    const copy = new Browser(platform.origin);
    copy.cookies.set(session, browser.cookies.get(session) ?? "");
    expect((await copy.send("/api/v1/me")).status).toBe(200);
    expect((await browser.post("/api/portal/sign-out")).status).toBe(204);
    expect((await copy.send("/api/v1/me")).status).toBe(401);
    expect((await copy.send("/api/portal/session")).status).toBe(401);
  });

  it("a session that another browser ends is over at the next request", async () => {
    const other = new Browser(platform.origin);
    const { email, password } = platform;
    const answer = await other.post("/api/portal/sign-in", { email, password });
    ({ csrf_token: other.csrfToken } = (await answer.json()) as { csrf_token: string });
    expect((await browser.send("/api/v1/me")).status).toBe(200);
    expect((await other.send("/api/v1/me/sessions", { method: "DELETE" })).status).toBe(200);
    expect((await browser.send("/api/v1/me")).status).toBe(401);
    expect((await other.send("/api/v1/me")).status).toBe(200);
  });

  it("a second factor is asked for, with the challenge in the browser's cookie", async () => {
    const made = await browser.post("/api/v1/me/totp");
    expect(made.status).toBe(201);
    const { secret } = (await made.json()) as { secret: string };
    const confirmed = await browser.post("/api/v1/me/totp/confirm", { code: totp(secret, Date.now()) });
    expect(confirmed.status).toBe(200);
    const { recovery_codes: codes } = (await confirmed.json()) as { recovery_codes: string[] };

    const other = new Browser(platform.origin);
    const { email, password } = platform;
    const first = await other.post("/api/portal/sign-in", { email, password });
    expect([first.status, await first.json()]).toMatchObject([202, { methods: ["totp", "recovery_code"] }]);
    expect(other.cookies.has(session)).toBe(false);
    const wrong = await other.post("/api/portal/sign-in/second-factor", { method: "recovery_code", code: "AAAA-AAAA-AAAA-AAAA" });
    expect(wrong.status).toBe(401);
    const second = await other.post("/api/portal/sign-in/second-factor", { method: "recovery_code", code: codes[0] });
    expect(second.status).toBe(200);
    expect((await other.send("/api/v1/me")).status).toBe(200);
    // A challenge works once, and its cookie is gone.
    expect([...other.cookies.keys()].sort()).toEqual(["__Host-rs_device", session]);
    expect((await browser.send("/api/v1/me/totp", { method: "DELETE" })).status).toBe(204);
  });

  it("a passkey's ceremony begins, with its transaction in the browser's cookie", async () => {
    const visitor = new Browser(platform.origin);
    const start = await visitor.post("/api/portal/sign-in/passkey/start");
    expect([start.status, Object.keys((await start.json()) as object)]).toEqual([200, ["options"]]);
    expect(visitor.cookies.get("__Host-rs_oidc")).toMatch(/^passkey\./);
    const credential = { id: "AAAA", rawId: "AAAA", type: "public-key", clientExtensionResults: {}, response: {} };
    const complete = await visitor.post("/api/portal/sign-in/passkey/complete", { credential });
    expect([complete.status, await complete.json()]).toMatchObject([400, { code: "invalid_field", pointer: "/credential" }]);
    const none = await browser.post("/api/portal/step-up/passkey/start");
    expect([none.status, await none.json()]).toMatchObject([409, { code: "not_enrolled" }]);
  });

  it("an export is a file", async () => {
    const answer = await browser.send("/api/v1/admin/audit/export");
    expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; filename="ratestack-audit-common-.*\.ndjson"$/);
    expect(answer.headers.get("Content-Type")).toBe("application/x-ndjson");
    expect((await answer.text()).trim().split("\n").length).toBeGreaterThan(3);
  });

  it("an API key is no session", async () => {
    const anybody = new Browser(platform.origin);
    const headers = { Authorization: `Bearer ${platform.api_key}` };
    expect((await anybody.send("/api/v1/me", { headers })).status).toBe(401);
    expect((await anybody.send("/api/v1/audit/events", { headers })).status).toBe(401);
  });

  it("the server's rows and limits are about the person's address, not the portal's", async () => {
    const from = "127.0.0.9";
    const wrong = JSON.stringify({ email: platform.email, password: "not the password" });
    await sendFrom(from, `${platform.origin}/api/portal/sign-in`, wrong);
    const events = await browser.send("/api/v1/audit/events?action=LOGIN_FAILED");
    expect(JSON.stringify(await events.json())).toContain(`"ip":"${from}"`);
  });
});

/** RFC 6238 with the defaults of authenticator apps. */
function totp(secret: string, now: number): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = Array.from(secret, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** As a page would, from another address of this machine. */
function sendFrom(localAddress: string, url: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { origin, port, pathname } = new URL(url);
    const headers = { Origin: origin, "X-RateStack-Portal": "1", "Content-Type": "application/json", "Content-Length": body.length };
    const options = { host: "127.0.0.1", port, path: pathname, method: "POST", headers, localAddress };
    const sent = request(options, (answer) => {
      answer.resume();
      answer.on("end", () => {
        resolve(answer.statusCode ?? 0);
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
