import { useState } from "react";

import { Button, Fact, Id, Panel, Time } from "../design/index.js";
import { dollars } from "../lending/decimal.js";
import { stateName } from "../lending/states.js";
import type { LoanWithBorrower, Lock } from "../lending/types.js";
import { occupancyWords, purposeWords, statusWords } from "../lending/words.js";
import { can, usePerson } from "../shell/person.js";
import { TermsDialog } from "./TermsDialog.js";

interface TermsPanelProps {
  readonly loan: LoanWithBorrower;
  readonly etag: string | null;
  /** The lock that holds the terms. */
  readonly live: Lock | null;
  readonly changed: () => void;
}

export function TermsPanel({ loan, etag, live, changed }: TermsPanelProps) {
  const person = usePerson();
  const [editing, setEditing] = useState(false);
  const mayEdit = can(person, "loan.write") && loan.owner_org_id === person.org.id;
  return (
    <Panel
      title="Terms"
      actions={
        mayEdit &&
        live === null && (
          <Button
            small
            onClick={() => {
              setEditing(true);
            }}
          >
            Change terms
          </Button>
        )
      }
    >
      <dl className="facts">
        <Fact name="Amount">{dollars(loan.amount)}</Fact>
        <Fact name="Loan to value">{loan.ltv}%</Fact>
        <Fact name="Credit score">{loan.fico}</Fact>
        <Fact name="Purpose">{purposeWords[loan.purpose]}</Fact>
        <Fact name="Use of the home">{occupancyWords[loan.occupancy]}</Fact>
        <Fact name="State">{stateName(loan.property_state)}</Fact>
        <Fact name="Status">{statusWords[loan.status]}</Fact>
        <Fact name="Entered">
          <Time at={loan.created_at} />
        </Fact>
        <Fact name="Last changed">
          <Time at={loan.updated_at} />
        </Fact>
        <Fact name="Loan id">
          <Id of={loan.id} />
        </Fact>
        {loan.external_id !== null && <Fact name="Number elsewhere">{loan.external_id}</Fact>}
      </dl>
      {mayEdit && live !== null && (
        <p className="muted">While a rate lock is live, the terms stay as they were locked.</p>
      )}
      {editing && (
        <TermsDialog
          loan={loan}
          etag={etag}
          changed={changed}
          onClose={() => {
            setEditing(false);
          }}
        />
      )}
    </Panel>
  );
}
