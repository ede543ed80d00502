import { download, longTimeoutMs, read, type AreaEndpoint } from "../endpoint.js";

/** People read the log here. What appends to it are services, by their API keys. */
export const auditEndpoints: readonly AreaEndpoint[] = [
  read("/v1/audit/events"),
  read("/v1/audit/counts"),
  read("/v1/admin/audit/verify", { timeoutMs: longTimeoutMs }),
  download("/v1/admin/audit/export", ["application/x-ndjson"]),
];
