// A row in few words. Pure.
import type { AuditActor, AuditRow } from "../client/types.js";

export const actorTypes: Readonly<Record<AuditActor["type"], string>> = {
  user: "Person",
  api_key: "API key",
  service: "Service",
  system: "The platform itself",
};

type Outcome = readonly [words: string, tone: "plain" | "good" | "bad"];

const outcomes: Readonly<Record<string, Outcome>> = {
  success: ["done", "good"],
  accepted: ["accepted", "good"],
  failure: ["failed", "bad"],
};

export function outcomeOf({ outcome }: Pick<AuditRow, "outcome">): Outcome {
  return Object.hasOwn(outcomes, outcome) ? (outcomes[outcome] ?? [outcome, "plain"]) : [outcome, "plain"];
}

/** The member of the payload that says most: why, or what. "" where none does. */
export function gistOf({ payload }: Pick<AuditRow, "payload">): string {
  for (const name of ["what", "reason", "by", "provider", "purpose", "code"]) {
    const value = payload[name];
    if (typeof value === "string") return value.replaceAll("_", " ");
  }
  return "";
}

/** "loan", "api key": types of resources are names with underscores. */
export function resourceType({ resource }: Pick<AuditRow, "resource">): string {
  return (resource?.type ?? "").replaceAll("_", " ");
}
