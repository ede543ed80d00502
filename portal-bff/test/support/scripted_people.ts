// A person and their organisation, as the server would describe them.
import { nothing, ok, ScriptedApi } from "./scripted_api.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const at = (fromNow: number): string => new Date(Date.now() + fromNow).toISOString();

export const orgId = "org_01K0CASCADE0000000000000AA";
const partnerId = "org_01K0HARBR0000000000000000B";
export const partnerName = "Harbor Capital";
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1";

export const user = {
  id: "user_01K0MARTA000000000000000AA",
  org_id: orgId,
  email: "admin@cascade-home.example",
  name: "Example Admin",
};

function sessionRecord(id: string, ip: string, userAgent: string, seen: number) {
  return {
    id,
    created_at: at(seen - 2 * hour),
    authenticated_at: at(seen - 2 * hour),
    acr: "aal2",
    methods: ["password", "totp"],
    last_seen_at: at(seen),
    idle_expires_at: at(seen + 30 * minute),
    absolute_expires_at: at(seen + 10 * hour),
    client: { ip, user_agent: userAgent },
  };
}

export const ownSession = sessionRecord("ses_01K0HERE00000000000000000A", "203.0.113.7", firefox, 0);
const otherSession = sessionRecord("ses_01K0ELSEWHERE000000000000B", "198.51.100.23", phone, -3 * hour);

export const adminPermissions = ["loan.read", "ratesheet.read", "org.admin", "integration.manage", "audit.read"];

export function portalSession(permissions: readonly string[] = adminPermissions, csrfToken = "csrf-one") {
  return {
    user,
    org: { id: orgId, type: "ORIGINATOR", name: "Cascade Home Lending" },
    org_roles: [
      {
        org_id: orgId,
        roles: ["ORG_ADMIN"],
        grants: [
          {
            id: "grant_01K0RECEIVED0000000000000A",
            grantor_org_id: partnerId,
            grantor_name: partnerName,
            capabilities: ["loan.read"],
            expires_at: at(2 * day + hour),
          },
        ],
      },
    ],
    permissions,
    session: ownSession,
    csrf_token: csrfToken,
    idle_expires_at: at(30 * minute),
    absolute_expires_at: at(10 * hour),
  };
}

const members = [
  {
    user_id: user.id,
    email: user.email,
    name: user.name,
    roles: ["ORG_ADMIN"],
    member_since: at(-200 * day),
    disabled_at: null,
  },
  {
    user_id: "user_01K0JONAS000000000000000BB",
    email: "officer@cascade-home.example",
    name: "Example Officer",
    roles: ["LOAN_OFFICER", "LOCK_DESK"],
    member_since: at(-90 * day),
    disabled_at: null,
  },
  {
    user_id: "user_01K0PRIYA000000000000000CC",
    email: "reviewer@cascade-home.example",
    name: "Example Reviewer",
    roles: ["AUDITOR"],
    member_since: at(-12 * day),
    disabled_at: at(-day),
  },
];

const capabilities = [
  ["loan.read", "Read loans", "See loans of the organisation and what happened to them."],
  ["loan.write", "Edit loans", "Create loans and change their data."],
  ["loan.share", "Share loans", "Give another organisation access to a loan."],
  ["ratesheet.read", "Read rate sheets", "See rate sheets and which of them are active."],
  ["ratesheet.activate", "Activate rate sheets", "Create rate sheets and decide which one prices are made from."],
  [
    "org.admin",
    "Administer the organisation",
    "Manage members, roles, delegations, API keys and what the organisation has enabled.",
  ],
  ["audit.read", "Read the audit log", "Read, verify and export the audit log as far as it concerns the organisation."],
  [
    "platform.operate",
    "Operate the platform",
    "Run the platform itself, and act for another organisation under a recorded override.",
  ],
].map(([id, title, description]) => ({ id, kind: "operational", title, description, org_types: [], roles: [] }));

const catalog = {
  version: 1,
  capabilities,
  roles: [
    "ORG_ADMIN",
    "LOAN_OFFICER",
    "PRICING_MANAGER",
    "LOCK_DESK",
    "AUDITOR",
    "PROVIDER",
    "PLATFORM_OPERATOR",
    "SUPER_ADMIN",
  ],
  org_types: ["ORIGINATOR", "INVESTOR", "CORRESPONDENT", "SUBSERVICER", "PLATFORM"],
};

