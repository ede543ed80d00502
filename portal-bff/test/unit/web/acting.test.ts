import { describe, expect, it } from "vitest";

import { matchingOrgs } from "../../../web/src/acting/orgs.ts";
import { deedsOf, endWords } from "../../../web/src/acting/words.ts";
import {
  calledOf,
  concernsOneself,
  grantorsOf,
  judge,
  parseActing,
  personActing,
  type Acting,
} from "../../../web/src/client/acting.ts";
import { fileNameOf } from "../../../web/src/client/file_name.ts";
import type { PortalSession, ReceivedGrant } from "../../../web/src/client/types.ts";

const now = Date.parse("2026-11-28T12:00:00Z");
const hour = 3_600_000;
const at = (fromNow: number): string => new Date(now + fromNow).toISOString();

function grant(orgId: string, capabilities: readonly string[], ends = hour): ReceivedGrant {
  return { id: `grant_${orgId}`, grantor_org_id: orgId, grantor_name: `Lender ${orgId}`, capabilities, expires_at: at(ends) };
}

function session(grants: readonly ReceivedGrant[], permissions: readonly string[] = ["org.admin"]): PortalSession {
  const org = { id: "org_home", type: "ORIGINATOR", name: "Home" };
  const roles = [{ org_id: "org_home", roles: ["ORG_ADMIN"], grants }];
  const user = { id: "user_1", org_id: "org_home", email: "a@home.example", name: "Example Admin" };
  return { user, org, org_roles: roles, permissions, session: { id: "ses_1" } } as unknown as PortalSession;
}

const stored: Acting = {
  by: "grant",
  orgId: "org_a",
  name: "A",
  type: "ORIGINATOR",
  capabilities: ["loan.read", "audit.read"],
  expiresAt: at(hour),
  userId: "user_1",
  sessionId: "ses_1",
};

describe("concernsOneself", () => {
  it.each([
    ["/api/portal/session", true],
    ["/api/v1/me", true],
    ["/api/v1/me/sessions?limit=2", true],
    ["/api/v1/capabilities", true],
    ["/api/v1/media", false],
    ["/api/v1/orgs/org_1/capabilities", false],
    ["/api/v1/loans?x=/api/v1/me", false],
    ["/api/v1/orgs", false],
  ])("%s: %s", (path, is) => {
    expect(concernsOneself(path)).toBe(is);
  });
});

describe("grantorsOf", () => {
  it("counts the live grants of one organisation together, until the last of them ends", () => {
    const grants = [
      grant("org_a", ["loan.read"], hour),
      grant("org_b", ["audit.read"], 2 * hour),
      grant("org_a", ["loan.read", "audit.read"], 3 * hour),
    ];
    expect(grantorsOf(session(grants), now)).toMatchObject([
      { orgId: "org_a", capabilities: ["loan.read", "audit.read"], expiresAt: at(3 * hour) },
      { orgId: "org_b", capabilities: ["audit.read"], expiresAt: at(2 * hour) },
    ]);
  });

  it("leaves out what is over, at its very end, and what no grant ever brings", () => {
    const grants = [grant("org_a", ["loan.read"], 0), grant("org_b", ["org.admin", "platform.operate", "loan.read"])];
    expect(grantorsOf(session(grants), now)).toMatchObject([{ orgId: "org_b", capabilities: ["loan.read"] }]);
  });

  it("leaves out grants to another organisation that the person belongs to: they count for it alone", () => {
    const there = session([grant("org_a", ["loan.read"])]);
    expect(grantorsOf({ ...there, org: { ...there.org, id: "org_other" } }, now)).toEqual([]);
  });
});

