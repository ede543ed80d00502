// In which organisation a tab acts, and by what right: docs/authorization.md. Pure.
import type { PortalSession, ReceivedGrant } from "./types.js";

export type ActingBy = "grant" | "override";

/** Whom a request names in its header. */
export interface ActingHeader {
  readonly by: ActingBy;
  readonly orgId: string;
}

/** What a tab was switched to, and for whose session. */
export interface Acting extends ActingHeader {
  /** null where whoever acts may not read it. */
  readonly name: string | null;
  /** "" where it is not known. */
  readonly type: string;
  /** What may be done there, as it was when the page was loaded. The server decides about every request. */
  readonly capabilities: readonly string[];
  /** RFC 3339; null: until it is stopped or the session ends. */
  readonly expiresAt: string | null;
  readonly userId: string;
  readonly sessionId: string;
}

/** Why a page no longer acts for an organisation whose data is on it. */
export type ActingEnd = "expired" | "gone" | "signed_in_again";

export const headerNames: Readonly<Record<ActingBy, string>> = {
  grant: "X-Acting-As-Org",
  override: "X-Owner-Override",
};

const own = ["/api/portal", "/api/v1/me", "/api/v1/capabilities", "/api/readyz", "/api/healthz"];

/** Whether a call is about the person or about nobody: the server refuses the headers there, or they mean nothing. */
export function concernsOneself(path: string): boolean {
  const bare = path.split("?", 1)[0] ?? "";
  return own.some((each) => bare === each || bare.startsWith(`${each}/`));
}

/** A grant never brings these, whatever it names: the server does not take them from one. */
const neverByGrant: ReadonlySet<string> = new Set(["org.admin", "platform.operate"]);

export interface Grantor {
  readonly orgId: string;
  readonly name: string;
  readonly grants: readonly ReceivedGrant[];
  readonly capabilities: readonly string[];
  /** When the last of its grants ends, RFC 3339. */
  readonly expiresAt: string;
}

/** The organisations that somebody may act for at `now` (milliseconds): all live grants of one count together. */
export function grantorsOf(session: Pick<PortalSession, "org" | "org_roles">, now: number): readonly Grantor[] {
  const byOrg = new Map<string, ReceivedGrant[]>();
  // The server takes those to the person's own organisation alone.
  const received = session.org_roles.filter(({ org_id: at }) => at === session.org.id).flatMap(({ grants }) => grants);
  for (const grant of received) {
    if (Date.parse(grant.expires_at) <= now) continue;
    byOrg.set(grant.grantor_org_id, [...(byOrg.get(grant.grantor_org_id) ?? []), grant]);
  }
  return [...byOrg].map(([orgId, grants]) => ({
    orgId,
    name: grants[0]?.grantor_name ?? orgId,
    grants,
    capabilities: usable(grants),
    expiresAt: lastEnd(grants),
  }));
}

function usable(grants: readonly ReceivedGrant[]): readonly string[] {
  const named = new Set(grants.flatMap(({ capabilities }) => capabilities));
  return [...named].filter((capability) => !neverByGrant.has(capability));
}

function lastEnd(grants: readonly ReceivedGrant[]): string {
  return grants
    .map(({ expires_at: end }) => end)
    .reduce((last, end) => (Date.parse(end) > Date.parse(last) ? end : last));
}

/**
 * What a stored choice is worth under the session that is there now: the same, cut to what its grants still give; why
 * it has ended; null where it is another person's, or of a session before this one.
 */
export function judge(stored: Acting, session: PortalSession, now: number): Acting | ActingEnd | null {
  if (stored.userId !== session.user.id) return null;
  if (stored.sessionId !== session.session.id) return "signed_in_again";
  if (stored.by === "override") return session.permissions.includes("platform.operate") ? stored : "gone";
  const grantor = grantorsOf(session, now).find(({ orgId }) => orgId === stored.orgId);
  if (grantor === undefined) return isOver(stored, now) ? "expired" : "gone";
  const capabilities = stored.capabilities.filter((each) => grantor.capabilities.includes(each));
  return { ...stored, capabilities, expiresAt: grantor.expiresAt };
}

export function isOver({ expiresAt }: Pick<Acting, "expiresAt">, now: number): boolean {
  return expiresAt !== null && Date.parse(expiresAt) <= now;
}

/** What to call it in few words: its name, or the end of its id. */
export function calledOf({ name, orgId }: Pick<Acting, "name" | "orgId">): string {
  return name ?? `org_\u2026${orgId.slice(-4)}`;
}

/** The person as the pages see them while they act: in that organisation, with what they may do there. */
export function personActing(session: PortalSession, acting: Acting): PortalSession {
  const org = { id: acting.orgId, type: acting.type, name: acting.name ?? "the organisation that you act for" };
  return { ...session, org, permissions: acting.capabilities };
}

/** What was written by `JSON.stringify` of an Acting; null for anything else: storage is anybody's with the browser. */
export function parseActing(text: string | null): Acting | null {
  if (text === null) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const { by, orgId, name, type, capabilities, expiresAt, userId, sessionId } = value as Record<string, unknown>;
  const isText = (each: unknown): each is string => typeof each === "string";
  if (by !== "grant" && by !== "override") return null;
  if (!isText(orgId) || !(name === null || isText(name)) || !isText(type) || !isText(userId) || !isText(sessionId)) return null;
  if (!Array.isArray(capabilities) || !capabilities.every(isText)) return null;
  if (expiresAt !== null && !(isText(expiresAt) && !Number.isNaN(Date.parse(expiresAt)))) return null;
  return { by, orgId, name, type, capabilities, expiresAt, userId, sessionId };
}
