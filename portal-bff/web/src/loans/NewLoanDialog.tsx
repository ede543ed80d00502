import { useAction } from "../client/hooks.js";
import { portal } from "../client/index.js";
import { Button, Dialog, Form } from "../design/index.js";
import { BorrowerFields, TermsFields } from "../lending/TermsFields.js";
import { borrowerOf, standsAtField, termsOf, type BorrowerDraft, type TermsDraft } from "../lending/loan_draft.js";
import type { Loan } from "../lending/types.js";

export interface NewLoanDraft {
  readonly terms: TermsDraft;
  readonly borrower: BorrowerDraft;
}

interface NewLoanDialogProps {
  readonly draft: NewLoanDraft;
  readonly onChange: (draft: NewLoanDraft) => void;
  readonly onAdded: (loan: Loan) => void;
  readonly onClose: () => void;
}

export function NewLoanDialog({ draft, onChange, onAdded, onClose }: NewLoanDialogProps) {
  const action = useAction();
  const add = async (): Promise<void> => {
    await action.run(async (idempotencyKey) => {
      const json = { ...termsOf(draft.terms), borrower: borrowerOf(draft.borrower) };
      const { value } = await portal.post<Loan>("/api/v1/loans", json, { idempotencyKey });
      onAdded(value);
    });
  };
  return (
    <Dialog title="New loan" onClose={onClose} wide>
      <Form
        label="New loan"
        columns
        problem={action.problem}
        shownElsewhere={standsAtField(action.problem)}
        onSubmit={() => void add()}
        actions={
          <>
            <Button type="submit" tone="primary" busy={action.busy}>
              Enter loan
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </>
        }
      >
        <TermsFields
          draft={draft.terms}
          problem={action.problem}
          onChange={(terms) => {
            onChange({ ...draft, terms });
          }}
        />
        <BorrowerFields
          draft={draft.borrower}
          problem={action.problem}
          onChange={(borrower) => {
            onChange({ ...draft, borrower });
          }}
        />
      </Form>
    </Dialog>
  );
}
