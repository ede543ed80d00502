import { createHash, createHmac } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { CookieKind, RatestackCore, RequestSource } from "../src/index.js";
import { IdentityRules } from "../src/identity.js";
import { CoreInstance } from "../src/instance.js";
import { codeOf, compiledModule, hex, loadCore } from "./support/module.js";

const raw = Buffer.alloc(32, 0xa5);
const token = raw.toString("base64url");
const key = new Uint8Array(32).fill(7);

let core: RatestackCore;
let rules: IdentityRules;
beforeAll(async () => {
  core = await loadCore();
  rules = core.identity;
});

describe("session tokens", () => {
  it("are known by the hash of their bytes", () => {
    expect(hex(rules.hashSessionToken(token) ?? new Uint8Array())).toBe(
      createHash("sha256").update(raw).digest("hex"),
    );
  });

  it.each(["", token.slice(1), `${token}=`, `${token}A`, `${token.slice(0, 42)}V`, `${token.slice(0, 42)}é`])(
    "%j is none",
    (text) => {
      expect(rules.hashSessionToken(text)).toBeNull();
    },
  );
});

describe("findCookie", () => {
  it("finds ours among others", () => {
    const header = `a=é; __Host-rs_session=${token}; __Host-rs_device=v1.x; b="=;`;
    expect(rules.findCookie(header, "session")).toBe(token);
    expect(rules.findCookie(header, "known_device")).toBe("v1.x");
    expect(rules.findCookie(header, "oidc")).toBeNull();
    expect(rules.findCookie("__Host-rs_oidc=", "oidc")).toBe("");
    expect(rules.findCookie("", "session")).toBeNull();
    expect(rules.findCookie("\u00a0__Host-rs_session=evil; __host-rs_session=evil", "session")).toBeNull();
  });

  it("names why it refuses a header", () => {
    const refusal = (header: string): string => codeOf(() => rules.findCookie(header, "session"));
    expect(refusal("__Host-rs_session=a; __Host-rs_session=b")).toBe("ambiguous_cookie");
    expect(refusal("a=\u0000")).toBe("malformed_cookie_header");
    expect(refusal("a".repeat(8193))).toBe("cookie_header_too_long");
    expect(refusal("a=1;".repeat(65))).toBe("too_many_cookies");
    expect(refusal("a=1;".repeat(64))).toBe("no error");
  });

  it("knows four cookies", () => {
    expect(codeOf(() => rules.findCookie("", "rs_session" as CookieKind))).toBe("unknown_cookie");
    expect(codeOf(() => rules.clearCookie("" as CookieKind))).toBe("unknown_cookie");
  });
});

describe("setCookie", () => {
  it("writes the session as the contract does", () => {
    expect(rules.setCookie("session", token)).toBe(
      `__Host-rs_session=${token}; Path=/; Secure; HttpOnly; SameSite=Lax`,
    );
    expect(rules.setCookie("oidc_form_post", "x")).toBe(
      "__Host-rs_oidc_post=x; Path=/; Secure; HttpOnly; SameSite=None; Max-Age=600",
    );
    expect(rules.clearCookie("session")).toBe("__Host-rs_session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
  });

  it.each(["", "a; Domain=evil.example", "a\r\nb: c", "é"])("does not write %j", (value) => {
    expect(codeOf(() => rules.setCookie("session", value))).toBe("unsafe_cookie_value");
  });
});

describe("CSRF tokens", () => {
  const session = new Uint8Array(32).fill(1);

  it("are the tag of the session under the server's key", () => {
    const expected = createHmac("sha256", key).update("ratestack csrf v1|").update(session).digest("base64url");
    expect(rules.csrfToken(key, session)).toBe(expected);
    expect(rules.csrfTokenMatches(key, session, expected)).toBe(true);
  });

  it("fit nothing else", () => {
    const csrf = rules.csrfToken(key, session);
    expect(rules.csrfTokenMatches(key, new Uint8Array(32).fill(2), csrf)).toBe(false);
    expect(rules.csrfTokenMatches(new Uint8Array(32), session, csrf)).toBe(false);
    for (const text of ["", `${csrf}=`, csrf.slice(1), csrf.toLowerCase(), "é".repeat(43)])
      expect(rules.csrfTokenMatches(key, session, text), text).toBe(false);
    expect(codeOf(() => rules.csrfToken(key, new Uint8Array(31)))).toBe("bad_length");
    expect(codeOf(() => rules.csrfTokenMatches(key, new Uint8Array(33), csrf))).toBe("bad_length");
  });
});

describe("judgeOrigin", () => {
  const ours = "https://portal.example";

  it.each<[RequestSource, string]>([
    [{ method: "GET", origin: "https://evil.example", secFetchSite: "cross-site" }, "safe_method"],
    [{ method: "POST", origin: ours, secFetchSite: "same-origin" }, "same_origin"],
    [{ method: "POST", origin: null, referer: `${ours}/login`, secFetchSite: null }, "same_origin"],
    [{ method: "POST", origin: ours, secFetchSite: "cross-site" }, "cross_site"],
    [{ method: "POST", origin: "null" }, "null_origin"],
    [{ method: "POST", origin: "", referer: `${ours}/` }, "foreign_origin"],
    [{ method: "POST", referer: `${ours}.evil.example/` }, "foreign_origin"],
    [{ method: "DELETE" }, "no_origin"],
    [{ method: "" }, "no_origin"],
  ])("%j is %s", (source, verdict) => {
    expect(rules.judgeOrigin(ours, source)).toBe(verdict);
  });

  it("needs an origin as browsers write it", () => {
    for (const text of ["", "https://portal.example/", "https://Portal.example"])
      expect(codeOf(() => rules.judgeOrigin(text, { method: "POST" }))).toBe("malformed_origin");
  });
});

describe("isLocalReturnPath", () => {
  it("lets a browser go to places on this site", () => {
    for (const path of ["/", "/loans?tab=1#top", "/a/../b", "/?next=//evil.example"])
      expect(rules.isLocalReturnPath(path), path).toBe(true);
    for (const path of ["", "//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example", "/é"])
      expect(rules.isLocalReturnPath(path), path).toBe(false);
  });

  it("agrees with the URL Standard that it stays here, even as the path of the path", () => {
    const pieces = ["/", "\\", ".", "..", "%2e", "%2f", "evil.example", "@", ":", "?", "#", "\t", "\n", " ", "http:", "a"];
    let local = 0;
    for (let i = 0; i < 20_000; i++) {
      const path = `/${Array.from({ length: i % 7 }, (_, at) => pieces[(i * 7919 + at * 104_729 + ((i >> at) % 5)) % 16]).join("")}`;
      if (!rules.isLocalReturnPath(path)) continue;
      local++;
      const url = new URL(path, "https://portal.example");
      expect(url.origin, path).toBe("https://portal.example");
      expect(new URL(url.pathname, "https://portal.example").origin, path).toBe("https://portal.example");
    }
    expect(local).toBeGreaterThan(1000);
  });
});

describe("secrets", () => {
  it("leave the module's memory with the call", () => {
    const instance = new CoreInstance(compiledModule);
    const own = new IdentityRules(() => instance);
    const hash = own.hashSessionToken(token) ?? new Uint8Array(32);
    own.findCookie(`a=1; __Host-rs_session=${token}`, "session");
    const csrf = own.csrfToken(key, hash);
    own.csrfTokenMatches(key, hash, csrf);
    const memory = Buffer.from(instance.read(0, instance.memorySize));
    for (const secret of [raw, Buffer.from(token), key, Buffer.from(csrf)]) expect(memory.indexOf(secret)).toBe(-1);
  });
});
