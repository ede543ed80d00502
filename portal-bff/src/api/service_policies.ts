// Which URLs which service may call: the server's defaults (default_service_policies in core/src/url), or what the
// binding URL_SERVICES says where the server's settings file says something else.
import { CoreError, type RatestackCore, type ServicePolicy } from "@ratestack/core";

import { isObject } from "../fields.js";

const builtIn: readonly ServicePolicy[] = [
  { name: "scraper-service", schemes: ["https", "http"], hosts: ["*"] },
  { name: "webhook-service", hosts: ["*"] },
  {
    name: "email-service",
    schemes: ["imaps", "imap", "smtps", "smtp"],
    ports: [993, 143, 465, 25, 587],
    hosts: ["*"],
  },
  {
    name: "identity-provider",
    hosts: [
      "accounts.google.com",
      "oauth2.googleapis.com",
      "www.googleapis.com",
      "login.microsoftonline.com",
      "appleid.apple.com",
    ],
  },
];

/** By name; an entry of the list takes the place of a built-in one. null where the text is no list of policies. */
export function readServicePolicies(text: unknown, core: RatestackCore): ReadonlyMap<string, ServicePolicy> | null {
  const policies = new Map(builtIn.map((policy) => [policy.name, policy]));
  if (text === undefined || text === null) return policies;
  const stated = typeof text === "string" ? parseList(text) : null;
  if (stated === null) return null;
  for (const policy of stated) {
    if (!isPolicy(policy) || !isValid(policy, core)) return null;
    policies.set(policy.name, policy);
  }
  return policies;
}

function parseList(text: string): readonly unknown[] | null {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : null;
  } catch {
    return null;
  }
}

const listMembers: ReadonlyMap<string, "string" | "number"> = new Map([
  ["schemes", "string"],
  ["ports", "number"],
  ["hosts", "string"],
  ["networks", "string"],
  ["nat64_prefixes", "string"],
]);

/** Every member is one that a policy has, and of its type: what is misspelled must not pass for absent. */
function isPolicy(value: unknown): value is ServicePolicy {
  if (!isObject(value) || typeof value["name"] !== "string") return false;
  return Object.entries(value).every(([member, list]) => {
    if (member === "name") return true;
    const type = listMembers.get(member);
    return type !== undefined && Array.isArray(list) && list.every((item) => typeof item === type);
  });
}

/** The module reads the policy; what it refuses is none. */
function isValid(policy: ServicePolicy, core: RatestackCore): boolean {
  try {
    core.validateUrl("https://host.invalid/", policy);
    return true;
  } catch (error) {
    if (error instanceof CoreError) return false;
    throw error;
  }
}
