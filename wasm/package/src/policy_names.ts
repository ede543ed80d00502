import { CoreError } from "./errors.js";

/** The enumerations of core's policy module in its order, which is how the module numbers them. */
export const capabilities = [
  "loan.read",
  "loan.write",
  "loan.share",
  "loan.price",
  "ratesheet.read",
  "ratesheet.activate",
  "lock.request",
  "lock.commit",
  "org.admin",
  "integration.manage",
  "audit.read",
  "platform.operate",
  "provider.ratesheet.publish",
  "provider.loan.import",
  "provider.loan.status",
  "provider.pricing.quote",
  "provider.lock.confirm",
  "provider.document.deliver",
  "provider.webhook.subscribe",
] as const;
export type Capability = (typeof capabilities)[number];

export const roles = [
  "ORG_ADMIN",
  "LOAN_OFFICER",
  "PRICING_MANAGER",
  "LOCK_DESK",
  "AUDITOR",
  "PROVIDER",
  "PLATFORM_OPERATOR",
  "SUPER_ADMIN",
] as const;
export type Role = (typeof roles)[number];

export const orgTypes = ["ORIGINATOR", "INVESTOR", "CORRESPONDENT", "SUBSERVICER", "PLATFORM"] as const;
export type OrgType = (typeof orgTypes)[number];

/** What can settle a decision. Those that begin with "by_" allow. */
export const policyRules = [
  "org_disabled",
  "not_in_ceiling",
  "not_enabled",
  "no_role",
  "grant_revoked",
  "grant_expired",
  "grantor_org_disabled",
  "grantor_disabled",
  "grantor_lacks_it",
  "by_role",
  "by_key",
  "by_grant",
] as const;
export type PolicyRule = (typeof policyRules)[number];

/** An enumeration whose members are found by name. A name that it does not have is an error, never nothing. */
export class NameTable<Name extends string> {
  readonly #kind: string;
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(kind: string, names: readonly Name[]) {
    this.#kind = kind;
    this.#numbers = new Map(names.map((name, number) => [name, number]));
  }

  /** Throws CoreError `unknown_<kind>`. */
  number(name: Name): number {
    const number = this.#numbers.get(name);
    if (number === undefined) throw new CoreError(`unknown_${this.#kind}`, name);
    return number;
  }

  bits(names: readonly Name[]): number {
    let bits = 0;
    for (const name of names) bits |= 1 << this.number(name);
    return bits;
  }
}

export const capabilityTable = new NameTable("capability", capabilities);
export const roleTable = new NameTable("role", roles);
export const orgTypeTable = new NameTable("org_type", orgTypes);
