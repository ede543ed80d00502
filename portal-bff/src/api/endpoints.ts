// What the portal lets through to the server: an address that is not in this table does not travel upstream.

export type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Endpoint {
  readonly methods: readonly Method[];
  /** Path on the server. */
  readonly upstream: string;
}

export type Match =
  | { readonly kind: "matched"; readonly endpoint: Endpoint }
  | { readonly kind: "wrong_method"; readonly allowed: readonly Method[] }
  | { readonly kind: "unknown" };

const read: readonly Method[] = ["GET", "HEAD"];

/** Public endpoints only: the portal has no sessions yet, so it carries no credential for anyone. */
const endpoints: ReadonlyMap<string, Endpoint> = new Map([
  ["/api/healthz", { methods: read, upstream: "/healthz" }],
  ["/api/readyz", { methods: read, upstream: "/readyz" }],
  ["/api/v1/capabilities", { methods: read, upstream: "/v1/capabilities" }],
  ["/api/v1/openapi.json", { methods: read, upstream: "/v1/openapi.json" }],
  ["/api/v1/trust/claims", { methods: read, upstream: "/v1/trust/claims" }],
]);

/** `path` is canonical (isCanonicalPath) and compared as it is: case counts, a trailing slash is another path. */
export function matchEndpoint(method: string, path: string): Match {
  const endpoint = endpoints.get(path);
  if (endpoint === undefined) return { kind: "unknown" };
  const allowed = endpoint.methods.some((candidate) => candidate === method);
  return allowed ? { kind: "matched", endpoint } : { kind: "wrong_method", allowed: endpoint.methods };
}
