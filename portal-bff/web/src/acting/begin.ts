// Finds out whether, and how far, somebody may act for an organisation, before their tab is switched to it.
import type { Acting, ActingHeader, Grantor } from "../client/acting.js";
import { acting as store, portal } from "../client/index.js";
import { noConnection, ProblemError } from "../client/problem.js";
import type { Catalog, OrgCapabilities, OrgRecord, Page, PortalSession } from "../client/types.js";

interface Answered {
  readonly allowed: boolean;
}

/** Asked as oneself: what is refused here leaves no row of a refusal. */
async function allows(orgId: string, capability: string): Promise<boolean> {
  const question = { capability, org_id: orgId };
  const { value } = await portal.post<Answered>("/api/v1/authz/check", question, { actAs: null });
  return value.allowed;
}

/** The organisation that is acted in, as it calls itself: under the header the server knows of no other. */
async function orgActedIn(actAs: ActingHeader): Promise<OrgRecord> {
  const { value } = await portal.get<Page<OrgRecord>>("/api/v1/orgs", { actAs });
  const org = value.items.find(({ id }) => id === actAs.orgId);
  if (org === undefined) throw new ProblemError({ ...noConnection, status: 404, code: "not_found" });
  return org;
}

/** What a grantor calls itself; null where none of its grants gives anything at this moment. */
export async function nameOfGrantor({ orgId, capabilities }: Grantor): Promise<string | null> {
  for (const capability of capabilities) {
    if (await allows(orgId, capability)) return (await orgActedIn({ by: "grant", orgId })).name;
  }
  return null;
}

function kept(acting: Acting): void {
  if (!store.choose(acting)) throw new ProblemError({ ...noConnection, code: "tab_keeps_nothing" });
}

/** Switches the tab, from its next page on. Throws ProblemError where it cannot be. */
export async function beginUnderGrants(session: PortalSession, grantor: Grantor): Promise<void> {
  const { orgId, expiresAt } = grantor;
  const answers = await Promise.all(grantor.capabilities.map((each) => allows(orgId, each)));
  const capabilities = grantor.capabilities.filter((_, index) => answers[index] === true);
  if (capabilities.length === 0) {
    throw new ProblemError({ ...noConnection, status: 403, code: "grant_rests" });
  }
  const { name, type } = await orgActedIn({ by: "grant", orgId });
  kept({ by: "grant", orgId, name, type, capabilities, expiresAt, ...whose(session) });
}

/** The same for the platform. The first request under the header writes its row: it has begun. */
export async function beginOverride(session: PortalSession, orgId: string): Promise<void> {
  const actAs = { by: "override", orgId } as const;
  const { name, type } = await orgActedIn(actAs);
  const capabilities = await overrideReaches(session, actAs, type);
  kept({ ...actAs, name, type, capabilities, expiresAt: null, ...whose(session) });
}

/** What the person has at home, as far as that organisation may do it. What it has turned off only an administrator is told. */
async function overrideReaches(
  session: PortalSession,
  actAs: ActingHeader,
  type: string,
): Promise<readonly string[]> {
  if (session.permissions.includes("org.admin")) {
    const path = `/api/v1/orgs/${actAs.orgId}/capabilities`;
    return (await portal.get<OrgCapabilities>(path, { actAs })).value.effective;
  }
  const { value } = await portal.get<Catalog>("/api/v1/capabilities");
  const possible = value.capabilities.filter(({ org_types: types }) => types.includes(type)).map(({ id }) => id);
  return session.permissions.filter((each) => possible.includes(each));
}

function whose({ user, session }: PortalSession): { readonly userId: string; readonly sessionId: string } {
  return { userId: user.id, sessionId: session.id };
}
