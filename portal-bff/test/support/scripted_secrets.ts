// Keys, secrets and a rotation, as the server would describe them.
import { capabilities } from "../../../wasm/package/dist/index.js";
import { nothing, ok, type ScriptedApi } from "./scripted_api.ts";
import { adminPermissions, at, orgId, portalSession, signedInApi } from "./scripted_people.ts";

const day = 24 * 60 * 60_000;
export const keysPath = `/api/v1/orgs/${orgId}/api-keys`;

function apiKey(id: string, name: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    id,
    name,
    capabilities: ["loan.read"],
    created_at: at(-40 * day),
    expires_at: at(50 * day),
    revoked_at: null,
    last_used_at: at(-2 * 60_000),
    ...more,
  };
}

export const nightly = apiKey("key_01K0NIGHTLY0000000000000A", "nightly import", {
  capabilities: ["loan.read", "loan.write", "ratesheet.read"],
});
const keys = [
  nightly,
  apiKey("key_01K0PARTNER0000000000000B", "partner portal", { expires_at: at(2 * day + 60_000), last_used_at: null }),
  apiKey("key_01K0FOREVER0000000000000C", "old report", { expires_at: null }),
  apiKey("key_01K0SYSTEMS0000000000000F", "everything that a partner does", {
    capabilities: capabilities.filter((each) => each !== "platform.operate"),
  }),
  apiKey("key_01K0GONE00000000000000000D", "trial", { revoked_at: at(-3 * day) }),
];

export const newKey = {
  ...apiKey("key_01K0FRESH0000000000000000E", "rate feed", { last_used_at: null }),
  api_key: "rsk_live_key_01K0FRESH0000000000000000E_h7Qm2xVb9Lr4Tn8Wc1Zs6Yp3Kd5Jf0Ga",
};

export function keysApi(): ScriptedApi {
  return signedInApi()
    .on(`GET ${keysPath}`, () => ok({ items: keys, next_cursor: null }))
    .on(`POST ${keysPath}`, { status: 201, body: newKey })
    .on(`POST ${keysPath}/${nightly.id}/rotate`, { status: 201, body: { ...newKey, name: nightly.name } })
    .on(`DELETE ${keysPath}/${nightly.id}`, nothing);
}

export function secret(kind: string, name: string, fingerprint: string, replacedDaysAgo: number | null = null) {
  const created_at = at(-30 * day);
  const updated_at = replacedDaysAgo === null ? created_at : at(-replacedDaysAgo * day);
  return { kind, name, kid: "3f9a1c07", fingerprint, created_at, updated_at };
}

const secrets = [
  secret("config", "pricing-engine.token", "9d21f0c4a8b37e65", 4),
  secret("imap", "rates-inbox", "07be44d1f92a6c83"),
  secret("webhook", "loan-events", "b5e8720c1d3f964a", 1),
];

export const current = "a41d77e0";
export const previous = "3f9a1c07";

export function rotation(more: Readonly<Record<string, unknown>> = {}) {
  return {
    current_kid: current,
    previous_kid: null,
    write_kid: current,
    epoch: 2,
    rows: { [current]: 10_412 },
    tables: [],
    quarantined: 0,
    quarantine: [],
    job: null,
    safe_to_drop_previous: false,
    blockers: [],
    ...more,
  };
}

export const job = {
  id: "job_01K0REKEY0000000000000000A",
  state: "running",
  target_kid: current,
  epoch: 2,
  total: 10_412,
  done: 4_000,
  started_at: at(-60_000),
  updated_at: at(0),
  finished_at: null,
  workers: 1,
  rows_per_second: 95,
  eta_seconds: 68,
};

export const rotations = {
  none: rotation(),
  toStart: rotation({
    previous_kid: previous,
    write_kid: previous,
    rows: { [previous]: 10_412 },
    blockers: [
      { code: "written_under_previous", detail: "new values are still sealed under 3f9a1c07" },
      { code: "rows_under_previous", detail: "10412 rows are under 3f9a1c07" },
    ],
  }),
  running: rotation({
    previous_kid: previous,
    rows: { [previous]: 6_412, [current]: 4_000 },
    job,
    blockers: [
      { code: "rows_under_previous", detail: "6412 rows are under 3f9a1c07" },
      { code: "rekey_running", detail: "a rekey is running" },
    ],
  }),
  quarantine: rotation({
    previous_kid: previous,
    rows: { [previous]: 1, [current]: 10_410, not_ciphertext: 1 },
    job: { ...job, state: "done", done: 10_410, finished_at: at(0), eta_seconds: null },
    quarantined: 2,
    quarantine: [
      {
        table: "secrets",
        column: "envelope",
        row_id: "org_01K0HARBR0000000000000000B/imap/rates-inbox",
        org_id: "org_01K0HARBR0000000000000000B",
        reason: "does_not_open",
        noticed_at: at(-30_000),
      },
      {
        table: "users",
        column: "totp",
        row_id: "user_01K0JONAS000000000000000BB",
        org_id: orgId,
        reason: "not_ciphertext",
        noticed_at: at(-30_000),
      },
    ],
    blockers: [{ code: "rows_under_previous", detail: "1 row is under 3f9a1c07" }],
  }),
  done: rotation({
    previous_kid: previous,
    rows: { [current]: 10_412 },
    job: { ...job, state: "done", done: 10_412, finished_at: at(0), eta_seconds: null },
    safe_to_drop_previous: true,
  }),
} as const;

export function secretsApi(permissions: readonly string[] = adminPermissions): ScriptedApi {
  return signedInApi()
    .on("GET /api/portal/session", () => ok(portalSession(permissions)))
    .on("GET /api/v1/secrets", () => ok({ items: secrets, next_cursor: null }))
    .on("PUT /api/v1/secrets/imap/rates-inbox", ok(secrets[1]))
    .on("DELETE /api/v1/secrets/imap/rates-inbox", nothing);
}

export function rotationApi(state: object): ScriptedApi {
  return secretsApi([...adminPermissions, "platform.operate"])
    .on("GET /api/v1/admin/secrets/rotation", () => ok(state))
    .on("POST /api/v1/admin/secrets/rekey", { status: 202, body: { job } });
}
