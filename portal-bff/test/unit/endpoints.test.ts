import { describe, expect, it } from "vitest";

import { matchEndpoint } from "../../src/api/endpoints.js";

describe("matchEndpoint", () => {
  it.each([
    ["/api/healthz", "/healthz"],
    ["/api/readyz", "/readyz"],
    ["/api/v1/capabilities", "/v1/capabilities"],
    ["/api/v1/openapi.json", "/v1/openapi.json"],
    ["/api/v1/trust/claims", "/v1/trust/claims"],
  ])("lets %s through to %s", (path, upstream) => {
    expect(matchEndpoint("GET", path)).toMatchObject({ kind: "matched", endpoint: { upstream } });
    expect(matchEndpoint("HEAD", path)).toMatchObject({ kind: "matched" });
  });

  it.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "get", "TRACE", ""])("refuses the method %j", (method) => {
    expect(matchEndpoint(method, "/api/healthz")).toEqual({ kind: "wrong_method", allowed: ["GET", "HEAD"] });
  });

  it.each([
    "/api/v1/audit/events",
    "/api/v1/admin/audit/verify",
    "/api/internal/v1/sessions/resolve",
    "/api/metrics",
    "/api/v1/Capabilities",
    "/api/v1/capabilities/",
    "/healthz",
    "/api/__proto__",
  ])("does not know %s", (path) => {
    expect(matchEndpoint("GET", path)).toEqual({ kind: "unknown" });
  });
});
