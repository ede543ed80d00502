import { useState } from "react";

import { useAction, usePages } from "../client/hooks.js";
import { portal } from "../client/index.js";
import {
  Button,
  Dialog,
  EmptyState,
  Form,
  OrgName,
  PagedTable,
  Panel,
  TextField,
  TimeAgo,
  toast,
  useConfirm,
  type Column,
} from "../design/index.js";
import { errorAt, standsAtField } from "../lending/loan_draft.js";
import type { LoanShare, LoanWithBorrower } from "../lending/types.js";
import { can, usePerson } from "../shell/person.js";

/** Which other organisations see the loan. */
export function Sharing({ loan }: { loan: LoanWithBorrower }) {
  const person = usePerson();
  const path = `/api/v1/loans/${loan.id}/share`;
  const shares = usePages<LoanShare>(path);
  const [adding, setAdding] = useState(false);
  const { dialog, ask } = useConfirm();
  const mayShare = can(person, "loan.share");
  const takeBack = ({ org_id: orgId, org_name: orgName }: LoanShare): void => {
    ask({
      title: "Take this loan back?",
      text: (
        <p>
          <OrgName id={orgId} name={orgName} /> no longer sees the loan, from the next click on. Locks on its rate sheets stay.
        </p>
      ),
      confirm: "Take it back",
      danger: true,
      work: async () => {
        await portal.delete(`${path}/${orgId}`);
        shares.reload();
      },
      done: "The loan is no longer shared with them.",
    });
  };
  return (
    <Panel
      title="Sharing"
      lead="Other organisations that see the terms of this loan and may price it. They never see who the borrower is."
      actions={
        mayShare && (
          <Button
            small
            onClick={() => {
              setAdding(true);
            }}
          >
            Share
          </Button>
        )
      }
    >
      <PagedTable
        caption="Organisations that see this loan"
        columns={columnsFor(mayShare ? takeBack : null)}
        pages={shares}
        keyOf={({ org_id }) => org_id}
        empty={
          <EmptyState title="Nobody else sees this loan">
            <p>
              {mayShare
                ? "Share it when a partner should price it or deliver documents to it."
                : "Somebody with the right to share loans can let others see it."}
            </p>
          </EmptyState>
        }
      />
      {adding && (
        <ShareDialog
          path={path}
          reload={shares.reload}
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
      {dialog}
    </Panel>
  );
}

function columnsFor(takeBack: ((share: LoanShare) => void) | null): readonly Column<LoanShare>[] {
  return [
    { title: "Organisation", heading: true, cell: ({ org_id, org_name }) => <OrgName id={org_id} name={org_name} /> },
    { title: "Since", cell: ({ created_at }) => <TimeAgo at={created_at} /> },
    {
      title: "What you can do",
      actions: true,
      cell: (share) =>
        takeBack !== null && (
          <Button
            small
            label={`Take back from ${share.org_name ?? share.org_id}`}
            onClick={() => {
              takeBack(share);
            }}
          >
            Take back
          </Button>
        ),
    },
  ];
}

interface ShareDialogProps {
  readonly path: string;
  readonly reload: () => void;
  readonly onClose: () => void;
}

function ShareDialog({ path, reload, onClose }: ShareDialogProps) {
  const [orgId, setOrgId] = useState("");
  const action = useAction();
  // The server does not tell whether it is the organisation or the loan that is not there.
  const unknown = action.problem?.code === "not_found";
  const share = async (): Promise<void> => {
    const done = await action.run(async () => {
      await portal.post<LoanShare>(path, { org_id: orgId.trim() });
    });
    if (!done) return;
    onClose();
    reload();
    toast("The loan is shared.");
  };
  return (
    <Dialog title="Share this loan" onClose={onClose}>
      <p>
        They will see its terms and status and may price it, until you take it back. They see neither the borrower nor
        what others deliver.
      </p>
      <Form
        label="Share this loan"
        problem={action.problem}
        shownElsewhere={unknown || standsAtField(action.problem)}
        onSubmit={() => void share()}
        actions={
          <>
            <Button type="submit" tone="primary" busy={action.busy}>
              Share loan
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </>
        }
      >
        <TextField
          label="Id of the organisation"
          required
          hint="It begins with org_. Ask them for it: it stands on their page “Members and rights”."
          error={unknown ? "There is no organisation of this id." : errorAt(action.problem, "/org_id")}
          value={orgId}
          onChange={setOrgId}
        />
      </Form>
    </Dialog>
  );
}
