import { useState } from "react";

import { useAction } from "../client/hooks.js";
import { portal } from "../client/index.js";
import { problemOfError, type Problem } from "../client/problem.js";
import { ConfirmDialog, Fact, Note, OrgName, toast } from "../design/index.js";
import { spanOf } from "../design/time.js";
import { dollars } from "../lending/decimal.js";
import { useLockRules } from "../lending/lock_rules.js";
import type { LoanWithBorrower, Lock, Offer } from "../lending/types.js";
import { refusalWords } from "../lending/words.js";

interface LockRequestDialogProps {
  readonly loan: LoanWithBorrower;
  readonly offer: Offer;
  readonly onPriceAgain: () => void;
  readonly onRequested: () => void;
  readonly onClose: () => void;
}

/** The price that the server would give now, where it says that it is no longer the one that was quoted. */
function priceNow(problem: Problem | null): string | null {
  const price = problem?.code === "price_changed" ? problem.members["price"] : null;
  return typeof price === "string" ? price : null;
}

function withWords(problem: Problem | null): Problem | null {
  if (problem?.code !== "no_such_offer") return problem;
  const reason = refusalWords[problem.reason ?? ""] ?? "It is not on the rate sheet any more";
  return { ...problem, code: "explained", detail: `There is no such offer any more. ${reason}.` };
}

/** Asks for a lock at the price that was quoted; at another one only if the person says so. */
export function LockRequestDialog({ loan, offer, onPriceAgain, onRequested, onClose }: LockRequestDialogProps) {
  const action = useAction();
  const rules = useLockRules();
  const [price, setPrice] = useState(offer.price);
  const [changed, setChanged] = useState(false);
  const gone = action.problem?.code === "no_such_offer";
  const close = (): void => {
    onClose();
    if (changed || gone) onPriceAgain();
  };
  const request = async (): Promise<void> => {
    const { sheet_id, product, rate, lock_days } = offer;
    const done = await action.run(async (idempotencyKey) => {
      try {
        const json = { sheet_id, product, rate, lock_days, price };
        await portal.post<Lock>(`/api/v1/loans/${loan.id}/locks`, json, { idempotencyKey });
      } catch (error) {
        const now = priceNow(problemOfError(error));
        if (now !== null) {
          setPrice(now);
          setChanged(true);
        }
        throw error;
      }
    });
    if (!done) return;
    onClose();
    onRequested();
    location.hash = "locks";
    toast("The lock was asked for. The lender has to accept it.");
  };
  const moved = priceNow(action.problem) !== null;
  return (
    <ConfirmDialog
      title="Ask for this rate lock?"
      confirm={`Ask for ${price}`}
      busy={action.busy}
      problem={moved ? null : withWords(action.problem)}
      onConfirm={() => void request()}
      onClose={close}
    >
      <dl className="facts">
        <Fact name="Product">{offer.product}</Fact>
        <Fact name="Interest rate">{offer.rate}%</Fact>
        <Fact name="Held for">{offer.lock_days} days</Fact>
        <Fact name="Price">{price}</Fact>
        <Fact name="Loan">{dollars(loan.amount)}</Fact>
        {typeof offer.lender_org_id === "string" && (
          <Fact name="Lender">
            <OrgName id={offer.lender_org_id} name={offer.lender_name ?? null} />
          </Fact>
        )}
      </dl>
      {moved && (
        <Note tone="unsure" live>
          <p>
            The price is {price} now; you were quoted {offer.price}. The sheet may have changed. Or this loan was locked
            not long ago: then the worse of the old and the new price counts.
          </p>
        </Note>
      )}
      <p>
        The lender has {rules === null ? "a while" : spanOf(rules.commit_within_seconds * 1000)} to accept it, and the
        days count from then on. While the lock is live, the terms of the loan cannot be changed.
      </p>
    </ConfirmDialog>
  );
}
