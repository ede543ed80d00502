// Shapes of answers, as docs/api/openapi.json and docs/portal.md state them. Times are RFC 3339 in UTC.

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

export interface User {
  readonly id: string;
  readonly org_id: string;
  readonly email: string;
  readonly name: string;
}

export interface Org {
  readonly id: string;
  readonly type: string;
  readonly name: string;
}

/** A grant that somebody of this organisation has received, as the session lists it. */
export interface ReceivedGrant {
  readonly id: string;
  readonly grantor_org_id: string;
  readonly grantor_name: string;
  readonly capabilities: readonly string[];
  readonly expires_at: string;
}

export interface OrgRoles {
  readonly org_id: string;
  readonly roles: readonly string[];
  readonly grants: readonly ReceivedGrant[];
}

export interface SessionRecord {
  readonly id: string;
  readonly created_at: string;
  readonly authenticated_at: string;
  readonly acr: "aal1" | "aal2";
  readonly methods: readonly string[];
  readonly last_seen_at: string;
  readonly idle_expires_at: string;
  readonly absolute_expires_at: string;
  readonly client: { readonly ip: string; readonly user_agent: string };
  readonly current?: boolean;
}

/** GET /api/portal/session. */
export interface PortalSession {
  readonly user: User;
  readonly org: Org;
  readonly org_roles: readonly OrgRoles[];
  readonly permissions: readonly string[];
  readonly session: SessionRecord;
  readonly csrf_token: string;
  readonly idle_expires_at: string;
  readonly absolute_expires_at: string;
}

export interface SignedIn {
  readonly user: User;
  readonly csrf_token: string;
}

export type FactorMethod = "totp" | "recovery_code";

/** With status 202: a code is wanted. */
export interface FactorWanted {
  readonly methods: readonly string[];
  readonly expires_in: number;
}

export type ProviderName = "google" | "microsoft" | "apple";

export interface Provider {
  readonly provider: ProviderName;
  readonly answers_by_post: boolean;
}

export interface Me {
  readonly user: User;
  readonly org_roles: readonly OrgRoles[];
  readonly permissions: readonly string[];
  readonly session: SessionRecord;
  readonly second_factors: {
    readonly totp: { readonly enrolled_at: string | null };
    readonly recovery_codes_left: number;
  };
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  readonly last_used_at: string | null;
  readonly synced: boolean | null;
}

export interface LinkedAccount {
  readonly id: string;
  readonly provider: ProviderName;
  readonly issuer: string;
  readonly linked_at: string;
}

export interface Member {
  readonly user_id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly member_since: string;
  readonly disabled_at: string | null;
}

export interface OrgCapabilities {
  readonly org_id: string;
  readonly type: string;
  readonly ceiling: readonly string[];
  readonly enabled: readonly string[];
  readonly effective: readonly string[];
  readonly disabled_at: string | null;
}

export interface CatalogCapability {
  readonly id: string;
  readonly kind: "operational" | "provider";
  readonly title: string;
  readonly description: string;
  readonly org_types: readonly string[];
  readonly roles: readonly string[];
}

export interface Catalog {
  readonly version: number;
  readonly capabilities: readonly CatalogCapability[];
  readonly roles: readonly string[];
  readonly org_types: readonly string[];
}

export interface Grant {
  readonly id: string;
  readonly grantor_org_id: string;
  /** null in the answer that made the grant. */
  readonly grantor_name: string | null;
  readonly grantee_org_id: string;
  readonly grantee_name: string | null;
  readonly grantee_user_id: string | null;
  readonly granted_by: string;
  readonly capabilities: readonly string[];
  readonly created_at: string;
  readonly expires_at: string;
  readonly revoked_at: string | null;
  readonly state: "live" | "expired" | "revoked";
}

export interface AuditActor {
  readonly id: string;
  readonly type: "user" | "api_key" | "service" | "system";
  readonly org_id: string;
  readonly key_id: string | null;
}

export interface AuditRow {
  readonly id: number;
  readonly schema: number;
  readonly occurred_at: string;
  readonly action: string;
  readonly outcome: string;
  readonly acting_as_org_id: string;
  readonly actor: AuditActor;
  readonly correlation_id: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly request: { readonly ip?: string; readonly method?: string; readonly uri?: string } | null;
  readonly resource: { readonly type?: string; readonly id?: string; readonly owner_org_id?: string } | null;
  readonly entry_hash: string;
  readonly previous_hash: string;
  /** The row's number in the chain of its organisation, from 1. */
  readonly org_seq: number;
  readonly org_previous_hash: string;
}

export interface LogBreak {
  readonly row_id: number | null;
  readonly reason: string;
  readonly expected: string;
  readonly actual: string;
}

/** One log's part of GET /v1/admin/audit/verify. */
export interface LogVerdict {
  readonly log: string;
  readonly ok: boolean;
  readonly rows: number;
  readonly first_id: number | null;
  readonly head: { readonly id: number; readonly entry_hash: string };
  readonly first_break: LogBreak | null;
  /** The core's sentence. */
  readonly summary: string;
}

export interface LogReport {
  readonly ok: boolean;
  readonly logs: readonly LogVerdict[];
  readonly elapsed_ms: number;
}

/** One of GET /v1/orgs. */
export interface OrgRecord extends Org {
  readonly created_at: string;
  readonly disabled_at: string | null;
}

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly capabilities: readonly string[];
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
  readonly last_used_at: string | null;
}

/** Answered once, when a key is made. */
export interface CreatedApiKey extends ApiKey {
  readonly api_key: string;
}

export type SecretKind = "imap" | "webhook" | "config";

export interface Secret {
  readonly kind: SecretKind;
  readonly name: string;
  /** The master key that it is sealed under. */
  readonly kid: string | null;
  readonly fingerprint: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface RekeyJob {
  readonly id: string;
  readonly state: "running" | "done" | "superseded";
  readonly target_kid: string;
  readonly total: number;
  readonly done: number;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly rows_per_second: number | null;
  readonly eta_seconds: number | null;
}

export interface QuarantinedRow {
  readonly table: string;
  readonly column: string;
  readonly row_id: string;
  readonly org_id: string;
  readonly reason: string;
  readonly noticed_at: string;
}

export interface Blocker {
  readonly code: string;
  readonly detail: string;
}

/** How far a rotation of the master key is. Keys go by their ids: eight hex digits. */
export interface Rotation {
  readonly current_kid: string;
  readonly previous_kid: string | null;
  /** New values are sealed under this one. */
  readonly write_kid: string | null;
  readonly epoch: number;
  /** By key; `not_ciphertext` for what is none. */
  readonly rows: Readonly<Record<string, number>>;
  readonly quarantined: number;
  /** The first of them. */
  readonly quarantine: readonly QuarantinedRow[];
  readonly job: RekeyJob | null;
  readonly safe_to_drop_previous: boolean;
  readonly blockers: readonly Blocker[];
}
