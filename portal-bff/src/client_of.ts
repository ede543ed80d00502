import type { JsonObject } from "./fields.js";
import type { Portal } from "./portal.js";

/** Who asks, for the server's limits and rows: never our own address. null where what stands in front did not say. */
export function clientAddress({ settings }: Portal, headers: Headers): string | null {
  const stated = headers.get(settings.clientAddressHeader)?.trim() ?? "";
  // One address literal; which one it is the server checks. A list would be somebody else's word in part.
  return /^[0-9A-Fa-f.:]{2,45}$/.test(stated) ? stated : null;
}

/** `client` of the bodies of /internal/v1/auth; the server cuts the user agent. */
export function clientOf(portal: Portal, headers: Headers): JsonObject | null {
  const ip = clientAddress(portal, headers);
  return ip === null ? null : { ip, user_agent: (headers.get("User-Agent") ?? "").slice(0, 1024) };
}
