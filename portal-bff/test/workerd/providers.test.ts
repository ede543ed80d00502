// Signing in through a provider and linking an account there, by a scripted server.
import { beforeEach, describe, expect, it } from "vitest";

import type { Browser } from "../support/browser.ts";
import { scriptedSite } from "../support/scripted_site.ts";
import { accessToken, json, problem, type Script } from "../support/server_double.ts";
import { clientAddress, newSessionToken, sessionCookie, signedInAnswer } from "../support/signed_in.ts";

const site = scriptedSite();

const byNavigation = "__Host-rs_oidc";
const byPost = "__Host-rs_oidc_post";
const there = "https://accounts.google.com/o/oauth2/v2/auth?state=s";

function started(answersByPost: boolean) {
  return json(200, { authorization_url: there, transaction: "dHg", expires_in: 600, answers_by_post: answersByPost });
}

beforeEach(() => {
  for (const provider of ["google", "microsoft", "apple"]) {
    site.server.on(`POST /internal/v1/auth/oidc/${provider}/start`, started(provider === "apple"));
    site.server.on(`POST /v1/me/oidc-accounts/${provider}/start`, started(provider === "apple"));
  }
});

function where(answer: Response): [number, string | null] {
  return [answer.status, answer.headers.get("Location")];
}

/** As Apple has a browser do: a form of its own site's. Cookies that are not SameSite=None stay at home. */
async function post(browser: Browser, form: string): Promise<Response> {
  const cookie = `${byPost}=${browser.cookies.get(byPost) ?? ""}`;
  const headers = {
    Origin: "https://appleid.apple.com",
    "Sec-Fetch-Site": "cross-site",
    "Content-Type": "application/x-www-form-urlencoded",
    Cookie: cookie,
  };
  return await browser.navigate("/auth/apple/callback", { method: "POST", headers, body: form });
}

/** A refusal of which no more comes than the beginning. */
const brokenOff: Script = (response) => {
  response.writeHead(401, { "Content-Type": "application/problem+json", "Content-Length": "100" });
  response.write("{", () => {
    response.destroy();
  });
};

describe("the way to a provider", () => {
  it("leaves the transaction in a cookie of this browser's, and tells the page where to go", async () => {
    const browser = site.visitor();
    const answer = await browser.post("/api/portal/sign-in/oidc/google", { return_path: "/loans?x=1" });
    expect(await answer.json()).toEqual({ authorization_url: there });
    expect(site.server.at("/internal/v1/auth/oidc/google/start")[0]?.json).toEqual({ return_path: "/loans?x=1" });
    expect(browser.setCookies).toEqual([`${byNavigation}=oidc.dHg; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600`]);
  });

  it("needs no body", async () => {
    expect((await site.visitor().post("/api/portal/sign-in/oidc/microsoft")).status).toBe(200);
  });

  it("lets the cookie come along with another site's POST for Apple alone", async () => {
    const browser = site.visitor();
    await browser.post("/api/portal/sign-in/oidc/apple", {});
    expect(browser.setCookies).toEqual([`${byPost}=oidc.dHg; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=600`]);
  });

  it.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "loans", "", 1, null])(
    "does not lead back to %j",
    async (return_path) => {
      const answer = await site.visitor().post("/api/portal/sign-in/oidc/google", { return_path });
      expect([answer.status, await answer.json()]).toMatchObject([400, { code: "invalid_field", pointer: "/return_path" }]);
      expect(site.server.arrived).toEqual([]);
    },
  );

  it.each(["javascript:alert(1)", "http://accounts.google.com/", "/login", "", undefined])(
    "is never %j, whatever the server says",
    async (authorization_url) => {
      site.server.on("POST /internal/v1/auth/oidc/google/start", json(200, { authorization_url, transaction: "dHg" }));
      const browser = site.visitor();
      expect((await browser.post("/api/portal/sign-in/oidc/google", {})).status).toBe(502);
      expect(browser.setCookies).toEqual([]);
    },
  );

  it("does not exist for others", async () => {
    expect((await site.visitor().post("/api/portal/sign-in/oidc/evil", {})).status).toBe(404);
  });
});

