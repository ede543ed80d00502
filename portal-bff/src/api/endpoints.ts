// What the portal lets through to the server: an address that is not in these tables does not travel upstream.
import { PathTable } from "../path_table.js";
import { auditEndpoints } from "./areas/audit.js";
import type { AreaEndpoint, Endpoint } from "./endpoint.js";
import { lendingEndpoints } from "./areas/lending.js";
import { meEndpoints } from "./areas/me.js";
import { organisationEndpoints } from "./areas/organisations.js";
import { providerEndpoints } from "./areas/provider.js";
import { publicEndpoints } from "./areas/public.js";
import { safetyEndpoints } from "./areas/safety.js";
import { secretEndpoints } from "./areas/secrets.js";

const areas: readonly (readonly AreaEndpoint[])[] = [
  publicEndpoints,
  meEndpoints,
  organisationEndpoints,
  auditEndpoints,
  safetyEndpoints,
  secretEndpoints,
  lendingEndpoints,
  providerEndpoints,
];

function makeTable(): PathTable<Endpoint> {
  const table = new PathTable<Endpoint>();
  for (const { method, path, endpoint } of areas.flat()) {
    table.add(method, `/api${path}`, endpoint);
    // RFC 9110 section 9.1: who answers GET answers HEAD. The server does for what is public.
    if (method === "GET" && endpoint.access === "public") table.add("HEAD", `/api${path}`, endpoint);
  }
  return table;
}

export const endpoints = makeTable();

/** The server's own path of one that matched. */
export function upstreamPath(path: string): string {
  return path.slice("/api".length);
}
