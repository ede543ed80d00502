import { useState } from "react";

import { Own } from "../acting/Own.js";
import { usePages } from "../client/hooks.js";
import { Button, EmptyState, OrgName, PagedTable, PageHead, Panel, TimeAgo, type Column } from "../design/index.js";
import { StatusBadge } from "../lending/badges.js";
import { dollars } from "../lending/decimal.js";
import { noBorrower, noTerms } from "../lending/loan_draft.js";
import { loanPath, summaryOf } from "../lending/summary.js";
import type { Loan } from "../lending/types.js";
import { can, usePerson } from "../shell/person.js";
import { NewLoanDialog, type NewLoanDraft } from "./NewLoanDialog.js";

const emptyDraft: NewLoanDraft = { terms: noTerms, borrower: noBorrower };

export function LoansPage() {
  const person = usePerson();
  const loans = usePages<Loan>("/api/v1/loans");
  const [adding, setAdding] = useState(false);
  // It stays here: what was typed is there again when the dialog is opened again.
  const [draft, setDraft] = useState(emptyDraft);
  const mayAdd = can(person, "loan.write");
  const open = (): void => {
    setAdding(true);
  };
  return (
    <div className="stack">
      <PageHead
        title="Loans"
        lead={`Loans of ${person.org.name}, and those that others share with it. Newest first.`}
        actions={
          mayAdd && (
            <Button tone="primary" onClick={open}>
              New loan
            </Button>
          )
        }
      />
      <Panel title="All loans">
        <PagedTable
          caption="Loans"
          columns={columnsFor(person.org.id)}
          pages={loans}
          keyOf={(loan) => loan.id}
          empty={
            <EmptyState title="There is no loan yet">
              {mayAdd ? (
                <>
                  <p>Enter one, and see at once what lenders pay for it.</p>
                  <Button onClick={open}>Enter the first loan</Button>
                </>
              ) : (
                <p>Loans appear here once somebody enters one, or another organisation shares one.</p>
              )}
            </EmptyState>
          }
        />
      </Panel>
      {adding && (
        <NewLoanDialog
          draft={draft}
          onChange={setDraft}
          onAdded={({ id }) => {
            // Closed and emptied first: whoever comes back does not enter the same loan again.
            setAdding(false);
            setDraft(emptyDraft);
            location.assign(loanPath(id));
          }}
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
    </div>
  );
}

function columnsFor(orgId: string): readonly Column<Loan>[] {
  return [
    {
      title: "Loan",
      heading: true,
      cell: (loan) => (
        <>
          <a className="strong-link" href={loanPath(loan.id)}>
            {dollars(loan.amount)}
          </a>
          <br />
          <span className="muted">{summaryOf(loan)}</span>
        </>
      ),
    },
    { title: "Status", cell: (loan) => <StatusBadge status={loan.status} /> },
    { title: "LTV", numeric: true, cell: (loan) => `${loan.ltv}%` },
    { title: "Score", numeric: true, cell: (loan) => loan.fico },
    {
      title: "Whose",
      cell: (loan) =>
        loan.owner_org_id === orgId ? (
          <Own />
        ) : (
          <>
            Shared by <OrgName id={loan.owner_org_id} name={loan.owner_name} />
          </>
        ),
    },
    { title: "Entered", cell: (loan) => <TimeAgo at={loan.created_at} /> },
  ];
}
