import { randomBytes } from "node:crypto";

import { describe, expect, it } from "vitest";

import { faultsOf } from "../../src/session/cookie_check.js";
import { readSettings } from "../../src/settings.js";
import { loadCore } from "../support/core.ts";

const core = await loadCore();
const service = { fetch: () => Promise.resolve(new Response()) };
const key = randomBytes(32);
const complete = {
  PAGES: service,
  API: service,
  INTERNAL: service,
  INTERNAL_TOKEN: "k3v9x0q8w7e6r5t4y3u2i1o0p9a8s7d6",
  PORTAL_CSRF_KEY: key.toString("base64url"),
  PUBLIC_ORIGIN: "https://rates.example",
};

function faults(env: object): readonly string[] {
  const reading = readSettings({ ...complete, ...env }, core);
  return reading.ok ? [] : reading.faults;
}

describe("readSettings", () => {
  it("takes what is complete", () => {
    const reading = readSettings(complete, core);
    if (!reading.ok) throw new Error(reading.faults.join());
    expect(Buffer.from(reading.settings.csrfKey)).toEqual(key);
    expect(reading.settings.clientAddressHeader).toBe("X-Forwarded-For");
    expect([...reading.settings.services.keys()]).toContain("webhook-service");
  });

  it.each(["base64", "base64url", "hex"] as const)("reads a key in %s", (encoding) => {
    expect(faults({ PORTAL_CSRF_KEY: key.toString(encoding) })).toEqual([]);
  });

  it.each(["https://rates.example", "https://rates.example:8443", "http://localhost", "http://localhost:8787"])(
    "takes the origin %s",
    (PUBLIC_ORIGIN) => {
      expect(faults({ PUBLIC_ORIGIN })).toEqual([]);
    },
  );

  it.each([
    [{ PAGES: undefined }, "PAGES is not bound to a service"],
    [{ API: "http://127.0.0.1" }, "API is not bound to a service"],
    [{ INTERNAL: null }, "INTERNAL is not bound to a service"],
    [{ INTERNAL_TOKEN: undefined }, "INTERNAL_TOKEN is not set"],
    [{ INTERNAL_TOKEN: null }, "INTERNAL_TOKEN is not set"],
    [{ INTERNAL_TOKEN: "" }, "INTERNAL_TOKEN is not set"],
    [{ INTERNAL_TOKEN: complete.INTERNAL_TOKEN.slice(1) }, "INTERNAL_TOKEN is shorter than 32 characters"],
    [{ INTERNAL_TOKEN: "ab".repeat(16) }, "INTERNAL_TOKEN repeats too few different characters"],
    [{ INTERNAL_TOKEN: `${complete.INTERNAL_TOKEN}ChangeMe` }, "INTERNAL_TOKEN is a placeholder, not a secret"],
    [{ INTERNAL_TOKEN: `${complete.INTERNAL_TOKEN}\r\nX: y` }, "INTERNAL_TOKEN holds a character that a header cannot carry"],
    [{ PORTAL_CSRF_KEY: undefined }, "PORTAL_CSRF_KEY is not set"],
    [{ PORTAL_CSRF_KEY: randomBytes(31).toString("base64url") }, "PORTAL_CSRF_KEY is not 32 bytes in base64url, base64 or hex"],
    [{ PORTAL_CSRF_KEY: "not base64 at all!" }, "PORTAL_CSRF_KEY is not 32 bytes in base64url, base64 or hex"],
    [{ PORTAL_CSRF_KEY: "00".repeat(32) }, "PORTAL_CSRF_KEY repeats too few different bytes"],
    [{ PUBLIC_ORIGIN: undefined }, "PUBLIC_ORIGIN is not set"],
    [{ PUBLIC_ORIGIN: "http://rates.example" }, "PUBLIC_ORIGIN is neither https nor http://localhost"],
    [{ PUBLIC_ORIGIN: "http://localhost.evil.example" }, "PUBLIC_ORIGIN is neither https nor http://localhost"],
    [{ PUBLIC_ORIGIN: "https://rates.example/" }, "PUBLIC_ORIGIN is no origin as browsers write one: https://host, without path or slash"],
    [{ PUBLIC_ORIGIN: "rates.example" }, "PUBLIC_ORIGIN is no origin as browsers write one: https://host, without path or slash"],
    [{ CLIENT_ADDRESS_HEADER: "X-Client" }, "CLIENT_ADDRESS_HEADER is none of X-Forwarded-For, CF-Connecting-IP"],
    [{ URL_SERVICES: "{}" }, "URL_SERVICES is no JSON list of valid service policies"],
    [{ URL_SERVICES: '[{"name":"a b"}]' }, "URL_SERVICES is no JSON list of valid service policies"],
    [{ URL_SERVICES: '[{"name":"a","hosts":"*"}]' }, "URL_SERVICES is no JSON list of valid service policies"],
    [{ URL_SERVICES: '[{"name":"a","host":["*"]}]' }, "URL_SERVICES is no JSON list of valid service policies"],
    [{ URL_SERVICES: "[1]" }, "URL_SERVICES is no JSON list of valid service policies"],
  ])("refuses %#", (env, fault) => {
    expect(faults(env)).toEqual([fault]);
  });

  it("names every fault, and no value", () => {
    const said = faults({ INTERNAL_TOKEN: "my-own-short-one", PORTAL_CSRF_KEY: "my-own-key", PUBLIC_ORIGIN: "my-own-place" });
    expect(said.length).toBe(3);
    expect(said.join()).not.toContain("my-own");
  });

  it("lets a policy of the server's settings take the place of a built-in one", () => {
    const URL_SERVICES = JSON.stringify([{ name: "webhook-service", hosts: ["*"], networks: ["10.0.0.0/8"] }]);
    const reading = readSettings({ ...complete, URL_SERVICES }, core);
    const policy = reading.ok ? reading.settings.services.get("webhook-service") : undefined;
    expect(policy && core.validateUrl("https://10.1.2.3/", policy)).toMatchObject({ allowed: true });
  });
});

describe("a cookie", () => {
  it.each([
    ["__Host-rs_session=v; Path=/; Secure; HttpOnly; SameSite=Lax", []],
    ["rs_session=v; Path=/; Secure; HttpOnly; SameSite=Lax", ["session is not named __Host-rs_…"]],
    ["__Host-rs_session=v; Path=/api; Secure; HttpOnly; SameSite=Lax", ["session lacks Path=/"]],
    ["__Host-rs_session=v; Path=/; HttpOnly; SameSite=Lax", ["session lacks Secure"]],
    ["__Host-rs_session=v; Path=/; Secure; SameSite=Lax", ["session lacks HttpOnly"]],
    ["__Host-rs_session=v; Path=/; Secure; HttpOnly; SameSite=None", ["session lacks SameSite=Lax"]],
    ["__Host-rs_session=v; Path=/; Secure; HttpOnly; SameSite=Lax; Domain=rates.example", ["session has a Domain"]],
  ])("%s has the faults %j", (header, expected) => {
    expect(faultsOf("session", header)).toEqual(expected);
  });
});
