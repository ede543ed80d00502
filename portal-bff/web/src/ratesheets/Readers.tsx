import { useState } from "react";

import { useAction, useResource } from "../client/hooks.js";
import { portal } from "../client/index.js";
import {
  Button,
  Dialog,
  EmptyState,
  Form,
  Loading,
  OrgName,
  Panel,
  Table,
  TextField,
  TimeAgo,
  toast,
  useConfirm,
  type Column,
} from "../design/index.js";
import type { SheetReader, SheetReaders } from "../lending/types.js";

const path = "/api/v1/ratesheets/readers";

/** To whom own sheets are offered. */
export function Readers() {
  const readers = useResource<SheetReaders>(path);
  const [adding, setAdding] = useState(false);
  const { dialog, ask } = useConfirm();
  const offerTo = async (orgIds: readonly string[]): Promise<void> => {
    await portal.put<SheetReaders>(path, { org_ids: orgIds });
    readers.reload();
  };
  const withdraw = (reader: SheetReader, from: readonly string[]): void => {
    ask({
      title: "No longer offer them your sheets?",
      text: (
        <p>
          <OrgName id={reader.org_id} name={reader.org_name} /> no longer sees your sheets and can price no loan by them, from the next click on. Locks that
          they have stay.
        </p>
      ),
      confirm: "No longer offer",
      danger: true,
      work: () => offerTo(from.filter((each) => each !== reader.org_id)),
      done: "Your sheets are no longer offered to them.",
    });
  };
  return (
    <Panel
      title="Who may price by your sheets"
      lead="They see your sheets once they are in force, price their loans by them and ask you for locks."
      actions={
        readers.loaded.kind === "ready" && (
          <Button
            small
            onClick={() => {
              setAdding(true);
            }}
          >
            Offer to another
          </Button>
        )
      }
    >
      <Loading resource={readers}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <EmptyState title="Your sheets are offered to nobody">
                <p>Offer them to the organisations that you buy loans from. You need their ids.</p>
              </EmptyState>
            ) : (
              <Table
                caption="Organisations that may price by your sheets"
                columns={columnsFor((reader) => {
                  withdraw(reader, idsOf(items));
                })}
                items={items}
                keyOf={({ org_id }) => org_id}
              />
            )}
            {adding && (
              <AddDialog
                known={idsOf(items)}
                offerTo={offerTo}
                onClose={() => {
                  setAdding(false);
                }}
              />
            )}
          </>
        )}
      </Loading>
      {dialog}
    </Panel>
  );
}

function idsOf(readers: readonly SheetReader[]): readonly string[] {
  return readers.map(({ org_id }) => org_id);
}

function columnsFor(withdraw: (reader: SheetReader) => void): readonly Column<SheetReader>[] {
  return [
    { title: "Organisation", heading: true, cell: ({ org_id, org_name }) => <OrgName id={org_id} name={org_name} /> },
    { title: "Since", cell: ({ created_at }) => <TimeAgo at={created_at} /> },
    {
      title: "What you can do",
      actions: true,
      cell: (reader) => (
        <Button
          small
          label={`Withdraw from ${reader.org_name ?? reader.org_id}`}
          onClick={() => {
            withdraw(reader);
          }}
        >
          Withdraw
        </Button>
      ),
    },
  ];
}

interface AddDialogProps {
  readonly known: readonly string[];
  readonly offerTo: (orgIds: readonly string[]) => Promise<void>;
  readonly onClose: () => void;
}

const idError: Readonly<Record<string, string>> = {
  not_found: "There is no organisation of this id.",
  invalid_field: "This is no id of an organisation. It begins with org_ and has 30 characters.",
};

function AddDialog({ known, offerTo, onClose }: AddDialogProps) {
  const [orgId, setOrgId] = useState("");
  const action = useAction();
  const error = idError[action.problem?.code ?? ""] ?? null;
  const add = async (): Promise<void> => {
    if (!(await action.run(() => offerTo([...new Set([...known, orgId.trim()])])))) return;
    onClose();
    toast("Your sheets are offered to them.");
  };
  return (
    <Dialog title="Offer your sheets to another organisation" onClose={onClose}>
      <Form
        label="Offer your sheets"
        problem={action.problem}
        shownElsewhere={error !== null}
        onSubmit={() => void add()}
        actions={
          <>
            <Button type="submit" tone="primary" busy={action.busy}>
              Offer sheets
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </>
        }
      >
        <TextField
          label="Id of the organisation"
          required
          hint="It begins with org_. Ask them for it: their administrator finds it under “Members and rights”."
          error={error}
          value={orgId}
          onChange={setOrgId}
        />
      </Form>
    </Dialog>
  );
}
