// Secrets in words, and what a value of each kind must be. Pure.
import type { Secret, SecretKind } from "../client/types.js";

export const kindNames: Readonly<Record<SecretKind, string>> = {
  imap: "Mailbox",
  webhook: "Webhook",
  config: "Configuration",
};

export const kindMeanings: Readonly<Record<SecretKind, string>> = {
  imap: "Passwords of mailboxes that rate sheets and documents are fetched from.",
  webhook: "What calls to your servers are signed with, so that they can tell them from others\u2019.",
  config: "Anything else that a connection of yours must know and nobody may see.",
};

export const kinds = ["imap", "webhook", "config"] as const satisfies readonly SecretKind[];

const maxBytes = 65_536;

export function nameFlaw(name: string): string | null {
  if (/^[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?$/.test(name)) return null;
  return "Use 1 to 64 small letters, digits, dots, dashes and underscores; begin and end with a letter or digit.";
}

/** The server judges it again, and is stricter about what a webhook's secret holds. */
export function valueFlaw(kind: SecretKind, value: string): string | null {
  const bytes = new TextEncoder().encode(value).length;
  if (bytes === 0 || bytes > maxBytes) return "A secret has 1 to 65,536 bytes.";
  if (kind === "webhook" && !/^whsec_[A-Za-z0-9+/]+=*( whsec_[A-Za-z0-9+/]+=*){0,3}$/.test(value)) {
    return "Give one to four secrets that begin with whsec_, the newest first, with one space between two.";
  }
  return null;
}

/** A webhook's secret as Standard Webhooks has it: 32 bytes. */
export function newWebhookSecret(random: Uint8Array): string {
  return `whsec_${btoa(String.fromCharCode(...random))}`;
}

/** By kind, in the order of `kinds`; kinds without any are left out. */
export function byKind<Item extends Pick<Secret, "kind">>(
  secrets: readonly Item[],
): readonly (readonly [SecretKind, readonly Item[]])[] {
  return kinds
    .map((kind) => [kind, secrets.filter((secret) => secret.kind === kind)] as const)
    .filter(([, some]) => some.length > 0);
}
