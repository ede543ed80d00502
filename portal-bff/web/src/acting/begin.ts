// Finds out whether, and how far, somebody may act for an organisation, before their tab is switched to it.
import type { Acting, ActingHeader, Grantor } from "../client/acting.js";
import { acting as store, portal } from "../client/index.js";
import { ownProblem, ProblemError } from "../client/problem.js";
import type { OrgCapabilities, OrgRecord, Page, PortalSession } from "../client/types.js";

interface Answered {
  readonly allowed: boolean;
}

async function check(capability: string, orgId: string, actAs: ActingHeader | null): Promise<boolean> {
  const question = { capability, org_id: orgId };
  const { value } = await portal.post<Answered>("/api/v1/authz/check", question, { actAs });
  return value.allowed;
}

function kept(acting: Acting): void {
  if (!store.choose(acting)) throw new ProblemError(ownProblem("tab_keeps_nothing"));
}

function whose({ user, session }: PortalSession): { readonly userId: string; readonly sessionId: string } {
  return { userId: user.id, sessionId: session.id };
}

/** Switches the tab, from its next page on. Throws ProblemError where it cannot be. */
export async function beginUnderGrants(session: PortalSession, grantor: Grantor): Promise<void> {
  const { orgId, name, expiresAt } = grantor;
  // Asked as oneself: what rests is not refused, so that no refusal stands in the log.
  const answers = await Promise.all(grantor.capabilities.map((each) => check(each, orgId, null)));
  const capabilities = grantor.capabilities.filter((_, index) => answers[index] === true);
  if (capabilities.length === 0) throw new ProblemError(ownProblem("grant_rests"));
  kept({ by: "grant", orgId, name, type: "", capabilities, expiresAt, ...whose(session) });
}

/** The same for the platform. The first request under the header writes its row: it has begun. */
export async function beginOverride(session: PortalSession, orgId: string): Promise<void> {
  const there = session.permissions.includes("org.admin")
    ? await lookedUp(orgId)
    : await untold(orgId, session.permissions);
  kept({ by: "override", orgId, expiresAt: null, ...there, ...whose(session) });
}

type There = Pick<Acting, "name" | "type" | "capabilities">;

async function lookedUp(orgId: string): Promise<There> {
  const actAs = { by: "override", orgId } as const;
  const orgs = await portal.get<Page<OrgRecord>>("/api/v1/orgs", { actAs });
  const org = orgs.value.items.find(({ id }) => id === orgId);
  if (org === undefined) throw new ProblemError(ownProblem("not_found", { status: 404 }));
  const { value } = await portal.get<OrgCapabilities>(`/api/v1/orgs/${orgId}/capabilities`, { actAs });
  return { name: org.name, type: org.type, capabilities: value.effective };
}

/** Who administers nothing is told neither name nor type. No type of tenant can do what the platform alone does. */
async function untold(orgId: string, permissions: readonly string[]): Promise<There> {
  await check("audit.read", orgId, { by: "override", orgId });
  return { name: null, type: "", capabilities: permissions.filter((each) => each !== "platform.operate") };
}