describe("judge", () => {
  it("cuts what was chosen to what the grants still give, and to when they end", () => {
    expect(judge(stored, session([grant("org_a", ["audit.read", "loan.write"], 2 * hour)]), now)).toEqual({
      ...stored,
      capabilities: ["audit.read"],
      expiresAt: at(2 * hour),
    });
  });

  it("tells a grant that was ended from one that has run out", () => {
    expect(judge(stored, session([]), now)).toBe("gone");
    expect(judge(stored, session([grant("org_a", ["audit.read"], 0)]), now + hour)).toBe("expired");
  });

  it("forgets what another person chose, and ends what another session did", () => {
    const live = session([grant("org_a", ["audit.read"])]);
    expect(judge({ ...stored, userId: "user_2", sessionId: "ses_2" }, live, now)).toBeNull();
    expect(judge({ ...stored, sessionId: "ses_2" }, live, now)).toBe("signed_in_again");
  });

  it("takes an override from nobody but the platform", () => {
    const override = { ...stored, by: "override", expiresAt: null } as const;
    expect(judge(override, session([], ["platform.operate"]), now)).toBe(override);
    expect(judge(override, session([grant("org_a", ["audit.read"])]), now)).toBe("gone");
  });
});

it("personActing is who they are, with what they may do there and not at home", () => {
  const person = personActing(session([], ["org.admin"]), stored);
  expect(person).toMatchObject({
    user: { id: "user_1" },
    org: { id: "org_a", name: "A" },
    permissions: ["loan.read", "audit.read"],
  });
});

it("calledOf is the name, or the end of the id where nobody told it", () => {
  expect(calledOf(stored)).toBe("A");
  expect(calledOf({ name: null, orgId: "org_01j9z3k" })).toBe("org_\u20269z3k");
});

describe("parseActing", () => {
  it("reads what was written", () => {
    expect(parseActing(JSON.stringify(stored))).toEqual(stored);
    const untold = { ...stored, name: null, expiresAt: null };
    expect(parseActing(JSON.stringify(untold))).toEqual(untold);
  });

  it.each([
    [null],
    ["{"],
    ["7"],
    ["null"],
    [JSON.stringify({ ...stored, by: "me" })],
    [JSON.stringify({ ...stored, orgId: 7 })],
    [JSON.stringify({ ...stored, name: 7 })],
    [JSON.stringify({ ...stored, capabilities: ["a", 1] })],
    [JSON.stringify({ ...stored, expiresAt: "soon" })],
  ])("reads nothing in %s", (text) => {
    expect(parseActing(text)).toBeNull();
  });
});

describe("words", () => {
  it("says what may be done, and what has no words by its id", () => {
    expect(deedsOf(["loan.read", "provider.loan.status", "of.tomorrow", "constructor"])).toBe("read loans, of.tomorrow, constructor");
  });

  it("names whom one acted for in each end", () => {
    for (const why of ["expired", "gone", "signed_in_again"] as const) expect(endWords("Beacon", why)).toContain("Beacon");
  });
});

it("matchingOrgs finds by name or id, and orders by name", () => {
  const orgs = [
    { id: "org_2", name: "Harbor" },
    { id: "org_1", name: "beacon" },
    { id: "org_3", name: "Cascade" },
  ];
  expect(matchingOrgs(orgs, "").map(({ id }) => id)).toEqual(["org_1", "org_3", "org_2"]);
  expect(matchingOrgs(orgs, " BEA").map(({ id }) => id)).toEqual(["org_1"]);
  expect(matchingOrgs(orgs, "ORG_3").map(({ id }) => id)).toEqual(["org_3"]);
});

describe("fileNameOf", () => {
  it.each([
    ['attachment; filename="log-org_1.ndjson"', "log-org_1.ndjson"],
    ["attachment; filename=log.csv", "log.csv"],
    ["attachment; filename=\"a.txt\"; filename*=UTF-8''na%C3%AFve.txt", "naïve.txt"],
    ["attachment; filename*=UTF-8''%E0%A4%A; filename=\"b.txt\"", "b.txt"],
    ['attachment; filename="../../etc/passwd"', "passwd"],
    ['attachment; filename="a\\"b.txt"', 'a"b.txt'],
    ["attachment", "spare"],
    ['attachment; filename="x/"', "spare"],
    [null, "spare"],
  ])("%s: %s", (header, name) => {
    expect(fileNameOf(header, "spare")).toBe(name);
  });
});
