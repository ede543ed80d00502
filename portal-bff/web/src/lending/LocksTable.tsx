import type { ReactNode } from "react";

import type { Pages } from "../client/hooks.js";
import { Id, OrgName, PagedTable, Time, TimeAgo, TimeLeft, type Column, type Detail } from "../design/index.js";
import { usePerson } from "../shell/person.js";
import { LockBadge } from "./badges.js";
import { dollars } from "./decimal.js";
import type { LockDesk } from "./lock_desk.js";
import { PriceSum } from "./PriceSum.js";
import { loanPath, productAt, summaryOf } from "./summary.js";
import type { Lock } from "./types.js";

interface LocksTableProps {
  readonly pages: Pages<Lock>;
  readonly desk: LockDesk;
  /** Where the table is about more than one loan. */
  readonly withLoan?: boolean;
  readonly empty: ReactNode;
}

/** Rate locks, each of which opens to what was locked and how its price came about. */
export function LocksTable({ pages, desk, withLoan, empty }: LocksTableProps) {
  const { org } = usePerson();
  return (
    <PagedTable
      caption="Rate locks"
      columns={columnsFor(desk, org.id, withLoan === true)}
      pages={pages}
      keyOf={(lock) => lock.id}
      detail={detail}
      empty={empty}
    />
  );
}

function columnsFor(desk: LockDesk, orgId: string, withLoan: boolean): readonly Column<Lock>[] {
  return [
    {
      title: "Lock",
      heading: true,
      cell: (lock) => (
        <>
          <strong>{productAt(lock)}</strong>
          <br />
          <span className="muted">
            {lock.lock_days} days, <RequestedBy lock={lock} orgId={orgId} />
          </span>
          {withLoan && <LoanOf lock={lock} orgId={orgId} />}
        </>
      ),
    },
    { title: "Price", numeric: true, cell: (lock) => lock.price },
    { title: "State", cell: (lock) => <LockBadge lock={lock} /> },
    { title: "Ends", cell: (lock) => <LockEnd lock={lock} /> },
    {
      title: "What you can do",
      actions: true,
      cell: (lock) => desk.actionsFor(lock),
    },
  ];
}

function RequestedBy({ lock, orgId }: { lock: Lock; orgId: string }) {
  const when = <TimeAgo at={lock.requested_at} />;
  return lock.owner_org_id === orgId ? (
    <>asked for {when}</>
  ) : (
    <>
      asked for by <OrgName id={lock.owner_org_id} name={lock.owner_name} /> {when}
    </>
  );
}

function LoanOf({ lock, orgId }: { lock: Lock; orgId: string }) {
  if (lock.loan === null) return null;
  const words = `Loan of ${dollars(lock.loan.amount)}`;
  return (
    <>
      <br />
      {lock.owner_org_id === orgId ? <a href={loanPath(lock.loan_id)}>{words}</a> : words}
    </>
  );
}

/** Accepted or not, when it ends or has ended. */
function LockEnd({ lock }: { lock: Lock }) {
  return lock.state === "expired" ? <Time at={lock.expires_at} /> : <TimeLeft until={lock.expires_at} />;
}

const detail: Detail<Lock> = {
  label: (lock) => `Details of the lock of ${productAt(lock)}`,
  content: (lock) => <LockDetail lock={lock} />,
};

function LockDetail({ lock }: { lock: Lock }) {
  return (
    <div className="stack-tight">
      {lock.loan !== null && (
        <p>
          Locked for a loan of {dollars(lock.loan.amount)}: {summaryOf(lock.loan)}, score {lock.loan.fico}, LTV{" "}
          {lock.loan.ltv}%.
        </p>
      )}
      {lock.offer !== null && <PriceSum offer={lock.offer} />}
      <LockNotes lock={lock} />
      <p className="muted">
        Lock <Id of={lock.id} /> of sheet <Id of={lock.sheet_id} />, lender{" "}
        <OrgName id={lock.lender_org_id} name={lock.lender_name} />
        {lock.confirmation !== null && <>, their number {lock.confirmation}</>}
      </p>
    </div>
  );
}

/** Why the price of a lock is not that of its offer. */
function LockNotes({ lock }: { lock: Lock }) {
  return (
    <>
      {lock.relock_of !== null && (
        <p>
          This loan was locked before, by <Id of={lock.relock_of} />. Whoever locks again soon after gets the worse of
          the two prices: {lock.offer === null ? "" : `the sheet would have paid ${lock.offer.price}.`}
        </p>
      )}
      {lock.extended_days > 0 && (
        <p>
          Extended by {lock.extended_days} {lock.extended_days === 1 ? "day" : "days"}, for a fee: the price is{" "}
          {lock.price} now.
        </p>
      )}
    </>
  );
}
