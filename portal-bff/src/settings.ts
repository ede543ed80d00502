// The worker's settings, read once when it starts. A worker that lacks one serves nothing: half a guard is none.
import { CoreError, type RatestackCore, type ServicePolicy } from "@ratestack/core";

import { cookieFaults } from "./session/cookie_check.js";
import { readServicePolicies } from "./api/service_policies.js";

export interface Settings {
  /** What browsers call us. */
  readonly publicOrigin: string;
  readonly internalToken: string;
  /** 32 bytes. */
  readonly csrfKey: Uint8Array;
  readonly clientAddressHeader: ClientAddressHeader;
  /** What each service may call, as the server's settings have it. */
  readonly services: ReadonlyMap<string, ServicePolicy>;
}

const clientAddressHeaders = ["X-Forwarded-For", "CF-Connecting-IP"] as const;
export type ClientAddressHeader = (typeof clientAddressHeaders)[number];

export type SettingsReading =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly faults: readonly string[] };

/** The server's own rule (token_weakness in native/app/setting_values.cpp). */
const minTokenLength = 32;
const minTokenCharacters = 10;
const placeholders = ["changeme", "change-me", "change_me", "example", "password", "secret"];
const keyBytes = 32;
/** 32 random bytes hold fewer different ones once in more than 10^9 keys. */
const minKeyBytes = 20;

const services = ["PAGES", "API", "INTERNAL"] as const;

class Faults {
  readonly list: string[] = [];

  /** Notes what is wrong with a setting; its value is never repeated. */
  add(name: string, what: string): null {
    this.list.push(`${name} ${what}`);
    return null;
  }
}

export function readSettings(env: Readonly<Record<string, unknown>>, core: RatestackCore): SettingsReading {
  const faults = new Faults();
  for (const name of services) if (!isService(env[name])) faults.add(name, "is not bound to a service");
  const internalToken = readToken(env["INTERNAL_TOKEN"], faults);
  const csrfKey = readKey(env["PORTAL_CSRF_KEY"], faults);
  const publicOrigin = readOrigin(env["PUBLIC_ORIGIN"], core, faults);
  const clientAddressHeader = readAddressHeader(env["CLIENT_ADDRESS_HEADER"], faults);
  const policies = readServicePolicies(env["URL_SERVICES"], core);
  if (policies === null) faults.add("URL_SERVICES", "is no JSON list of valid service policies");
  for (const fault of cookieFaults(core.identity)) faults.add("cookies:", fault);
  if (internalToken === null || csrfKey === null || publicOrigin === null) return { ok: false, faults: faults.list };
  if (clientAddressHeader === null || policies === null || faults.list.length > 0) return { ok: false, faults: faults.list };
  return { ok: true, settings: { internalToken, csrfKey, publicOrigin, clientAddressHeader, services: policies } };
}

function isService(value: unknown): boolean {
  return typeof value === "object" && value !== null && "fetch" in value;
}

function readText(name: string, value: unknown, faults: Faults): string | null {
  return typeof value === "string" && value !== "" ? value : faults.add(name, "is not set");
}

function readToken(value: unknown, faults: Faults): string | null {
  const name = "INTERNAL_TOKEN";
  const token = readText(name, value, faults);
  if (token === null) return null;
  if (token.length < minTokenLength) return faults.add(name, `is shorter than ${String(minTokenLength)} characters`);
  const lower = token.toLowerCase();
  if (placeholders.some((word) => lower.includes(word))) return faults.add(name, "is a placeholder, not a secret");
  if (!/^[!-~]+$/.test(token)) return faults.add(name, "holds a character that a header cannot carry");
  if (new Set(token).size < minTokenCharacters) return faults.add(name, "repeats too few different characters");
  return token;
}

function readKey(value: unknown, faults: Faults): Uint8Array | null {
  const name = "PORTAL_CSRF_KEY";
  const text = readText(name, value, faults);
  if (text === null) return null;
  const key = decodeKey(text);
  if (key?.length !== keyBytes) return faults.add(name, "is not 32 bytes in base64url, base64 or hex");
  if (new Set(key).size < minKeyBytes) return faults.add(name, "repeats too few different bytes");
  return key;
}

function decodeKey(text: string): Uint8Array | null {
  if (/^[0-9A-Fa-f]{64}$/.test(text)) {
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (byte) => byte.charCodeAt(0));
  } catch {
    return null;
  }
}

const httpLocalhost = /^http:\/\/localhost(?::\d+)?$/;

/** Cookies of ours are Secure, which browsers grant to https and to localhost. */
function readOrigin(value: unknown, core: RatestackCore, faults: Faults): string | null {
  const name = "PUBLIC_ORIGIN";
  const origin = readText(name, value, faults);
  if (origin === null) return null;
  try {
    core.identity.judgeOrigin(origin, { method: "GET" });
  } catch (error) {
    if (!(error instanceof CoreError) || error.code !== "malformed_origin") throw error;
    return faults.add(name, "is no origin as browsers write one: https://host, without path or slash");
  }
  if (origin.startsWith("https://") || httpLocalhost.test(origin)) return origin;
  return faults.add(name, "is neither https nor http://localhost");
}

function readAddressHeader(value: unknown, faults: Faults): ClientAddressHeader | null {
  if (value === undefined || value === null) return clientAddressHeaders[0];
  const known = clientAddressHeaders.find((header) => header === value);
  return known ?? faults.add("CLIENT_ADDRESS_HEADER", `is none of ${clientAddressHeaders.join(", ")}`);
}
