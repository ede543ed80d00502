import { Note } from "../design/index.js";
import { dollars } from "../lending/decimal.js";
import type { Difference, LoanField } from "../lending/loan_draft.js";
import { stateName } from "../lending/states.js";
import type { LoanStatus, Occupancy, Purpose } from "../lending/types.js";
import { occupancyWords, purposeWords, statusWords } from "../lending/words.js";

const names: Readonly<Record<LoanField, string>> = {
  amount: "Amount",
  property_state: "State",
  occupancy: "Use of the home",
  purpose: "Purpose",
  fico: "Credit score",
  ltv: "Loan to value",
  status: "Status",
  borrower_name: "Borrower\u2019s name",
  borrower_email: "Borrower\u2019s e-mail address",
  borrower_ssn: "Borrower\u2019s number",
};

function shown(field: LoanField, value: string): string {
  switch (field) {
    case "amount":
      return dollars(value);
    case "ltv":
      return `${value}%`;
    case "property_state":
      return stateName(value);
    case "occupancy":
      return occupancyWords[value as Occupancy];
    case "purpose":
      return purposeWords[value as Purpose];
    case "status":
      return statusWords[value as LoanStatus];
    case "fico":
    case "borrower_name":
    case "borrower_email":
    case "borrower_ssn":
      return value;
  }
}

interface MeanwhileProps {
  readonly differences: readonly Difference[];
  /** What stands in the form against one of them, if anything. */
  readonly typed: (field: LoanField) => string | null;
}

/** What somebody else has saved while a form was open. */
export function Meanwhile({ differences, typed }: MeanwhileProps) {
  return (
    <Note tone="unsure" live>
      <p>
        Somebody has saved this loan while you were typing. Nothing of theirs was overwritten, and what you typed is
        still here. Look at it, then save again.
      </p>
      {differences.length > 0 && (
        <ul className="plain-list">
          {differences.map(({ field, was, now }) => {
            const mine = typed(field);
            return (
              <li key={field}>
                <strong>{names[field]}</strong>: was {shown(field, was)}, is {shown(field, now)} now.
                {mine !== null && <> You typed {shown(field, mine)}.</>}
              </li>
            );
          })}
        </ul>
      )}
    </Note>
  );
}
