import type { OrgRecord } from "../client/types.js";

/** Those whose name or id has the word in it, by name. */
export function matchingOrgs<Org extends Pick<OrgRecord, "id" | "name">>(
  orgs: readonly Org[],
  word: string,
): readonly Org[] {
  const sought = word.trim().toLowerCase();
  return orgs
    .filter(({ id, name }) => id.toLowerCase().includes(sought) || name.toLowerCase().includes(sought))
    .toSorted((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}