const orgCapabilities = {
  org_id: orgId,
  type: "ORIGINATOR",
  ceiling: ["loan.read", "loan.write", "loan.share", "ratesheet.read", "org.admin", "audit.read"],
  enabled: ["loan.read", "loan.write", "ratesheet.read", "org.admin", "audit.read"],
  effective: ["loan.read", "ratesheet.read", "org.admin", "audit.read"],
  disabled_at: null,
};

function grant(id: string, ends: number, state: "live" | "expired" | "revoked") {
  return {
    id,
    grantor_org_id: orgId,
    grantor_name: "Cascade Home Lending",
    grantee_org_id: partnerId,
    grantee_name: partnerName,
    grantee_user_id: null,
    granted_by: user.id,
    capabilities: ["loan.read", "audit.read"],
    created_at: at(-5 * day),
    expires_at: at(ends),
    revoked_at: state === "revoked" ? at(-day) : null,
    state,
  };
}

const page = (items: readonly unknown[]) => ok({ items, next_cursor: null });

function deniedRow(id: number, capability: string) {
  return {
    id,
    occurred_at: at(-id * hour),
    action: "ACCESS_DENIED",
    outcome: "failure",
    actor: { id: "user_01K0JONAS000000000000000BB", type: "user", org_id: orgId, key_id: null },
    correlation_id: "01K0TESTS0000000000000000Z",
    payload: { what: capability, unsaid_before: 0 },
  };
}

export const me = {
  user,
  org_roles: [],
  permissions: adminPermissions,
  session: ownSession,
  second_factors: { totp: { enrolled_at: at(-30 * day) }, recovery_codes_left: 2 },
};

/** An administrator of an originator is signed in, and everything answers. */
export function signedInApi(): ScriptedApi {
  const org = `/api/v1/orgs/${orgId}`;
  return new ScriptedApi()
    .on("GET /api/portal/session", () => ok(portalSession()))
    .on("GET /api/portal/providers", page([{ provider: "google", answers_by_post: false }]))
    .on("POST /api/portal/sign-out", nothing)
    .on("GET /api/v1/me", ok(me))
    .on(
      "GET /api/v1/me/sessions",
      page([
        { ...ownSession, current: true },
        { ...otherSession, current: false },
      ]),
    )
    .on(`DELETE /api/v1/me/sessions/${otherSession.id}`, nothing)
    .on(
      "GET /api/v1/me/passkeys",
      page([
        {
          id: "pky_01K0PASS00000000000000000A",
          name: "Firefox on Linux",
          created_at: at(-20 * day),
          last_used_at: at(-day),
          synced: true,
        },
      ]),
    )
    .on(
      "GET /api/v1/me/oidc-accounts",
      page([
        { id: "ab".repeat(16), provider: "google", issuer: "https://accounts.google.com", linked_at: at(-15 * day) },
      ]),
    )
    .on("GET /api/v1/capabilities", ok(catalog))
    .on(`GET ${org}/members`, page(members))
    .on(`GET ${org}/capabilities`, ok(orgCapabilities))
    .on(`PUT ${org}/capabilities`, ok(orgCapabilities))
    .on(`GET ${org}/delegations`, (_request, path) =>
      path.includes("side=given")
        ? page([
            grant("grant_01K0GIVEN000000000000000AA", 3 * day + hour, "live"),
            grant("grant_01K0GIVEN000000000000000BB", -day, "revoked"),
          ])
        : page([]),
    )
    .on("GET /api/v1/audit/counts", ok({ items: [], complete: true, complete_from: at(-7 * day) }))
    .on("GET /api/v1/audit/events", (_request, path) =>
      path.includes("ACCESS_DENIED")
        ? page([deniedRow(2, "loan.write"), deniedRow(5, "ratesheet.activate")])
        : page([]),
    );
}

/** Nobody is signed in. */
export function visitorApi(): ScriptedApi {
  return new ScriptedApi()
    .on("GET /api/portal/session", { status: 401, body: { code: "no_session", status: 401 } })
    .on(
      "GET /api/portal/providers",
      page([
        { provider: "google", answers_by_post: false },
        { provider: "microsoft", answers_by_post: false },
      ]),
    )
    .on("GET /api/portal/healthz", ok({ status: "ok", core: { version: "0.1.0" } }))
    .on("GET /api/readyz", ok({ status: "ready" }));
}
