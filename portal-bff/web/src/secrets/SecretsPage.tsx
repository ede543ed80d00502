import { PageHead, Tabs, type Tab } from "../design/index.js";
import { can, usePerson } from "../shell/person.js";
import { MasterKey } from "./MasterKey.js";
import { Secrets } from "./Secrets.js";
import "./secrets.css";

export function SecretsPage() {
  const person = usePerson();
  const tabs: readonly Tab[] = [
    ...(can(person, "integration.manage") ? [{ key: "secrets", title: "Secrets", content: () => <Secrets /> }] : []),
    ...(can(person, "platform.operate")
      ? [{ key: "master-key", title: "Master key", content: () => <MasterKey /> }]
      : []),
  ];
  return (
    <div className="stack">
      <PageHead
        title="Secrets"
        lead={
          <>
            Passwords and keys that {person.org.name} needs for its connections. They go in, and never come out again.
          </>
        }
      />
      <Tabs label="Secrets" tabs={tabs} />
    </div>
  );
}
