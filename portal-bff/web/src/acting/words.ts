// Acting for another organisation, in plain words. Pure.
import type { ActingBy, ActingEnd } from "../client/acting.js";

const deeds: Readonly<Record<string, string>> = {
  "loan.read": "read loans",
  "loan.write": "edit loans",
  "loan.share": "share loans",
  "loan.price": "price loans",
  "ratesheet.read": "read rate sheets",
  "ratesheet.activate": "put rate sheets in force",
  "lock.request": "ask for rate locks",
  "lock.commit": "accept rate locks",
  "org.admin": "manage members and rights",
  "integration.manage": "manage integrations",
  "audit.read": "read the audit log",
};

/** "read loans, read the audit log". What has no words here goes by its id; what is for systems' keys alone is left out. */
export function deedsOf(capabilities: readonly string[]): string {
  return capabilities
    .filter((each) => !each.startsWith("provider."))
    .map((each) => (Object.hasOwn(deeds, each) ? (deeds[each] ?? each) : each))
    .join(", ");
}

export const rightWords: Readonly<Record<ActingBy, string>> = {
  grant: "under a delegation",
  override: "as the platform, by owner override",
};

export function endWords(name: string, why: ActingEnd): string {
  switch (why) {
    case "expired":
      return `The delegation from ${name} has run out.`;
    case "gone":
      return `You may not act for ${name} any more: it was ended, or rests.`;
    case "signed_in_again":
      return `You have signed in anew, so you act as yourself and no longer for ${name}.`;
  }
}
