import type { Acting } from "../client/acting.js";
import { Id } from "../design/Id.js";

/** What the organisation is called; its id where that is all that is known. */
export function OrgName({ of }: { of: Pick<Acting, "name" | "orgId"> }) {
  return of.name === of.orgId ? <Id of={of.orgId} /> : <strong>{of.name}</strong>;
}
