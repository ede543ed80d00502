import { read, remove, write, type AreaEndpoint } from "../endpoint.js";

export const providerEndpoints: readonly AreaEndpoint[] = [
  write("POST", "/v1/provider/ratesheets", { takes: ["text/csv", "application/json"] }),
  write("POST", "/v1/provider/loans"),
  write("POST", "/v1/provider/loans/{id}/status"),
  write("POST", "/v1/provider/quotes"),
  write("POST", "/v1/provider/locks/{id}/confirm"),
  write("POST", "/v1/provider/documents"),
  read("/v1/provider/webhooks"),
  write("POST", "/v1/provider/webhooks", { judges: { service: { name: "webhook-service" }, refusal: "problem" } }),
  remove("/v1/provider/webhooks/{id}"),
];
