// The URL Standard's published vectors through the module. Third-party files, read where RATESTACK_VECTORS names them.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { CoreError, type RatestackCore } from "../src/index.js";
import { loadCore } from "./support/module.js";

const directory = join(process.env["RATESTACK_VECTORS"] ?? "", "wpt");
const present = process.env["RATESTACK_VECTORS"] !== undefined && existsSync(directory);
if (!present) console.warn("skipped: RATESTACK_VECTORS names no directory with the published URL vectors");

/** The files mix comments (strings) with cases. */
function cases<T extends object>(file: string): T[] {
  const entries = JSON.parse(readFileSync(join(directory, file), "utf8")) as (T | string)[];
  return entries.filter((entry): entry is T => typeof entry !== "string");
}

interface UrlCase {
  input: string;
  base: string | null;
  failure?: true;
  href?: string;
  origin?: string;
}

describe.skipIf(!present)("published vectors", () => {
  let core: RatestackCore;
  beforeAll(async () => {
    core = await loadCore();
  });

  const domain = (input: string): string | null => {
    try {
      return core.domainToAscii(input);
    } catch (error) {
      if (error instanceof CoreError) return null;
      throw error;
    }
  };

  it("urltestdata.json", () => {
    const all = cases<UrlCase>("urltestdata.json");
    expect(all.length).toBeGreaterThan(700);
    for (const { input, base, failure, href, origin } of all) {
      const url = core.parseUrl(input, base ?? undefined);
      expect(url?.href, `${input} against ${String(base)}`).toBe(failure === true ? undefined : href);
      if (origin !== undefined && url !== null) expect(url.origin, input).toBe(origin);
    }
  });

  it("toascii.json", () => {
    const all = cases<{ input: string; output: string | null }>("toascii.json");
    expect(all.length).toBeGreaterThan(80);
    for (const { input, output } of all) {
      expect(domain(input), input).toBe(output);
      expect(core.parseUrl(`https://${input}/x`)?.host ?? null, input).toBe(output);
    }
  });
});
