import { useState } from "react";

import { useAction, usePages, type Pages } from "../client/hooks.js";
import { portal } from "../client/index.js";
import type { Catalog, Grant } from "../client/types.js";
import {
  Badge,
  Badges,
  Button,
  CheckboxGroup,
  Dialog,
  EmptyState,
  Form,
  Id,
  OrgName,
  PagedTable,
  Panel,
  TextField,
  Time,
  TimeLeft,
  toast,
  useConfirm,
  type Column,
} from "../design/index.js";
import { day, localTime, toLocalInput } from "../design/time.js";
import { usePerson } from "../shell/person.js";

export function Delegations({ catalog }: { catalog: Catalog }) {
  const { org } = usePerson();
  const path = `/api/v1/orgs/${org.id}/delegations`;
  const given = usePages<Grant>(`${path}?side=given`);
  const received = usePages<Grant>(`${path}?side=received`);
  const [adding, setAdding] = useState(false);
  const { dialog, ask } = useConfirm();
  const revoke = (grant: Grant): void => {
    ask({
      title: "End this delegation?",
      text: (
        <>
          <p>
            <OrgName id={grant.grantee_org_id} name={grant.grantee_name} /> can no longer do this here, from the next click on:{" "}
            {grant.capabilities.join(", ")}.
          </p>
          <p>An ended delegation cannot be brought back. You can make another one.</p>
        </>
      ),
      confirm: "End delegation",
      danger: true,
      work: async () => {
        await portal.delete(`${path}/${grant.id}`);
        given.reload();
      },
      done: "The delegation was ended.",
    });
  };
  return (
    <>
      <Panel
        title="Given"
        lead={`Other organisations that may act in ${org.name}, for a time.`}
        actions={
          <Button
            small
            onClick={() => {
              setAdding(true);
            }}
          >
            Delegate
          </Button>
        }
      >
        <PagedTable
          caption="Delegations given"
          columns={columnsFor("given", revoke)}
          pages={given}
          keyOf={(grant) => grant.id}
          empty={
            <EmptyState title="Nobody else may act here">
              <p>Delegate when a partner should work on your data without an account of yours. It ends by itself.</p>
            </EmptyState>
          }
        />
      </Panel>
      <Panel title="Received" lead={`Other organisations that ${org.name} may act in.`}>
        <PagedTable
          caption="Delegations received"
          columns={columnsFor("received", revoke)}
          pages={received}
          keyOf={(grant) => grant.id}
          empty={
            <EmptyState title="Nothing was delegated to you">
              <p>
                An administrator of the other organisation makes a delegation. They need your organisation&rsquo;s id:
              </p>
              <p>
                <Id of={org.id} />
              </p>
            </EmptyState>
          }
        />
      </Panel>
      {adding && (
        <GrantDialog
          path={path}
          catalog={catalog}
          pages={given}
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
      {dialog}
    </>
  );
}

const stateBadges = {
  live: <Badge tone="good">live</Badge>,
  expired: <Badge>over</Badge>,
  revoked: <Badge tone="bad">ended</Badge>,
} as const;

function columnsFor(side: "given" | "received", revoke: (grant: Grant) => void): readonly Column<Grant>[] {
  const other: Column<Grant> = {
    title: side === "given" ? "To" : "From",
    cell: (grant) => (
      <>
        {side === "given" ? (
          <OrgName id={grant.grantee_org_id} name={grant.grantee_name} />
        ) : (
          <OrgName id={grant.grantor_org_id} name={grant.grantor_name} />
        )}
        {grant.grantee_user_id !== null && (
          <>
            {" "}
            <span className="muted">one person:</span> <Id of={grant.grantee_user_id} />
          </>
        )}
      </>
    ),
  };
  const common: readonly Column<Grant>[] = [
    other,
    { title: "May", cell: (grant) => <Badges of={grant.capabilities} /> },
    { title: "State", cell: (grant) => stateBadges[grant.state] },
    {
      title: "Ends",
      cell: (grant) =>
        grant.state === "live" ? (
          <TimeLeft until={grant.expires_at} />
        ) : (
          <Time at={grant.revoked_at ?? grant.expires_at} />
        ),
    },
  ];
  if (side === "received") return common;
  return [
    ...common,
    {
      title: "What you can do",
      actions: true,
      cell: (grant) =>
        grant.state === "live" && (
          <Button
            small
            label={`End the delegation to ${grant.grantee_name ?? grant.grantee_org_id}`}
            onClick={() => {
              revoke(grant);
            }}
          >
            End
          </Button>
        ),
    },
  ];
}

interface GrantDialogProps {
  readonly path: string;
  readonly catalog: Catalog;
  readonly pages: Pages<Grant>;
  readonly onClose: () => void;
}

function GrantDialog({ path, catalog, pages, onClose }: GrantDialogProps) {
  const { org, permissions } = usePerson();
  const [now] = useState(() => Date.now());
  const [toOrg, setToOrg] = useState("");
  const [toUser, setToUser] = useState("");
  const [until, setUntil] = useState(() => toLocalInput(now + 7 * day));
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const action = useAction();
  // Nobody hands out what they do not have.
  const offered = catalog.capabilities.filter(({ id }) => permissions.includes(id));
  const add = async (): Promise<void> => {
    const added = await action.run(async (idempotencyKey) => {
      const json = {
        grantee_org_id: toOrg.trim(),
        ...(toUser.trim() !== "" && { grantee_user_id: toUser.trim() }),
        capabilities: chosen,
        expires_at: new Date(until).toISOString(),
      };
      await portal.post(path, json, { idempotencyKey });
    });
    if (!added) return;
    onClose();
    pages.reload();
    toast("The delegation was made.");
  };
  return (
    <Dialog title="Delegate to another organisation" onClose={onClose} wide>
      <Form
        label="Delegate"
        problem={action.problem}
        onSubmit={() => void add()}
        actions={
          <>
            <Button type="submit" tone="primary" busy={action.busy} disabled={chosen.length === 0}>
              Delegate
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </>
        }
      >
        <TextField
          label="Id of their organisation"
          required
          hint="It begins with org_. They find it on this page."
          value={toOrg}
          onChange={setToOrg}
        />
        <TextField
          label="Id of one person of theirs"
          hint="Leave it empty to let everybody there act."
          value={toUser}
          onChange={setToUser}
        />
        <TextField
          label="Until"
          type="datetime-local"
          required
          hint={`In your own time zone. At most 90 days: ${localTime(now + 90 * day)}.`}
          min={toLocalInput(now)}
          max={toLocalInput(now + 90 * day)}
          value={until}
          onChange={setUntil}
        />
        <CheckboxGroup
          label={`What they may do in ${org.name}`}
          choices={offered.map(({ id, title, description }) => ({ value: id, label: title, hint: description }))}
          chosen={chosen}
          onChange={setChosen}
        />
      </Form>
    </Dialog>
  );
}
