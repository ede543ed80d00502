// Roles in plain words, and which of them there are where.

const meanings: Readonly<Record<string, string>> = {
  ORG_ADMIN: "Manages members, delegations, keys and integrations",
  LOAN_OFFICER: "Works on loans: creates, prices, shares, asks for locks",
  PRICING_MANAGER: "Creates rate sheets and puts them into use",
  LOCK_DESK: "Asks for locks and accepts them",
  AUDITOR: "Reads loans and the audit log, and changes nothing",
  PROVIDER: "Delivers data from a provider\u2019s system",
  PLATFORM_OPERATOR: "Runs the platform",
  SUPER_ADMIN: "May do everything on the platform",
};

const platformOnly: ReadonlySet<string> = new Set(["PLATFORM_OPERATOR", "SUPER_ADMIN"]);

export function roleMeaning(role: string): string {
  return meanings[role] ?? "";
}

/** The roles that somebody with `ownRoles` can give in an organisation of this type. Both of the platform are a SUPER_ADMIN's to give. */
export function rolesFor(roles: readonly string[], orgType: string, ownRoles: readonly string[]): string[] {
  const givesAll = orgType === "PLATFORM" && ownRoles.includes("SUPER_ADMIN");
  return roles.filter((role) => givesAll || !platformOnly.has(role));
}
