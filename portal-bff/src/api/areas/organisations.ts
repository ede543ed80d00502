import { read, remove, write, type AreaEndpoint } from "../endpoint.js";

/** Whoever administers may administer themselves: what the session may do is asked for anew. */
const rights = { changesSession: true } as const;

export const organisationEndpoints: readonly AreaEndpoint[] = [
  read("/v1/orgs"),
  write("POST", "/v1/orgs"),
  read("/v1/orgs/{id}/capabilities"),
  write("PUT", "/v1/orgs/{id}/capabilities", rights),
  write("PUT", "/v1/orgs/{id}/state", rights),
  read("/v1/orgs/{id}/members"),
  write("POST", "/v1/orgs/{id}/members", rights),
  remove("/v1/orgs/{id}/members/{user}", rights),
  write("PUT", "/v1/orgs/{id}/members/{user}/roles", rights),
  read("/v1/orgs/{id}/delegations"),
  write("POST", "/v1/orgs/{id}/delegations", rights),
  remove("/v1/orgs/{id}/delegations/{grant}", rights),
  read("/v1/orgs/{id}/api-keys"),
  write("POST", "/v1/orgs/{id}/api-keys"),
  remove("/v1/orgs/{id}/api-keys/{key}"),
  write("POST", "/v1/orgs/{id}/api-keys/{key}/rotate"),
  write("POST", "/v1/authz/check"),
];
