import { read, remove, write, type AreaEndpoint } from "../endpoint.js";

export const secretEndpoints: readonly AreaEndpoint[] = [
  read("/v1/secrets"),
  read("/v1/secrets/{kind}/{name}"),
  write("PUT", "/v1/secrets/{kind}/{name}"),
  remove("/v1/secrets/{kind}/{name}"),
  read("/v1/admin/secrets/rotation"),
  write("POST", "/v1/admin/secrets/rekey"),
];
