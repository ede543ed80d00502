// A loan officer who may act for others, and somebody of the platform, as the server would describe them.
import { ok, problem, type Handler, type ScriptedApi } from "./scripted_api.ts";
import { loan, originatorApi, partnerId } from "./scripted_lending.ts";
import { auditApi } from "./scripted_log.ts";
import { at, ownSession, partnerName, portalSession } from "./scripted_people.ts";

export { partnerId } from "./scripted_lending.ts";
export { partnerName } from "./scripted_people.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const secondId = "org_01K0SECND0000000000000000C";
export const tenantId = "org_01K0TENANT000000000000000D";
export const tenantName = "Harbour & Vale Correspondent Lending of the Northwest";

export const secondName = "Beacon";
const names: Readonly<Record<string, string>> = { [partnerId]: partnerName, [secondId]: secondName };

function grant(id: string, from: string, capabilities: readonly string[], ends: number) {
  return { id, grantor_org_id: from, grantor_name: names[from] ?? from, capabilities, expires_at: at(ends) };
}

export const grants = [
  grant("grant_01K0FIRST0000000000000000A", partnerId, ["loan.read", "loan.write"], 2 * day + hour),
  grant("grant_01K0FIRST0000000000000000B", partnerId, ["audit.read", "org.admin"], 5 * hour + minute),
  grant("grant_01K0SECND0000000000000000C", secondId, ["loan.read"], 40 * minute),
];

type Grants = readonly ReturnType<typeof grant>[];

/** What the session says while these are live; another session has another id. */
export function actingSession(live: Grants = grants, sessionId = ownSession.id, csrfToken = "csrf-one") {
  const shown = portalSession(["loan.read", "loan.write", "loan.price", "ratesheet.read"], csrfToken);
  const session = { ...ownSession, id: sessionId };
  return { ...shown, session, org_roles: shown.org_roles.map((each) => ({ ...each, grants: live })) };
}

/** Loans are of whom the header names. */
const loansOfWhom: Handler = (request) => {
  const whom = request.headers()["x-acting-as-org"] ?? request.headers()["x-owner-override"];
  const items = whom === undefined ? [loan] : [{ ...loan, owner_org_id: whom, amount: "411000.00" }];
  return ok({ items, next_cursor: null });
};

/** A loan officer with grants of two organisations. */
export function grantedApi(): ScriptedApi {
  return originatorApi()
    .on("GET /api/portal/session", () => ok(actingSession()))
    .on("GET /api/v1/loans", loansOfWhom)
    .on("POST /api/v1/authz/check", ok({ allowed: true, reason: "by_grant", path: [] }));
}

const operator = ["loan.read", "ratesheet.read", "org.admin", "integration.manage", "audit.read", "platform.operate"];

function org(id: string, name: string) {
  return { id, name, type: "CORRESPONDENT", created_at: at(-90 * day), disabled_at: null };
}

/** Somebody of the platform with these rights. */
export function platformApi(permissions: readonly string[] = operator): ScriptedApi {
  const shown = portalSession(permissions);
  const platform = { ...shown.org, type: "PLATFORM", name: "Platform" };
  const roles = [{ org_id: platform.id, roles: ["SUPER_ADMIN"], grants: [] }];
  const orgs = [{ ...org(platform.id, "Platform"), type: "PLATFORM" }, org(secondId, secondName), org(tenantId, tenantName)];
  return auditApi()
    .on("GET /api/portal/session", ok({ ...shown, org: platform, org_roles: roles }))
    .on("GET /api/v1/loans", loansOfWhom)
    .on("POST /api/v1/authz/check", (request) =>
      request.headers()["x-owner-override"] === tenantId ? ok({ allowed: false, reason: "no_role" }) : problem(404, "not_found"),
    )
    .on("GET /api/v1/orgs", (request) => {
      const whom = request.headers()["x-owner-override"];
      return ok({ items: orgs.filter(({ id }) => whom === undefined || id === whom), next_cursor: null });
    })
    .on(`GET /api/v1/orgs/${tenantId}/members`, ok({ items: [], next_cursor: null }))
    .on(
      `GET /api/v1/orgs/${tenantId}/capabilities`,
      ok({ effective: operator.filter((each) => each !== "platform.operate"), enabled: [], ceiling: [] }),
    );
}
