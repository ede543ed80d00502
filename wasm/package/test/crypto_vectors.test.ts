// Project Wycheproof's vectors through the module. Third-party files, read where RATESTACK_VECTORS names them.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { RatestackCore } from "../src/index.js";
import { codeOf, hex, loadCore } from "./support/module.js";

const directory = join(process.env["RATESTACK_VECTORS"] ?? "", "wycheproof");
const present = process.env["RATESTACK_VECTORS"] !== undefined && existsSync(directory);
if (!present) console.warn("skipped: RATESTACK_VECTORS names no directory with Wycheproof's vectors");

interface Case {
  tcId: number;
  result: "valid" | "invalid";
}

interface Group<T> {
  keySize: number;
  ivSize?: number;
  tagSize?: number;
  tests: (T & Case)[];
}

/** Runs `check` for every case of the groups that `wanted` takes; fails where there are fewer than `atLeast`. */
function forEachCase<T>(
  file: string,
  atLeast: number,
  check: (test: T & Case, group: Group<T>) => void,
  wanted: (group: Group<T>) => boolean = () => true,
): void {
  const { testGroups } = JSON.parse(readFileSync(join(directory, file), "utf8")) as { testGroups: Group<T>[] };
  const groups = testGroups.filter(wanted);
  expect(groups.reduce((sum, group) => sum + group.tests.length, 0)).toBeGreaterThanOrEqual(atLeast);
  for (const group of groups) for (const test of group.tests) check(test, group);
}

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));

describe.skipIf(!present)("Wycheproof's vectors", () => {
  let core: RatestackCore;
  beforeAll(async () => {
    core = await loadCore();
  });

  it("aes_gcm_test.json, with our sizes", () => {
    type Aead = Record<"key" | "iv" | "aad" | "msg" | "ct" | "tag", string>;
    forEachCase<Aead>(
      "aes_gcm_test.json",
      60,
      ({ tcId, result, key, iv, aad, msg, ct, tag }) => {
        const parameters = { key: bytes(key), iv: bytes(iv), associatedData: bytes(aad) };
        const opened = core.aeadOpen(parameters, bytes(ct + tag));
        expect(opened === null ? null : hex(opened), String(tcId)).toBe(result === "valid" ? msg : null);
        expect(hex(core.aeadSeal(parameters, bytes(msg))) === ct + tag, String(tcId)).toBe(result === "valid");
      },
      ({ keySize, ivSize, tagSize }) => keySize === 256 && ivSize === 96 && tagSize === 128,
    );
  });

  it("hkdf_sha256_test.json", () => {
    type Hkdf = Record<"ikm" | "salt" | "info" | "okm", string> & { size: number };
    forEachCase<Hkdf>("hkdf_sha256_test.json", 80, ({ tcId, result, ikm, salt, info, okm, size }) => {
      const derive = (): Uint8Array =>
        core.hkdfSha256({ key: bytes(ikm), salt: bytes(salt), info: bytes(info), size });
      if (result === "valid") expect(hex(derive()), String(tcId)).toBe(okm);
      else expect(codeOf(derive), String(tcId)).toBe("bad_length");
    });
  });

  it("hmac_sha256_test.json, whole and truncated tags", () => {
    type Hmac = Record<"key" | "msg" | "tag", string>;
    forEachCase<Hmac>("hmac_sha256_test.json", 150, ({ tcId, result, key, msg, tag }, { tagSize = 0 }) => {
      const ours = hex(core.hmacSha256(bytes(key), bytes(msg))).slice(0, tagSize / 4);
      expect(ours === tag, String(tcId)).toBe(result === "valid");
    });
  });
});
