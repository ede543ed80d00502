import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { RatestackCore, RedactionMode, RedactionOptions } from "../src/index.js";
import { codeOf, loadCore } from "./support/module.js";

let core: RatestackCore;
beforeAll(async () => {
  core = await loadCore();
});

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const key = new Uint8Array(32).fill(7);
const address = "jane.doe@corp.example";
const all = `${address}, 415-555-2671, 123-45-6789, 4111 1111 1111 1111`;

describe("redact", () => {
  it("labels and counts the four kinds", () => {
    expect(core.redact(all)).toEqual({
      text: "[REDACTED:EMAIL], [REDACTED:PHONE], [REDACTED:SSN], [REDACTED:PAN]",
      counts: { EMAIL: 1, PHONE: 1, SSN: 1, PAN: 1 },
    });
  });

  it.each(["", "nothing to see", "\u{1f600} é \u0000", "\ufeffmark"])("leaves %j alone", (text) => {
    expect(core.redact(text)).toEqual({ text, counts: { EMAIL: 0, PHONE: 0, SSN: 0, PAN: 0 } });
  });

  it("keeps a card's last four where asked to", () => {
    expect(core.redact("4111111111111111", { mode: "partial" }).text).toBe("[REDACTED:PAN:1111]");
  });

  it("gives the same person the same pseudonym, and another under another key", () => {
    const pseudonym = (text: string, secret: Uint8Array): string =>
      core.redact(text, { mode: "pseudonym", key: secret }).text;
    expect(pseudonym(address, key)).toMatch(/^\[EMAIL:[0-9a-f]{16}\]$/);
    expect(pseudonym(address.toUpperCase(), key)).toBe(pseudonym(address, key));
    expect(pseudonym(address, new Uint8Array(32))).not.toBe(pseudonym(address, key));
  });

  it("lets allowed values be", () => {
    expect(core.redact(`${address} a@b.example`, { allow: [address] }).text).toBe(`${address} [REDACTED:EMAIL]`);
  });

  it.each<[RedactionOptions, string]>([
    [{ mode: "pseudonym" }, "key_missing"],
    [{ mode: "pseudonym", key: new Uint8Array(31) }, "key_too_short"],
    [{ allow: ["x".repeat(321)] }, "allowlist_too_long"],
    [{ allow: new Array<string>(65).fill("x") }, "allowlist_too_long"],
    [{ mode: "hash" as RedactionMode }, "unknown_mode"],
  ])("refuses %j as %s", (options, code) => {
    expect(codeOf(() => core.redact("", options))).toBe(code);
  });

  it("works on in a fresh instance after a trap", () => {
    expect(core.redact(address).counts.EMAIL).toBe(1);
    expect(codeOf(() => core.sha256(new Uint8Array(300 * 1024 * 1024)))).toBe("out_of_memory");
    expect(core.redact(address).counts.EMAIL).toBe(1);
  });

  it("gives memory and handles back", () => {
    const text = `${"x ".repeat(200_000)}${address}`;
    // Kept, these would come to ten times what an instance may have, and to far more redactors.
    for (let i = 0; i < 3_000; ++i) core.redact(i % 50 === 0 ? text : address, { mode: "partial" });
    expect(core.redact(text).counts.EMAIL).toBe(1);
  });
});

describe("redactJson", () => {
  it("redacts names and numbers, and keeps order, form and untouched bytes", () => {
    const json = `{"z": 1.50, "ssn":123456789, "${address}":[4111111111111111, "\\u0041"]}`;
    expect(core.redactJson(json).json).toBe(
      `{"z": 1.50, "ssn":"[REDACTED:SSN]", "[REDACTED:EMAIL]":["[REDACTED:PAN]", "\\u0041"]}`,
    );
  });

  it("tells names apart that become equal", () => {
    const { json } = core.redactJson(`{"a@b.example":1,"c@d.example":2}`);
    expect(JSON.parse(json)).toEqual({ "[REDACTED:EMAIL]": 1, "[REDACTED:EMAIL]#2": 2 });
  });

  it.each(["", "{", "[1,]", `{"a":1} x`])("refuses %j", (text) => {
    expect(codeOf(() => core.redactJson(text))).toBe("not_json");
  });
});

describe("Redactor", () => {
  it("keeps its mode for many texts, and bytes that are no UTF-8", () => {
    const redactor = core.openRedactor({ mode: "partial" });
    expect(redactor.redact("4111111111111111").text).toBe("[REDACTED:PAN:1111]");
    const { bytes } = redactor.redactBytes(Uint8Array.of(0xff, 0x00, ...encoder.encode(address)));
    expect(Buffer.from(bytes)).toEqual(Buffer.concat([Buffer.of(0xff, 0x00), encoder.encode("[REDACTED:EMAIL]")]));
    redactor.close();
    redactor.close();
    expect(codeOf(() => redactor.redact(""))).toBe("closed");
  });
});

describe("RedactionStream", () => {
  const opened: { close(): void }[] = [];
  afterEach(() => {
    for (const stream of opened.splice(0)) stream.close();
  });
  const open = (options?: RedactionOptions): ReturnType<RatestackCore["openRedactionStream"]> => {
    const stream = core.openRedactionStream(options);
    opened.push(stream);
    return stream;
  };

  it("answers the same wherever it is cut", () => {
    const input = encoder.encode(`é ${all} ${address}`);
    const whole = core.redact(decoder.decode(input)).text;
    for (let cut = 0; cut <= input.length; ++cut) {
      const stream = core.openRedactionStream();
      const parts = [stream.update(input.subarray(0, cut)), stream.update(input.subarray(cut)), stream.finish()];
      expect(Buffer.concat(parts).toString(), String(cut)).toBe(whole);
      expect(stream.counts).toEqual({ EMAIL: 2, PHONE: 1, SSN: 1, PAN: 1 });
      stream.close();
    }
  });

  it("never gives away the head of a match", () => {
    const stream = open();
    let seen = "";
    for (const byte of encoder.encode("card 4111 1111 1111 1111 ok")) {
      seen += decoder.decode(stream.update(Uint8Array.of(byte)));
      expect(seen).not.toContain("4111");
    }
    expect(seen + decoder.decode(stream.finish())).toBe("card [REDACTED:PAN] ok");
  });

  it("pipes", async () => {
    const source = new Blob([`${address}\n`.repeat(10_000)]).stream();
    const text = await new Response(source.pipeThrough(open().transform())).text();
    expect(text).toBe("[REDACTED:EMAIL]\n".repeat(10_000));
  });

  it("is closed to everything after its end", () => {
    const stream = open();
    stream.finish();
    expect(codeOf(() => stream.update(key))).toBe("wrong_state");
    stream.close();
    expect(codeOf(() => stream.finish())).toBe("closed");
  });
});
