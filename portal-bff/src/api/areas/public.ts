import { read, type AreaEndpoint } from "../endpoint.js";

const anybody = { access: "public" } as const;

export const publicEndpoints: readonly AreaEndpoint[] = [
  read("/healthz", anybody),
  read("/readyz", anybody),
  read("/v1/capabilities", anybody),
  read("/v1/openapi.json", anybody),
  read("/v1/trust/claims", anybody),
];
