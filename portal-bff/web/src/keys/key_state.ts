// What can be said of a key at a moment. Pure.
import type { ApiKey, CatalogCapability } from "../client/types.js";
import { day } from "../design/time.js";

const soonMs = 7 * day;

export type KeyState = "live" | "ends_soon" | "over" | "ended";

export function stateOf(key: Pick<ApiKey, "revoked_at" | "expires_at">, now: number): KeyState {
  if (key.revoked_at !== null) return "ended";
  if (key.expires_at === null) return "live";
  const left = Date.parse(key.expires_at) - now;
  if (left <= 0) return "over";
  return left <= soonMs ? "ends_soon" : "live";
}

export interface CapabilityGroup {
  readonly kind: CatalogCapability["kind"];
  readonly title: string;
  readonly capabilities: readonly CatalogCapability[];
}

const groupTitles = {
  operational: "Work in the organisation",
  provider: "Deliver data from a provider\u2019s system",
} as const;

/**
 * What a key may be given, by group: what the organisation has turned on. What reaches every other organisation, only
 * who has it themselves can give.
 */
export function offeredFor(
  capabilities: readonly CatalogCapability[],
  enabled: readonly string[],
  permissions: readonly string[],
): readonly CapabilityGroup[] {
  const offered = capabilities.filter(
    ({ id }) => enabled.includes(id) && (id !== "platform.operate" || permissions.includes(id)),
  );
  return (["operational", "provider"] as const)
    .map((kind) => ({ kind, title: groupTitles[kind], capabilities: offered.filter((each) => each.kind === kind) }))
    .filter(({ capabilities: some }) => some.length > 0);
}