describe("the way back", () => {
  const complete = "POST /internal/v1/auth/oidc/google/complete";

  async function comeBack(query: string): Promise<{ browser: Browser; answer: Response }> {
    const browser = site.visitor();
    await browser.post("/api/portal/sign-in/oidc/google", {});
    site.server.arrived.length = 0;
    const answer = await browser.navigate(`/auth/google/callback?${query}`, { headers: { "Sec-Fetch-Site": "cross-site" } });
    return { browser, answer };
  }

  it("hands the server what came, as it came, and leads on with a session", async () => {
    const token = newSessionToken();
    site.server.on(complete, json(200, { ...signedInAnswer(token), return_path: "/loans?x=1" }));
    const { browser, answer } = await comeBack("state=s&code=a%2Fb&iss=https%3A%2F%2Faccounts.google.com");
    expect(where(answer)).toEqual([303, "/loans?x=1"]);
    expect(site.server.at("/internal/v1/auth/oidc/google/complete")[0]?.json).toEqual({
      transaction: "dHg",
      form: "state=s&code=a%2Fb&iss=https%3A%2F%2Faccounts.google.com",
      client: { ip: clientAddress, user_agent: "node" },
    });
    expect(browser.cookies.get(sessionCookie)).toBe(token);
    expect(answer.headers.get("Cache-Control")).toBe("no-store");
  });

  it("can be gone once", async () => {
    site.server.on(complete, json(200, { ...signedInAnswer(newSessionToken()), return_path: "/" }));
    const { browser } = await comeBack("state=s&code=c");
    expect(browser.cookies.has(byNavigation)).toBe(false);
    expect(where(await browser.navigate("/auth/google/callback?state=s&code=c"))).toEqual([303, "/login?error=challenge_expired"]);
    expect(site.server.at("/internal/v1/auth/oidc/google/complete").length).toBe(1);
  });

  it("is not there for a browser that did not go", async () => {
    expect(where(await site.visitor().navigate("/auth/google/callback?state=s&code=c"))).toEqual([303, "/login?error=challenge_expired"]);
    expect(site.server.arrived).toEqual([]);
  });

  it.each([
    ["account_not_linked", "account_not_linked"],
    ["declined", "declined"],
    ['"><script>', "upstream_invalid"],
  ])("ends at the sign-in page for %s", async (code, shown) => {
    site.server.on(complete, problem(401, code));
    const { browser, answer } = await comeBack("state=s&error=access_denied");
    expect(where(answer)).toEqual([303, `/login?error=${shown}`]);
    expect([browser.cookies.has(byNavigation), browser.cookies.has(sessionCookie)]).toEqual([false, false]);
  });

  it.each(["https://evil.example/", "//evil.example", "/\\evil.example", undefined, 1])(
    "leads to the start page where the server says %j",
    async (return_path) => {
      site.server.on(complete, json(200, { ...signedInAnswer(newSessionToken()), return_path }));
      expect(where((await comeBack("state=s&code=c")).answer)).toEqual([303, "/"]);
    },
  );

  it("asks for a second factor first, and says where to go then", async () => {
    site.server.on(complete, json(202, { challenge: "Y2g", methods: ["totp"], expires_in: 300, return_path: "/loans?x=1" }));
    const { browser, answer } = await comeBack("state=s&code=c");
    expect(where(answer)).toEqual([303, "/login?step=second-factor&return_path=%2Floans%3Fx%3D1"]);
    expect(browser.cookies.get(byNavigation)).toBe("challenge.Y2g");
    // RFC 6265 section 4.1.1
    const names = browser.setCookies.map((cookie) => cookie.split("=")[0]);
    expect(new Set(names).size).toBe(names.length);
  });

  it("of Apple is a POST of Apple's", async () => {
    const token = newSessionToken();
    site.server.on("POST /internal/v1/auth/oidc/apple/complete", json(200, { ...signedInAnswer(token), return_path: "/" }));
    const browser = site.visitor();
    await browser.post("/api/portal/sign-in/oidc/apple", {});
    expect(where(await post(browser, "state=s&code=c&user=%7B%7D"))).toEqual([303, "/"]);
    expect(site.server.at("/internal/v1/auth/oidc/apple/complete")[0]?.json).toMatchObject({
      transaction: "dHg",
      form: "state=s&code=c&user=%7B%7D",
    });
    expect([browser.cookies.get(sessionCookie), browser.cookies.has(byPost)]).toEqual([token, false]);
  });

  it("of Apple is bounded, and a form", async () => {
    const browser = site.visitor();
    await browser.post("/api/portal/sign-in/oidc/apple", {});
    expect((await post(browser, "x".repeat(16 * 1024 + 1))).status).toBe(413);
    const typed = { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } };
    expect((await browser.navigate("/auth/apple/callback", typed)).status).toBe(415);
  });

  it("of the others is no POST", async () => {
    const answer = await site.visitor().navigate("/auth/google/callback", { method: "POST", body: "" });
    expect([answer.status, answer.headers.get("Allow")]).toEqual([405, "GET"]);
  });

  it("takes no transaction of another way back", async () => {
    for (const cookie of ["challenge.dHg", "passkey.dHg", "step_up.dHg"]) {
      const browser = site.visitor();
      browser.cookies.set(byNavigation, cookie);
      expect(where(await browser.navigate("/auth/google/callback?state=s&code=c"))).toEqual([303, "/login?error=challenge_expired"]);
    }
    // What may travel cross-site is never taken for what may not.
    const browser = site.visitor();
    browser.cookies.set(byPost, "oidc.dHg");
    expect(where(await browser.navigate("/auth/apple/callback?state=s&code=c"))).toEqual([303, "/login?error=challenge_expired"]);
    expect(site.server.arrived).toEqual([]);
  });
});

