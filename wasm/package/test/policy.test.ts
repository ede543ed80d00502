import { beforeAll, describe, expect, it } from "vitest";
import {
  capabilities,
  orgTypes,
  policyRules,
  roles,
  type Capability,
  type OrgType,
  type PolicyGrant,
  type PolicyOrg,
  type PolicyRules,
  type Role,
} from "../src/index.js";
import { codeOf, loadCore } from "./support/module.js";

const before = "2026-11-27T11:59:59.999999Z";
const expiry = "2026-11-27T12:00:00Z";
const originator: PolicyOrg = { type: "ORIGINATOR", enabled: capabilities };
const officer = { roles: ["LOAN_OFFICER"] } as const;

const grant: PolicyGrant = {
  id: "grant_01KAS0V3E8ZP5Q2W9X7Y6T4R1M",
  capabilities: ["loan.read", "org.admin"],
  grantor: { org: { type: "INVESTOR", enabled: ["org.admin"] }, roles: ["ORG_ADMIN"] },
  expiresAt: expiry,
};

let policy: PolicyRules;
beforeAll(async () => {
  policy = (await loadCore()).policy;
});

function ruleOf(given: Partial<PolicyGrant>, capability: Capability = "org.admin", now = before): string {
  return policy.decide({ grants: [{ ...grant, ...given }] }, originator, capability, now).rule;
}

describe("catalog", () => {
  it("names what this package names, in the same order", () => {
    const catalog = policy.catalog();
    expect(catalog.capabilities.map(({ id }) => id)).toEqual(capabilities);
    expect(catalog.roles).toEqual(roles);
    expect(catalog.org_types).toEqual(orgTypes);
    expect(catalog.version).toBe(1);
  });

  it("says for each what the decisions say", () => {
    for (const entry of policy.catalog().capabilities)
      for (const role of roles)
        for (const type of orgTypes) {
          const { allowed } = policy.decide({ roles: [role] }, { type, enabled: capabilities }, entry.id, before);
          const isOfThePlatform = role === "SUPER_ADMIN" || role === "PLATFORM_OPERATOR";
          const expected =
            entry.roles.includes(role) && entry.org_types.includes(type) && (type === "PLATFORM" || !isOfThePlatform);
          expect(allowed, `${entry.id} ${role} ${type}`).toBe(expected);
        }
  });
});

describe("decide", () => {
  it("names the rule that decided", () => {
    expect(policy.decide(officer, originator, "loan.write", before)).toEqual({ allowed: true, rule: "by_role" });
    expect(policy.decide({}, originator, "loan.write", before)).toEqual({ allowed: false, rule: "no_role" });
    expect(policy.decide({ key: ["loan.write"] }, originator, "loan.write", before).rule).toBe("by_key");
    expect(policy.decide(officer, originator, "platform.operate", before).rule).toBe("not_in_ceiling");
    expect(policy.decide(officer, { type: "ORIGINATOR", enabled: [] }, "loan.write", before).rule).toBe("not_enabled");
    expect(policy.decide(officer, { ...originator, disabled: true }, "loan.write", before).rule).toBe("org_disabled");
  });

  it("asks of a grant whether it lives and what its grantor has", () => {
    const { org } = grant.grantor;
    expect(ruleOf({})).toBe("by_grant");
    expect(ruleOf({}, "loan.read")).toBe("grantor_lacks_it");
    expect(ruleOf({}, "audit.read")).toBe("no_role");
    expect(ruleOf({}, "org.admin", expiry)).toBe("grant_expired");
    expect(ruleOf({ revoked: true })).toBe("grant_revoked");
    expect(ruleOf({ grantor: { ...grant.grantor, disabled: true } })).toBe("grantor_disabled");
    expect(ruleOf({ grantor: { ...grant.grantor, org: { ...org, disabled: true } } })).toBe("grantor_org_disabled");
    expect(ruleOf({ grantor: { org, roles: ["AUDITOR"] } })).toBe("grantor_lacks_it");
    expect(ruleOf({ grantor: { org, roles: [], key: ["org.admin"] } })).toBe("by_grant");
    expect(ruleOf({ grantor: { org, roles: [], key: ["loan.read"] } })).toBe("grantor_lacks_it");
  });

  it("reads the moment from a Date too", () => {
    const at = (millis: number): string =>
      policy.decide({ grants: [grant] }, originator, "org.admin", new Date(millis)).rule;
    expect(at(Date.parse(expiry) - 1)).toBe("by_grant");
    expect(at(Date.parse(expiry))).toBe("grant_expired");
  });

  it("keeps several grants apart", () => {
    const grants = [{ ...grant, revoked: true }, { ...grant, capabilities: ["audit.read"] as const }, grant];
    expect(policy.decide({ grants }, originator, "org.admin", before).rule).toBe("by_grant");
    expect(policy.decide({ grants: grants.slice(0, 2) }, originator, "org.admin", before).rule).toBe("grant_revoked");
  });

  it("refuses names, ids and times that are none", () => {
    const code = (subject: object, org: object = originator, now = before): string =>
      codeOf(() => policy.decide(subject, org as PolicyOrg, "loan.read", now));
    expect(code({ roles: ["org_admin" as Role] })).toBe("unknown_role");
    expect(code({ key: ["loan.*" as Capability] })).toBe("unknown_capability");
    expect(code({}, { type: "BANK" as OrgType, enabled: [] })).toBe("unknown_org_type");
    expect(code({}, originator, "now")).toBe("malformed_time");
    expect(code({ grants: [{ ...grant, expiresAt: "" }] })).toBe("malformed_time");
    expect(code({ grants: [{ ...grant, id: "grant_1" }] })).toBe("malformed_id");
    expect(codeOf(() => policy.decide({}, originator, "" as Capability, before))).toBe("unknown_capability");
    expect(code({})).toBe("no error");
  });
});

describe("effective", () => {
  it("is all that is allowed", () => {
    const subject = { roles: ["AUDITOR"] as const, grants: [grant] };
    expect(policy.effective(subject, originator, before)).toEqual(["loan.read", "org.admin", "audit.read"]);
    expect(policy.effective(subject, originator, expiry)).toEqual(["loan.read", "audit.read"]);
    expect(policy.effective({}, originator, before)).toEqual([]);
  });
});

describe("explain", () => {
  it("tells the way to the decision", () => {
    const subject = { roles: ["AUDITOR"] as const, grants: [{ ...grant, revoked: true }, grant] };
    const path = [
      { check: "organisation", of: null, passed: true, rule: null },
      { check: "ceiling", of: "ORIGINATOR", passed: true, rule: null },
      { check: "enabled", of: null, passed: true, rule: null },
      { check: "role", of: "AUDITOR", passed: false, rule: null },
      { check: "grant", of: grant.id, passed: false, rule: "grant_revoked" },
      { check: "grant", of: grant.id, passed: true, rule: "by_grant" },
    ];
    expect(policy.explain(subject, originator, "org.admin", before)).toEqual({
      allowed: true,
      reason: "by_grant",
      path,
    });
  });

  it("knows each rule by the name that decide() has for it", () => {
    expect(policyRules).toHaveLength(12);
    for (const now of [before, expiry])
      for (const capability of capabilities) {
        const subject = { roles: ["AUDITOR"] as const, grants: [grant] };
        const { reason, allowed } = policy.explain(subject, originator, capability, now);
        expect({ allowed, rule: reason }).toEqual(policy.decide(subject, originator, capability, now));
      }
  });
});
