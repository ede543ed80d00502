import { beforeAll, describe, expect, it } from "vitest";
import type { RatestackCore } from "../src/index.js";
import { aeadOpen, aeadSeal, hkdfSha256, hmacSha256 } from "../src/crypto.js";
import { CoreInstance } from "../src/instance.js";
import { codeOf, compiledModule, hex, loadCore } from "./support/module.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const key = Uint8Array.from({ length: 32 }, (_, index) => 0xa0 ^ (index * 7));
const iv = new Uint8Array(12).fill(3);
const parameters = { key, iv, associatedData: bytes("org|table|column|row") };

describe("crypto", () => {
  let core: RatestackCore;
  beforeAll(async () => {
    core = await loadCore();
  });

  it("tags as RFC 4231 does", () => {
    expect(hex(core.hmacSha256(bytes("Jefe"), bytes("what do ya want for nothing?")))).toBe(
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    );
  });

  it("derives as RFC 5869 does without salt and info", () => {
    expect(hex(core.hkdfSha256({ key: new Uint8Array(22).fill(0x0b), size: 42 }))).toBe(
      "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
    );
  });

  it("opens what it sealed, whatever the length, and WebCrypto agrees", async () => {
    const webKey = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
    for (const size of [0, 1, 15, 16, 17, 64, 1000, 70_000]) {
      const plaintext = new Uint8Array(size).fill(size);
      const sealed = core.aeadSeal(parameters, plaintext);
      expect(sealed.length).toBe(size + 16);
      expect(core.aeadOpen(parameters, sealed)).toEqual(plaintext);
      const { associatedData: additionalData } = parameters;
      const algorithm = { name: "AES-GCM", iv, additionalData } as const;
      const opened = await crypto.subtle.decrypt(algorithm, webKey, new Uint8Array(sealed));
      expect(new Uint8Array(opened)).toEqual(plaintext);
    }
  });

  it("opens nothing of which a byte was altered", () => {
    const sealed = core.aeadSeal(parameters, bytes("a secret"));
    for (let at = 0; at < sealed.length; at++) {
      const altered = sealed.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(core.aeadOpen(parameters, altered)).toBeNull();
    }
    expect(core.aeadOpen({ key, iv }, sealed)).toBeNull();
    expect(core.aeadOpen(parameters, sealed.slice(0, 15))).toBeNull();
  });

  it("refuses lengths that the ciphers do not have", () => {
    expect(codeOf(() => core.aeadSeal({ key: key.slice(1), iv }, iv))).toBe("bad_length");
    expect(codeOf(() => core.aeadOpen({ key, iv: new Uint8Array(16) }, iv))).toBe("bad_length");
    for (const size of [8161, -1, 0.5]) expect(codeOf(() => core.hkdfSha256({ key, size }))).toBe("bad_length");
    expect(core.hkdfSha256({ key, size: 8160 }).length).toBe(8160);
  });

  it("leaves no key and no plaintext in the module's memory", () => {
    const instance = new CoreInstance(compiledModule);
    const plaintext = bytes("what nobody may find afterwards");
    const sealed = aeadSeal(instance, parameters, plaintext);
    const opened = aeadOpen(instance, parameters, sealed);
    const derived = hkdfSha256(instance, { key, info: bytes("purpose"), size: 48 });
    hmacSha256(instance, key, bytes("message"));
    expect(opened).toEqual(plaintext);
    const memory = Buffer.from(instance.read(0, instance.memorySize));
    for (const secret of [key, plaintext, derived, derived.slice(0, 32)]) expect(memory.indexOf(secret)).toBe(-1);
  });
});
