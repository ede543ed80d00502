import { createContext, use } from "react";

import type { PortalSession } from "../client/types.js";

export const PersonContext = createContext<PortalSession | null>(null);

/** Who is signed in, on a page that is for persons alone. */
export function usePerson(): PortalSession {
  const person = use(PersonContext);
  if (person === null) throw new Error("this page is not for visitors: say so in shell/pages.ts");
  return person;
}

/** The roles that they have in an organisation. */
export function rolesAt(person: PortalSession, orgId: string): readonly string[] {
  return person.org_roles.find(({ org_id: at }) => at === orgId)?.roles ?? [];
}

export function can(person: PortalSession, capability: string): boolean {
  return person.permissions.includes(capability);
}
