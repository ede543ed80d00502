import { write, type AreaEndpoint } from "../endpoint.js";

export const safetyEndpoints: readonly AreaEndpoint[] = [
  write("POST", "/v1/redact"),
  write("POST", "/v1/url/validate", { judges: { service: { member: "service" }, refusal: "verdict" } }),
];
