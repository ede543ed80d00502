import { useState } from "react";

import { portal } from "../client/index.js";
import { Button, Dialog, Fact, Form, Panel, toast, useConfirm } from "../design/index.js";
import { borrowerOf, standsAtField, type BorrowerDraft } from "../lending/loan_draft.js";
import { BorrowerFields } from "../lending/TermsFields.js";
import type { Borrower, LoanWithBorrower } from "../lending/types.js";
import { usePerson } from "../shell/person.js";
import { useLoanChange } from "./loan_change.js";
import { Meanwhile } from "./Meanwhile.js";

interface BorrowerPanelProps {
  readonly loan: LoanWithBorrower;
  readonly etag: string | null;
  readonly changed: () => void;
}

/** Who borrows, masked until somebody asks for more, on record. */
export function BorrowerPanel({ loan, etag, changed }: BorrowerPanelProps) {
  const { org } = usePerson();
  const [opened, setOpened] = useState<{ readonly version: number; readonly borrower: Borrower } | null>(null);
  const [replacing, setReplacing] = useState(false);
  const { dialog, ask } = useConfirm();
  const masked = loan.borrower;
  if (masked === null) {
    if (loan.owner_org_id !== org.id) return null;
    return (
      <Panel title="Borrower">
        <p className="muted">Only people who may edit loans see who the borrower is.</p>
      </Panel>
    );
  }
  // What was opened is of one version; another one may have another borrower.
  const shown = opened?.version === loan.version ? opened.borrower : null;
  const open = (): void => {
    ask({
      title: "Show the full number?",
      text: (
        <p>
          The borrower&rsquo;s social security number is shown on your screen. That you opened it, and when, goes into
          the audit log for good.
        </p>
      ),
      confirm: "Show it, on record",
      work: async () => {
        const { value } = await portal.get<Borrower>(`/api/v1/loans/${loan.id}/borrower`);
        setOpened({ version: loan.version, borrower: value });
      },
      done: "Shown, and recorded.",
    });
  };
  return (
    <Panel
      title="Borrower"
      actions={
        <Button
          small
          onClick={() => {
            setReplacing(true);
          }}
        >
          Change borrower
        </Button>
      }
    >
      <dl className="facts facts-wide">
        <Fact name="Name">{masked.name}</Fact>
        <Fact name="E-mail address">
          <span className="breakable">{masked.email}</span>
        </Fact>
        <Fact name="Social security number">
          <span className="mono">{shown?.ssn ?? masked.ssn}</span>
        </Fact>
      </dl>
      <p>
        {shown === null ? (
          <Button small onClick={open}>
            Show the full number
          </Button>
        ) : (
          <Button
            small
            onClick={() => {
              setOpened(null);
            }}
          >
            Hide the number
          </Button>
        )}
      </p>
      {dialog}
      {replacing && (
        <BorrowerDialog
          loan={loan}
          etag={etag}
          changed={changed}
          onClose={() => {
            setReplacing(false);
          }}
        />
      )}
    </Panel>
  );
}

interface BorrowerDialogProps extends BorrowerPanelProps {
  readonly onClose: () => void;
}

function BorrowerDialog({ loan, etag, changed, onClose }: BorrowerDialogProps) {
  const [draft, setDraft] = useState<BorrowerDraft>(() => ({
    name: loan.borrower?.name ?? "",
    email: loan.borrower?.email ?? "",
    ssn: "",
  }));
  const change = useLoanChange(loan, etag, () => undefined);
  const { action, meanwhile } = change;
  const stale = action.problem?.code === "precondition_failed";
  const save = async (): Promise<void> => {
    if (!(await change.save({ borrower: borrowerOf(draft) }))) return;
    onClose();
    changed();
    toast("The borrower was saved.");
  };
  const close = (): void => {
    onClose();
    if (meanwhile.length > 0) changed();
  };
  return (
    <Dialog title="Change the borrower" onClose={close} wide>
      <p>A borrower is always saved as a whole: enter the number again, too.</p>
      <Form
        label="Change the borrower"
        columns
        problem={action.problem}
        shownElsewhere={stale || standsAtField(action.problem)}
        onSubmit={() => void save()}
        actions={
          <>
            <Button type="submit" tone="primary" busy={action.busy}>
              Save borrower
            </Button>
            <Button onClick={close}>Cancel</Button>
          </>
        }
      >
        {stale && <Meanwhile differences={meanwhile} typed={() => null} />}
        <BorrowerFields draft={draft} problem={action.problem} onChange={setDraft} />
      </Form>
    </Dialog>
  );
}