describe("linking an account", () => {
  it("goes to the provider and comes back with the session", async () => {
    const browser = await site.signedIn();
    const start = await browser.post("/api/portal/link/oidc/google", { return_path: "/me?tab=accounts" });
    expect(await start.json()).toEqual({ authorization_url: there });
    expect(site.server.at("/v1/me/oidc-accounts/google/start")[0]?.headers).toMatchObject({
      authorization: `Bearer ${accessToken}`,
      "x-forwarded-for": clientAddress,
    });
    expect(browser.cookies.get(byNavigation)).toBe("link.dHg");
    site.server.on("POST /v1/me/oidc-accounts/google/complete", json(200, { id: "x", return_path: "/me?tab=accounts" }));
    const before = browser.cookies.get(sessionCookie);
    expect(where(await browser.navigate("/auth/google/callback?state=s&code=c"))).toEqual([303, "/me?tab=accounts"]);
    expect(site.server.at("/v1/me/oidc-accounts/google/complete")[0]?.json).toEqual({ transaction: "dHg", form: "state=s&code=c" });
    expect([browser.cookies.get(sessionCookie), browser.cookies.has(byNavigation)]).toEqual([before, false]);
  });

  it("goes round once more for Apple, whose POST comes without the session", async () => {
    const browser = await site.signedIn();
    await browser.post("/api/portal/link/oidc/apple", {});
    expect(browser.cookies.get(byPost)).toBe("link.dHg");
    const round = await post(browser, "state=s&code=c");
    expect(where(round)).toEqual([303, "/auth/apple/callback?state=s&code=c"]);
    site.server.on("POST /v1/me/oidc-accounts/apple/complete", json(200, { id: "x", return_path: "/me" }));
    expect(where(await browser.navigate("/auth/apple/callback?state=s&code=c"))).toEqual([303, "/me"]);
    expect(browser.cookies.has(byPost)).toBe(false);
  });

  it.each(["state=s#x", "state=s code", "state=\r\nSet-Cookie: a=b", `state=${"s".repeat(7000)}`])(
    "does not go round with the form %#",
    async (form) => {
      const browser = await site.signedIn();
      await browser.post("/api/portal/link/oidc/apple", {});
      expect(where(await post(browser, form))).toEqual([303, "/login?error=provider_refused"]);
    },
  );

  it("says at the person's page why it was not done", async () => {
    const browser = await site.signedIn();
    await browser.post("/api/portal/link/oidc/google", {});
    site.server.on("POST /v1/me/oidc-accounts/google/complete", problem(409, "account_linked"));
    expect(where(await browser.navigate("/auth/google/callback?state=s&code=c"))).toEqual([303, "/me?error=account_linked"]);
  });

  it.each([
    ["with a problem", problem(401, "revoked_credentials"), 401],
    ["without a word", json(401, null), 502],
    ["and breaks off", brokenOff, 502],
  ])("asks for the session anew once the server refuses its token, %s", async (_how, refusal, shown) => {
    const browser = await site.signedIn();
    const resolves = () => site.server.at("/internal/v1/sessions/resolve").length;
    await browser.post("/api/portal/link/oidc/google", {});
    await browser.post("/api/portal/link/oidc/google", {});
    expect(resolves()).toBe(1);
    site.server.on("POST /v1/me/oidc-accounts/google/start", refusal);
    expect((await browser.post("/api/portal/link/oidc/google", {})).status).toBe(shown);
    await browser.post("/api/portal/link/oidc/google", {});
    expect(resolves()).toBe(2);
  });

  it("is nothing without a session", async () => {
    const browser = site.visitor();
    browser.cookies.set(byNavigation, "link.dHg");
    expect(where(await browser.navigate("/auth/google/callback?state=s&code=c"))).toEqual([303, "/login?error=no_session"]);
    expect(site.server.arrived).toEqual([]);
  });
});
