// Saving a change of a loan over the version that was looked at.
import { useState } from "react";

import { useAction, type Action } from "../client/hooks.js";
import { portal } from "../client/index.js";
import { ProblemError } from "../client/problem.js";
import { differencesOf, type Difference } from "../lending/loan_draft.js";
import type { Loan, LoanWithBorrower } from "../lending/types.js";

export interface LoanChange {
  readonly action: Action;
  /** The version that the next save goes over. */
  readonly base: LoanWithBorrower;
  /** What somebody else has changed since the dialog was opened. */
  readonly meanwhile: readonly Difference[];
  readonly save: (json: unknown) => Promise<boolean>;
}

/** `onNewer` learns of a version that somebody else has saved meanwhile: nothing of theirs is overwritten unseen. */
export function useLoanChange(
  loan: LoanWithBorrower,
  etag: string | null,
  onNewer: (before: LoanWithBorrower, after: LoanWithBorrower) => void,
): LoanChange {
  const action = useAction();
  const [over, setOver] = useState({ base: loan, etag });
  const [meanwhile, setMeanwhile] = useState<readonly Difference[]>([]);
  const path = `/api/v1/loans/${loan.id}`;
  const save = (json: unknown): Promise<boolean> =>
    action.run(async () => {
      try {
        await portal.patch<Loan>(path, json, { ifMatch: over.etag });
      } catch (error) {
        if (error instanceof ProblemError && error.problem.code === "precondition_failed") {
          const { value, etag: newer } = await portal.get<LoanWithBorrower>(path);
          setOver({ base: value, etag: newer });
          setMeanwhile(differencesOf(loan, value));
          onNewer(over.base, value);
        }
        throw error;
      }
    });
  return { action, base: over.base, meanwhile, save };
}
