import { useState } from "react";

import { useAction, useResource } from "../client/hooks.js";
import { portal } from "../client/index.js";
import type { Catalog, CatalogCapability, OrgCapabilities } from "../client/types.js";
import { Button, ConfirmDialog, Loading, Panel, Table, toast, type Column } from "../design/index.js";
import { usePerson } from "../shell/person.js";
import { changesOf } from "./changes.js";

/** What the type allows at most, what of that is turned on, and what that means for the person who looks. */
export function CapabilityMatrix({ catalog }: { catalog: Catalog }) {
  const { org } = usePerson();
  const path = `/api/v1/orgs/${org.id}/capabilities`;
  const capabilities = useResource<OrgCapabilities>(path);
  return (
    <Panel
      title={`What ${org.name} can do`}
      lead="Three things must come together: such an organisation may do it, it is turned on, a role of yours brings it."
    >
      <Loading resource={capabilities} lines={8}>
        {(value) => (
          <Matrix
            key={value.enabled.join()}
            catalog={catalog}
            now={value}
            save={async (enabled) => {
              await portal.put(path, { capabilities: enabled });
              capabilities.reload();
            }}
          />
        )}
      </Loading>
    </Panel>
  );
}

interface MatrixProps {
  readonly catalog: Catalog;
  readonly now: OrgCapabilities;
  readonly save: (enabled: readonly string[]) => Promise<void>;
}

function Matrix({ catalog, now, save }: MatrixProps) {
  const [wanted, setWanted] = useState<readonly string[]>(now.enabled);
  const [confirming, setConfirming] = useState(false);
  const action = useAction();
  const { on, off } = changesOf(now.enabled, wanted);
  const changes = on.length + off.length;
  const toggle = (id: string, turnedOn: boolean): void => {
    setWanted(turnedOn ? [...wanted, id] : wanted.filter((each) => each !== id));
  };
  const confirm = async (): Promise<void> => {
    if (!(await action.run(() => save(wanted)))) return;
    setConfirming(false);
    toast("What the organisation can do was changed.");
  };
  const titleOf = (id: string): string => catalog.capabilities.find((each) => each.id === id)?.title ?? id;
  return (
    <div className="stack matrix">
      <Table
        caption="Rights"
        columns={columnsFor(now, wanted, toggle)}
        items={catalog.capabilities}
        keyOf={({ id }) => id}
      />
      {changes > 0 && (
        <div className="form-actions matrix-actions">
          <Button
            tone="primary"
            onClick={() => {
              setConfirming(true);
            }}
          >
            Save {changes === 1 ? "one change" : `${String(changes)} changes`}
          </Button>
          <Button
            onClick={() => {
              setWanted(now.enabled);
            }}
          >
            Undo
          </Button>
        </div>
      )}
      {confirming && (
        <ConfirmDialog
          title="Change what the organisation can do?"
          confirm="Change it"
          danger={off.length > 0}
          busy={action.busy}
          problem={action.problem}
          onConfirm={() => void confirm()}
          onClose={() => {
            action.clear();
            setConfirming(false);
          }}
        >
          {off.length > 0 && (
            <p>
              Turned off: {off.map(titleOf).join(", ")}. Nobody here can do that any more from their next click on, nor
              anybody by a delegation.
            </p>
          )}
          {on.length > 0 && (
            <p>Turned on: {on.map(titleOf).join(", ")}. Everybody whose role brings it can do it again.</p>
          )}
          {off.includes("org.admin") && (
            <p>
              <strong>You would lock yourselves out:</strong> without this nobody here can turn it on again. Only who
              runs the platform can.
            </p>
          )}
        </ConfirmDialog>
      )}
    </div>
  );
}

function columnsFor(
  now: OrgCapabilities,
  wanted: readonly string[],
  toggle: (id: string, turnedOn: boolean) => void,
): readonly Column<CatalogCapability>[] {
  return [
    {
      title: "Right",
      heading: true,
      cell: ({ id, title, description }) => (
        <>
          <strong>{title}</strong> <code className="muted">{id}</code>
          <br />
          <span className="muted">{description}</span>
        </>
      ),
    },
    { title: "Possible", cell: ({ id }) => <YesNo yes={now.ceiling.includes(id)} words={["Yes", "Never"]} /> },
    {
      title: "Turned on",
      cell: ({ id, title }) =>
        now.ceiling.includes(id) ? (
          <label className="switch">
            <input
              type="checkbox"
              aria-label={`${title}: turned on`}
              checked={wanted.includes(id)}
              onChange={(event) => {
                toggle(id, event.currentTarget.checked);
              }}
            />
            {wanted.includes(id) ? "On" : "Off"}
          </label>
        ) : (
          <span className="muted">–</span>
        ),
    },
    { title: "You may", cell: ({ id }) => <YesNo yes={now.effective.includes(id)} words={["Yes", "No"]} /> },
  ];
}

function YesNo({ yes, words }: { yes: boolean; words: readonly [string, string] }) {
  return <span className={yes ? "yes" : "muted"}>{yes ? words[0] : words[1]}</span>;
}
