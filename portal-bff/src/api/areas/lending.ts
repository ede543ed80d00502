import { anyType, download, read, remove, write, type AreaEndpoint } from "../endpoint.js";

const sheet = ["text/csv", "application/json"] as const;

export const lendingEndpoints: readonly AreaEndpoint[] = [
  read("/v1/loans"),
  write("POST", "/v1/loans"),
  read("/v1/loans/{id}"),
  write("PATCH", "/v1/loans/{id}"),
  read("/v1/loans/{id}/borrower"),
  read("/v1/loans/{id}/share"),
  write("POST", "/v1/loans/{id}/share"),
  remove("/v1/loans/{id}/share/{org}"),
  write("POST", "/v1/loans/{id}/price"),
  read("/v1/loans/{id}/locks"),
  write("POST", "/v1/loans/{id}/locks"),
  read("/v1/loans/{id}/documents"),
  download("/v1/documents/{id}", anyType),
  read("/v1/locks"),
  read("/v1/locks/rules"),
  read("/v1/locks/{id}"),
  write("POST", "/v1/locks/{id}/commit"),
  write("POST", "/v1/locks/{id}/extend"),
  read("/v1/ratesheets"),
  write("POST", "/v1/ratesheets", { takes: sheet }),
  read("/v1/ratesheets/readers"),
  write("PUT", "/v1/ratesheets/readers"),
  read("/v1/ratesheets/{id}"),
  download("/v1/ratesheets/{id}/csv", ["text/csv"]),
  write("POST", "/v1/ratesheets/{id}/activate"),
];
