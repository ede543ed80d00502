import { beforeAll, describe, expect, it } from "vitest";
import { UrlValidator, type RatestackCore, type ServicePolicy } from "../src/index.js";
import { loadCore, refusalOf } from "./support/module.js";

const webhook: ServicePolicy = { name: "webhook-service", hosts: ["*"] };

let core: RatestackCore;
beforeAll(async () => {
  core = await loadCore();
});

function codeOf(body: () => unknown): string {
  return refusalOf(body)?.message ?? "no error";
}

describe("parseUrl", () => {
  it("answers each part in its canonical spelling", () => {
    expect(core.parseUrl("HTTPS://u:p@Example.com:8443/a/../b?q#f")).toEqual({
      href: "https://u:p@example.com:8443/b?q#f",
      scheme: "https",
      username: "u",
      password: "p",
      host: "example.com",
      port: 8443,
      path: "/b",
      query: "q",
      fragment: "f",
      origin: "https://example.com:8443",
    });
  });

  it("tells absent from empty", () => {
    expect(core.parseUrl("mailto:a")).toMatchObject({ host: null, port: null, query: null, fragment: null });
    expect(core.parseUrl("file:///a?#")).toMatchObject({ host: "", query: "", fragment: "" });
  });

  it("reads a reference against its base", () => {
    expect(core.parseUrl("../x", "https://example.com/a/b/")?.href).toBe("https://example.com/a/x");
    expect(core.parseUrl("../x")).toBeNull();
    expect(core.parseUrl("x", "no base")).toBeNull();
  });
});

describe("domainToAscii", () => {
  it("writes names in ASCII", () => {
    expect(core.domainToAscii("Bücher.example")).toBe("xn--bcher-kva.example");
  });

  it("names the rule that a name breaks", () => {
    expect(codeOf(() => core.domainToAscii("a\u{e000}.example"))).toMatch(/^disallowed_code_point/);
  });
});

describe("validateUrl", () => {
  it("never allows what only DNS can tell", () => {
    expect(core.validateUrl("https://Rates.Example.com/feed", webhook)).toEqual({
      needs_dns: true,
      canonical_url: "https://rates.example.com/feed",
      host: "rates.example.com",
      port: 443,
    });
    const asGiven = core.validateUrl("https://rates.example.com/feed", webhook);
    expect(asGiven).toEqual(core.validateUrl("https://Rates.Example.com/feed", webhook));
  });

  it("allows a public address by itself", () => {
    expect(core.validateUrl("https://[2606:2800:220:1::1]/", webhook)).toEqual({
      allowed: true,
      canonical_url: "https://[2606:2800:220:1::1]/",
      host: "[2606:2800:220:1::1]",
      port: 443,
    });
  });

  it.each([
    ["http://rates.example.com/", "unsupported_scheme"],
    ["https://u@rates.example.com/", "credentials_in_url"],
    ["https://rates.example.com:22/", "port_not_allowed"],
    ["https://0x7f.1/", "blocked_address"],
    ["https://１２７.0.0.1/", "blocked_address"],
    ["https://localhost/", "blocked_address"],
    ["https://169.254.169.254/latest", "metadata_endpoint"],
    ["https://[64:ff9b::a9fe:a9fe]/", "metadata_endpoint"],
    ["https://a\\@rates.example.com/", "ambiguous_url"],
    ["https://", "invalid_url"],
    ["", "invalid_url"],
    ["\ud800", "invalid_url"],
    [`https://rates.example.com/${"a".repeat(1 << 20)}`, "invalid_url"],
    [`https://rates.example.com/${"é".repeat(8192)}`, "invalid_url"],
  ])("refuses %.60s", (url, code) => {
    expect(core.validateUrl(url, webhook)).toMatchObject({ allowed: false, code });
  });

  it("says why", () => {
    expect(core.validateUrl("https://127.0.0.1/", webhook)).toEqual({
      allowed: false,
      code: "blocked_address",
      detail: "127.0.0.0/8 loopback, RFC 1122 section 3.2.1.3",
    });
  });

  it("follows the policy", () => {
    const feed: ServicePolicy = { name: "feed", ports: [8443], hosts: ["*.example.com"], networks: ["10.0.0.0/8"] };
    expect(core.validateUrl("https://a.example.com:8443/", feed)).toHaveProperty("needs_dns", true);
    expect(core.validateUrl("https://example.com:8443/", feed)).toHaveProperty("code", "host_not_allowlisted");
    const inner: ServicePolicy = { name: "inner", hosts: ["*"], networks: ["10.0.0.0/8", "169.254.0.0/16"] };
    expect(core.validateUrl("https://10.1.2.3/", inner)).toHaveProperty("allowed", true);
    expect(core.validateUrl("https://169.254.169.254/", inner)).toHaveProperty("code", "metadata_endpoint");
  });

  it.each<[ServicePolicy, string]>([
    [{ name: "" }, "invalid_name"],
    [{ name: "a", schemes: ["gopher"] }, "invalid_scheme"],
    [{ name: "a", ports: [70_000] }, "invalid_port"],
    [{ name: "a", hosts: ["b", "c d"] }, "invalid_host: hosts entry 2"],
    [{ name: "a", networks: ["10.0.0.1/8"] }, "invalid_network"],
  ])("refuses the policy %j", (policy, message) => {
    expect(codeOf(() => core.validateUrl("https://a.example/", policy))).toContain(message);
  });

  it("keeps the validators of many policies apart", () => {
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 100; i++) {
        const policy = { name: "s", hosts: [`host${String(i)}.example`] };
        expect(core.validateUrl(`https://host${String(i)}.example/`, policy)).toHaveProperty("needs_dns", true);
        expect(core.validateUrl(`https://host${String(i + 1)}.example/`, policy)).toHaveProperty("allowed", false);
      }
    }
  });
});

describe("UrlValidator", () => {
  it("is of no use once it is closed", async () => {
    const own = await loadCore();
    const validator = own.openUrlValidator(webhook);
    expect(validator).toBeInstanceOf(UrlValidator);
    expect(validator.validate("https://a.example/")).toHaveProperty("needs_dns", true);
    validator.close();
    validator.close();
    expect(codeOf(() => validator.validate("https://a.example/"))).toContain("closed");
  });

  it("sees memory that has grown", async () => {
    const own = await loadCore();
    expect(own.validateUrl("https://a.example/", webhook)).toHaveProperty("needs_dns", true);
    own.sha256(new Uint8Array(8 << 20));
    expect(own.validateUrl("https://B.example/", webhook)).toHaveProperty("host", "b.example");
  });
});
