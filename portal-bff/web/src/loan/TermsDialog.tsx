import { useState } from "react";

import { Button, Dialog, Form, toast } from "../design/index.js";
import { changedTerms, draftOf, rebase, standsAtField, type LoanField } from "../lending/loan_draft.js";
import { TermsFields } from "../lending/TermsFields.js";
import type { LoanWithBorrower } from "../lending/types.js";
import { useLoanChange } from "./loan_change.js";
import { Meanwhile } from "./Meanwhile.js";

interface TermsDialogProps {
  readonly loan: LoanWithBorrower;
  readonly etag: string | null;
  readonly changed: () => void;
  readonly onClose: () => void;
}

export function TermsDialog({ loan, etag, changed, onClose }: TermsDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(loan));
  const change = useLoanChange(loan, etag, (before, after) => {
    setDraft((typed) => rebase(before, after, typed));
  });
  const { action, base, meanwhile } = change;
  const changes = changedTerms(base, draft);
  const stale = action.problem?.code === "precondition_failed";
  const save = async (): Promise<void> => {
    if (!(await change.save(changes))) return;
    onClose();
    changed();
    toast("The terms were saved.");
  };
  const close = (): void => {
    onClose();
    if (meanwhile.length > 0) changed();
  };
  const typed = (field: LoanField): string | null => (field in changes ? draft[field as keyof typeof draft] : null);
  return (
    <Dialog title={`Change the terms of ${loan.external_id ?? "this loan"}`} onClose={close} wide>
      <Form
        label="Change terms"
        columns
        problem={action.problem}
        shownElsewhere={stale || standsAtField(action.problem)}
        onSubmit={() => void save()}
        actions={
          <>
            <Button type="submit" tone="primary" busy={action.busy} disabled={Object.keys(changes).length === 0}>
              Save terms
            </Button>
            <Button onClick={close}>Cancel</Button>
          </>
        }
      >
        {stale && <Meanwhile differences={meanwhile} typed={typed} />}
        <TermsFields draft={draft} problem={action.problem} onChange={setDraft} />
      </Form>
    </Dialog>
  );
}
