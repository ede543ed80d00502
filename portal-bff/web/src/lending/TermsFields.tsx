import type { Problem } from "../client/problem.js";
import { SelectField, TextField, type Choice } from "../design/index.js";
import { errorAt, type BorrowerDraft, type TermsDraft } from "./loan_draft.js";
import { usStates } from "./states.js";
import { occupancies, purposes } from "./types.js";
import { occupancyWords, purposeWords } from "./words.js";

interface FieldsProps<Draft> {
  readonly draft: Draft;
  readonly problem: Problem | null;
  readonly onChange: (draft: Draft) => void;
}

const stateChoices: readonly Choice[] = [
  { value: "", label: "Choose a state" },
  ...Object.entries(usStates).map(([value, label]) => ({ value, label })),
];

/** The fields of a loan's terms, with what the server says of each. */
export function TermsFields({ draft, problem, onChange }: FieldsProps<TermsDraft>) {
  const field = (name: keyof TermsDraft) => ({
    value: draft[name],
    error: errorAt(problem, `/${name}`),
    onChange: (value: string) => {
      onChange({ ...draft, [name]: value });
    },
  });
  return (
    <>
      <TextField label="Loan amount in dollars" inputMode="decimal" required {...field("amount")} />
      <TextField
        label="Loan-to-value ratio in percent"
        inputMode="decimal"
        required
        hint="The loan as a share of what the home is worth (LTV). 320,000 on a home worth 400,000 is 80."
        {...field("ltv")}
      />
      <TextField
        label="Credit score"
        inputMode="numeric"
        required
        hint="The borrower’s FICO score, 300 to 850."
        {...field("fico")}
      />
      <SelectField label="State of the property" required choices={stateChoices} {...field("property_state")} />
      <SelectField
        label="What the loan is for"
        hint="Cash out takes money out of the home’s value. Rate and term only replaces the old loan."
        choices={purposes.map((value) => ({ value, label: purposeWords[value] }))}
        {...field("purpose")}
      />
      <SelectField
        label="How the home is used"
        hint="Primary: the borrower lives there most of the year."
        choices={occupancies.map((value) => ({ value, label: occupancyWords[value] }))}
        {...field("occupancy")}
      />
    </>
  );
}

/** The fields of a borrower, who is always given as a whole. */
export function BorrowerFields({ draft, problem, onChange }: FieldsProps<BorrowerDraft>) {
  const field = (name: keyof BorrowerDraft) => ({
    value: draft[name],
    error: errorAt(problem, `/borrower/${name}`),
    required: true,
    autoComplete: "off",
    onChange: (value: string) => {
      onChange({ ...draft, [name]: value });
    },
  });
  return (
    <>
      <TextField label="Borrower’s name" {...field("name")} />
      <TextField label="Borrower’s e-mail address" inputMode="text" {...field("email")} />
      <TextField
        label="Social security number"
        inputMode="numeric"
        hint="It is kept sealed. Lists never show it, and whoever opens it is on record."
        placeholder="123-45-6789"
        {...field("ssn")}
      />
    </>
  );
}
