import { useMemo } from "react";

import { useResource } from "../client/hooks.js";
import { nameOf } from "../client/name_of.js";
import type { Member, OrgRecord, Page } from "../client/types.js";
import { can, usePerson } from "../shell/person.js";

export type Names = ReadonlyMap<string, string>;

export interface KnownOrgs {
  readonly orgs: readonly OrgRecord[];
  /** There are no others. */
  readonly all: boolean;
}

/** What ids are called, as far as the person may know: people of their organisation, and for the platform organisations. */
export function useNames(): { readonly names: Names; readonly known: KnownOrgs } {
  const person = usePerson();
  const administers = can(person, "org.admin");
  const everywhere = administers && can(person, "platform.operate");
  const members = useResource<Page<Member>>(administers ? `/api/v1/orgs/${person.org.id}/members?limit=500` : null);
  const orgs = useResource<Page<OrgRecord>>(everywhere ? "/api/v1/orgs?limit=500" : null);
  return useMemo(() => {
    const names = new Map<string, string>([[person.org.id, person.org.name]]);
    if (members.loaded.kind === "ready") {
      for (const member of members.loaded.value.items) names.set(member.user_id, nameOf(member));
    }
    names.set(person.user.id, nameOf(person.user));
    const page = orgs.loaded.kind === "ready" ? orgs.loaded.value : null;
    for (const org of page?.items ?? []) names.set(org.id, org.name);
    return { names, known: { orgs: page?.items ?? [], all: page?.next_cursor === null } };
  }, [person, members.loaded, orgs.loaded]);
}
