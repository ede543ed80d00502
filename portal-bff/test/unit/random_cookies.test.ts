import { CoreError } from "@ratestack/core";
import { describe, expect, it } from "vitest";

import { presentedSession, readCookie } from "../../src/session/presented.js";
import { readTransaction } from "../../src/sign_in/transaction.js";
import { loadCore } from "../support/core.ts";
import { Random, rounds, seed } from "../support/random.ts";
import { newSessionToken } from "../support/signed_in.ts";

const core = await loadCore();
const name = "__Host-rs_session";
const token = newSessionToken();
const pieces = [
  name, `${name}=`, `${name}=${token}`, `; ${name}=x; `, `; ${name}=${token}; `, `__host-rs_session=${token}`, `__Host-rs_oidc=challenge.${token}`, "__Host-rs_oidc", "=", "=", ";", ";", "; ",
  token, token.slice(1), "a", "b=1", "$Version=1", '"', ",", " ", "\t", "%3b", "challenge.", "passkey.", ".", "\u00e9", "\u00ff", "%00",
];

/** RFC 6265 section 5.4 read backwards, as slowly and plainly as it can be done. */
function valuesOf(header: string): string[] {
  return header
    .split(";")
    .map((pair) => pair.split("="))
    .filter(([first, ...rest]) => rest.length > 0 && trim(first ?? "") === name)
    .map(([, ...rest]) => trim(rest.join("=")));
}

function trim(text: string): string {
  return text.replaceAll(/^[ \t]+|[ \t]+$/g, "");
}

function headersOf(header: string): Headers | null {
  try {
    return new Headers({ Cookie: header });
  } catch {
    return null; // no header that could arrive
  }
}

describe(`cookies of ${String(rounds)} random headers (seed ${String(seed)})`, () => {
  it("are read as a plain reader reads them, or refused", () => {
    const random = new Random(seed);
    const seen = { found: 0, none: 0, refused: 0 };
    for (let round = 0; round < rounds; round++) {
      const headers = headersOf(random.text(pieces, 12));
      const header = headers?.get("Cookie") ?? null;
      if (headers === null || header === null) continue;
      const values = valuesOf(header);
      const reading = readCookie(core.identity, headers, "session");
      if (!reading.ok) {
        expect(reading.problem.code).toBe("ambiguous_cookie");
        expect(values.length).toBeGreaterThan(1);
        seen.refused++;
        continue;
      }
      expect(values).toEqual(reading.value === null ? [] : [reading.value]);
      seen[reading.value === null ? "none" : "found"]++;
      const presented = presentedSession(core.identity, headers);
      expect(presented.ok && presented.session?.token === token).toBe(reading.value === token);
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(rounds / 100);
  });

  it("never make a transaction of anything but a purpose and a sealed text", () => {
    const random = new Random(seed + 2);
    for (let round = 0; round < rounds; round++) {
      const headers = headersOf(`__Host-rs_oidc=${random.text(pieces, 4)}`);
      const transaction = headers === null ? null : readTransaction(core.identity, headers);
      if (transaction !== null) expect(`${transaction.purpose}.${transaction.sealed}`).toMatch(/^(?:challenge|passkey)\.[A-Za-z0-9_-]+$/);
    }
  });

  it("are written so that they are read again, or not at all", () => {
    const random = new Random(seed + 4);
    for (let round = 0; round < rounds / 10; round++) {
      const value = random.text(pieces, 3);
      let written: string;
      try {
        written = core.identity.setCookie("known_device", value);
      } catch (error) {
        expect(error instanceof CoreError && error.code).toBe("unsafe_cookie_value");
        continue;
      }
      const cookie = written.split(";")[0] ?? "";
      expect(core.identity.findCookie(`a=1; ${cookie}; b=2`, "known_device")).toBe(value);
    }
  });
});
