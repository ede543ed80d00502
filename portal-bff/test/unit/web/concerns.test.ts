import { describe, expect, it } from "vitest";

import type { SessionState } from "../../../web/src/client/session_store.ts";
import type { Me, PortalSession, SessionRecord } from "../../../web/src/client/types.ts";
import { elsewhere, endingSoon, securityConcerns, sinceYesterday } from "../../../web/src/home/concerns.ts";
import { changesOf } from "../../../web/src/organisation/changes.ts";
import { rolesFor } from "../../../web/src/organisation/roles.ts";
import { endingOf } from "../../../web/src/shell/session_end.ts";

const now = Date.UTC(2026, 10, 28);
const day = 24 * 60 * 60_000;
const minute = 60_000;
const grant = (ends: number) => ({ expires_at: new Date(now + ends).toISOString() });

describe("endingSoon", () => {
  it("finds what ends within a week, the first first, and nothing that is over", () => {
    const found = endingSoon([grant(6 * day), grant(8 * day), grant(day), grant(0), grant(-1)], now);
    expect(found).toEqual([grant(day), grant(6 * day)]);
  });
});

describe("elsewhere", () => {
  const session = (ip: string, current: boolean) => ({ current, client: { ip } }) as SessionRecord;
  it("finds sessions of other addresses", () => {
    const other = session("b", false);
    expect(elsewhere([session("a", true), session("a", false), other])).toEqual([other]);
  });
  it("says nothing where it does not know which one this is", () => {
    expect(elsewhere([session("a", false), session("b", false)])).toEqual([]);
  });
});

describe("securityConcerns", () => {
  const me = (enrolled_at: string | null, recovery_codes_left: number) =>
    ({ second_factors: { totp: { enrolled_at }, recovery_codes_left } }) as Me;
  it("wants more than a password, an app or a passkey", () => {
    expect(securityConcerns(me(null, 0), 0)).toEqual(["no_second_factor"]);
    expect(securityConcerns(me(null, 0), 1)).toEqual([]);
  });
  it("wants three recovery codes", () => {
    expect(securityConcerns(me("2026-01-01T00:00:00Z", 2), 0)).toEqual(["few_recovery_codes"]);
    expect(securityConcerns(me("2026-01-01T00:00:00Z", 3), 0)).toEqual([]);
  });
});

it("sinceYesterday asks for a day", () => {
  expect(sinceYesterday("LOCKED_OUT", now)).toBe(
    "/api/v1/audit/events?action=LOCKED_OUT&from=2026-11-27T00%3A00%3A00.000Z&limit=5",
  );
});

it("changesOf tells what is turned on and off", () => {
  expect(changesOf(["a", "b"], ["b", "c"])).toEqual({ on: ["c"], off: ["a"] });
});

it("rolesFor keeps the platform's roles to the platform, and to a SUPER_ADMIN", () => {
  const roles = ["AUDITOR", "PLATFORM_OPERATOR", "SUPER_ADMIN"];
  expect(rolesFor(roles, "ORIGINATOR", ["SUPER_ADMIN"])).toEqual(["AUDITOR"]);
  expect(rolesFor(roles, "PLATFORM", ["SUPER_ADMIN", "ORG_ADMIN"])).toEqual(roles);
  expect(rolesFor(roles, "PLATFORM", ["ORG_ADMIN", "PLATFORM_OPERATOR"])).toEqual(["AUDITOR"]);
});

describe("endingOf", () => {
  const state = (idleSpan: number, absolute: number, ended = false): SessionState => ({
    kind: "person",
    session: { absolute_expires_at: new Date(now + absolute).toISOString() } as PortalSession,
    usedAt: now,
    idleSpan,
    ended,
  });

  it("says nothing before the last five minutes", () => {
    expect(endingOf(state(30 * minute, 12 * day), now + 25 * minute - 1)).toEqual({ kind: "none" });
    expect(endingOf({ kind: "visitor" }, now)).toEqual({ kind: "none" });
  });

  it("tells whether using it helps", () => {
    expect(endingOf(state(30 * minute, 12 * day), now + 25 * minute)).toEqual({ kind: "idle", at: now + 30 * minute });
    expect(endingOf(state(30 * minute, 4 * minute), now)).toEqual({ kind: "for_good", at: now + 4 * minute });
  });

  it("knows when it is over, by the clock or by the server's word", () => {
    expect(endingOf(state(minute, day), now + minute)).toEqual({ kind: "over" });
    expect(endingOf(state(30 * minute, day, true), now)).toEqual({ kind: "over" });
  });
});
