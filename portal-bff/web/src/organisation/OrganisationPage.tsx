import { useResource } from "../client/hooks.js";
import type { Catalog } from "../client/types.js";
import { Loading, PageHead, Tabs } from "../design/index.js";
import { usePerson } from "../shell/person.js";
import { CapabilityMatrix } from "./CapabilityMatrix.js";
import { Delegations } from "./Delegations.js";
import { Members } from "./Members.js";
import "./organisation.css";

export function OrganisationPage() {
  const { org } = usePerson();
  const catalog = useResource<Catalog>("/api/v1/capabilities");
  return (
    <div className="stack">
      <PageHead
        title="Members and rights"
        lead={<>Who belongs to {org.name}, what it can do, and who else may act in it.</>}
      />
      <Loading resource={catalog}>
        {(value) => (
          <Tabs
            label="Members and rights"
            tabs={[
              { key: "members", title: "Members", content: () => <Members catalog={value} /> },
              { key: "rights", title: "Rights", content: () => <CapabilityMatrix catalog={value} /> },
              { key: "delegations", title: "Delegations", content: () => <Delegations catalog={value} /> },
            ]}
          />
        )}
      </Loading>
    </div>
  );
}
